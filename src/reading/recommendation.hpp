// Recommendations: one entry for each action recommended, without its lead-in.
//
// Taken forms: “Det indstilles, at X:” with numbers, bullets or “At …” lines; “at | … |” table
// rows; the whole in one sentence. A small “at” goes on from “indstiller,” and leaves; “At …” after
// a colon stays. The rows after the last entry are handed back: they are something else.
#pragma once
#include <string>
#include <vector>

#include "reading/text_join.hpp"

namespace klynge::reading {

struct Recommendations {
  struct Entry {
    std::string text;
    std::uint32_t first_row = 0, last_row = 0;
  };
  std::vector<Entry> entries;
  std::vector<Piece> rest;  // rows behind the list
};

Recommendations parse_recommendations(const Sheet& sheet, const Hyphens& hyphens, const std::vector<Piece>& pieces,
                                      bool labelled);

}  // namespace klynge::reading
