// A heading with its text on the same row: “3. Økonomi: Regnskabet blev godkendt.”
//
// A colon, a dash or a full stop may part the title from what was said, but titles hold colons and
// dashes too. What follows is text only where the row ends as a sentence does, or is nothing but a
// word of decision (“5. Eventuelt: intet”) or the day of the next meeting. Where a page lost its line
// breaks nothing parts them at all (“2. Siden sidst Huset lukkes i maj.”): then the text begins at
// the capital that opens a sentence.
#pragma once
#include <cstddef>
#include <string_view>

namespace klynge::reading {

struct RunIn {
  std::size_t title = 0;  // bytes of the title
  std::size_t text = 0;   // byte where the text starts; the row's size where none is run in
};

// `sentence`: the paragraph that starts with the row ends as a sentence does.
RunIn find_run_in(std::string_view row, bool sentence);
// For documents that write all their titles with a colon: whatever stands behind the first.
RunIn find_after_colon(std::string_view row);
// The same where nothing parts title and text.
RunIn find_unparted(std::string_view row, bool sentence);
// Bytes of the title alone, judged by the row itself.
std::size_t run_in_length(std::string_view row);
bool ends_as_sentence(std::string_view text);

}  // namespace klynge::reading
