// What two documents say, compared without regard to how they were printed or extracted.
//
// Minutes come twice in many ways: the same file again, the PDF of a text, another extraction with
// its own reading errors and lines broken elsewhere, or a version in which somebody changed a
// sentence. The first three hold one content, the last does not. Three measures tell them apart:
//   content_hash   equal for any extraction without errors: letters and digits alone, folded
//   similarity     how much of the wording is common; robust, cheap, says nothing of what differs
//   compare        the differences word by word: slips of reading, or changes of substance
// A changed digit, a word too many or too few, or a word replaced by another is substance; a word
// with a letter or two wrong, or torn in two, is a slip.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/document.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::intake {

// SHA-256 (hex) of the document's letters and digits, folded, in reading order.
std::string content_hash(const reading::Document& document);

// The words of what a record says, in order: header, attendance and items, folded; leftover
// markup tags are no words.
std::vector<std::string> content_words(const reading::MeetingRecord& record);

// The share of three-word sequences two texts have in common (Jaccard), 0…1. 1 for two empty ones.
double similarity(std::span<const std::string> a, std::span<const std::string> b);

struct Differences {
  std::size_t slips = 0;      // places where only the reading of a word differs
  std::size_t substance = 0;  // places where what is said differs; counted to the limit only
  std::string example{};      // the first change of substance: “ikke godkendt” / “godkendt”
  bool same_content() const { return substance == 0; }
};

// Time and memory are bounded: texts too different to align in `limits::content_differences` steps
// count as different in substance.
Differences compare(std::span<const std::string> a, std::span<const std::string> b);

// Edits (insert, delete, replace a byte) from a to b, or `at_most` + 1 where it takes more.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t at_most);

}  // namespace klynge::intake
