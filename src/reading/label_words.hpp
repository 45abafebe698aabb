// The words that label a row, as Danish minutes print them: “Sagsfremstilling”, “Til stede”, “Dato”.
//
// A table and nothing else, so that a word is added without reading how rows are matched (labels.hpp).
#pragma once
#include <span>
#include <string_view>
#include <utility>

#include "reading/labels.hpp"

namespace klynge::reading {

// All words in small letters.
struct SectionWords {
  Label label;
  std::span<const std::string_view> words;
};

// Of the parts of an item: its case, recommendation, minutes, attachments, links, and what follows. A word that stands
// in several means the first.
std::span<const SectionWords> section_words();

// Of everything else: the header's fields, attendance, marks of an item, what no field takes.
std::span<const std::pair<std::string_view, Label>> other_label_words();

}  // namespace klynge::reading
