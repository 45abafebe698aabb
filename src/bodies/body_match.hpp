// When do two printed names mean the same body?
//
// Bodies are named by what they are (udvalg, klynge, styregruppe), their level (politisk, faglig)
// and a place, a field or a number, in any order, definite or not, joined or apart. So a name is a
// bag of plain words: the same bag is the same body. A word of level, place, direction or number
// that differs makes another body; a word that only one of them has makes a question.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bodies/name_match.hpp"

namespace klynge::bodies {

enum class BodyLevel { political, professional_strategic, operations, advisory, unknown };
std::string_view name(BodyLevel level);  // as in the database

struct BodyWord {
  std::string text;     // folded, indefinite
  bool prefix = false;  // first part of a compound: “sundheds” of “Sundhedsudvalget”
  auto operator<=>(const BodyWord&) const = default;
};
struct BodyName {
  std::vector<BodyWord> words;  // sorted
  std::string row;              // all letters in printed order
};
BodyName parse_body_name(std::string_view printed);
std::string body_key(const BodyName& name);  // "" where nothing is named
Verdict compare_bodies(const BodyName& printed, const BodyName& known);
// “Bestyrelsen”, “Sundhedsudvalget”: says what the body is, of which every association and municipality has
// one, and not where. Such a name alone proves nothing.
bool names_no_place(const BodyName& name);
// A guess by the name alone.
BodyLevel guess_level(const BodyName& name);

}  // namespace klynge::bodies
