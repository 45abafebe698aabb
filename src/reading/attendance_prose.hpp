// Attendance told in running text: “Alle var mødt undtagen Bo Krag”, “Inger og Ruth. Desuden Susan (leder).”
//
// A secretary who writes no list writes sentences, often several to a paragraph and over more rows than one. These
// functions tell sentences from entries of a list and read them one by one.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "reading/attendance_roll.hpp"
#include "reading/reading_state.hpp"

namespace klynge::reading {

// True where the text has a verb that lists of people lack, and the length or the end of a sentence.
bool is_prose(std::string_view text);
// A sentence and no entry of a list: it ends as one, and most of its words are small and no titles.
bool is_sentence(std::string_view text);
// The row's text with the rows that go on with it, none behind row `end`; `next` moves behind them.
std::string paragraph_at(const Reading& reading, std::size_t row, std::string_view text, std::size_t end,
                         std::size_t& next);
// Each sentence of a paragraph may tell of people; true where one did.
bool read_sentences(Reading& reading, std::string_view paragraph, std::size_t row);
// A list and the sentences after it: “Inger, Poul Erik og Ruth. Desuden Susan (leder). Bo skrev referat.”; false, and
// nothing read, where it is none.
bool read_told_list(Reading& reading, std::string_view paragraph, const Block& block, std::size_t row);
// The paragraph that starts at row `i`, where it tells of people; returns the row to go on with.
std::size_t read_prose(Reading& reading, std::size_t i, std::size_t end);

}  // namespace klynge::reading
