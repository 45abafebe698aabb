// What somebody writes on a hand-over's list because no room knows of it: a promise by word of mouth, a letter
// that is waited for, a grant that no minutes name.
//
// It is a kind of open matter like any other (open_matters.hpp), only that its rows are kept by the hand-over on
// which they were written: open in that body as long as the hand-over is not cancelled, and open at whoever took it
// over, so that it goes on from there when that body ends.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "bodies/structure/open_matters.hpp"

namespace klynge::structure {

inline constexpr std::string_view noted_kind = "noted";
MatterKind noted_matters();

inline constexpr std::size_t noted_title_characters = 300, noted_detail_characters = 1'000;
struct NotedMatter {
  std::string title;   // one line
  std::string detail;  // may be empty
};
// On a draft. Returns its id. Problems: no title; too long; more than limits::noted_matters; not a draft (conflict).
Result<std::string> note_matter(audit::Book& book, const audit::Actor& actor, std::string_view hand_over_id,
                                const NotedMatter& noted);
// Takes it off the draft again. Problems: not a draft, or no line written by hand on it (conflict).
Result<void> remove_noted_matter(audit::Book& book, const audit::Actor& actor, std::string_view hand_over_id,
                                 std::string_view matter_id);

}  // namespace klynge::structure
