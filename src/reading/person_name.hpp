// One person as an attendance list prints it: name, title, organisation, and the remarks beside it.
//
// Secretaries write “Mogens Holm, borgmester Nord Kommune (medformand)”, “Direktør Mogens Holm,
// Nord Kommune – afbud”, “Mogens Holm (A)”, “Mogens Holm Nord Kommune”. The entry is cut at commas,
// dashes and brackets, and each part is told by its words: a remark, a title, an organisation.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::reading {

enum class RoleHint { none, chair, cochair, vice_chair, secretary, observer, guest };

struct PersonText {
  std::string name;  // "(vacant)" for a seat not yet filled
  std::optional<std::string> title, organisation, note;
  RoleHint role = RoleHint::none;
  bool bracketed_role = false;  // “(formand)”: the role alone, no title
  bool absent = false, remote = false, moderates = false, substitute = false, recorder = false;
  std::optional<std::string> office;  // printed in brackets: “næstformand”, “sekretær”
  bool for_previous = false;          // stands in for the one named just before
  std::optional<std::string> initials;
  std::optional<std::string> substitutes_for;  // this person stands in for that one
  std::optional<std::string> stand_in;         // that one stands in for this person
};

// A name alone: two to six capitalised words, or one common given name where `single` allows it.
bool looks_like_name(std::string_view text, bool single = false);
// What a list entry says; nothing where no name is in it.
std::optional<PersonText> parse_person(std::string_view entry);
// A row or paragraph that may name several persons (“A, B og C”). Where `sure` that people are
// named, a capitalised word alone is one of them (“Fraværende: Kasem”). `left_out` becomes true where
// a part of the list names nobody; where it does not, the people are the same however sure.
std::vector<PersonText> parse_people(std::string_view text, bool sure = false, bool* left_out = nullptr);
// The names in a list of nothing but names; empty where something else stands among them.
std::vector<std::string> names_in_list(std::string_view text, bool single);
// True where both may be the same person: one name's words all stand in the other's, in order.
bool same_person(std::string_view a, std::string_view b);
// The text without what stands in brackets, parties and remarks, and without doubled blanks.
std::string without_brackets(std::string_view text);
// Cuts at commas, “og” and “samt” outside brackets.
std::vector<std::string_view> split_list(std::string_view text);

}  // namespace klynge::reading
