// Two days side by side: what each body was made of and had to do, and what it or its successors are made of
// and have to do. Pure.
//
// Bodies are paired by succession: whoever is there on both days is its own pair; whoever is gone stands
// beside those that came after it, over any number of steps. Several that went into the same successors stand
// together, so that a merger is read once and not once for each.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/body_profile.hpp"
#include "bodies/structure/rule_store.hpp"

namespace klynge::structure {

enum class LineKind { rule, duty };
std::string_view danish(LineKind kind);  // “Sammensætning”, “Opgave”

enum class Change { same, changed, gone, added };
std::string_view danish(Change change);  // “Uændret”

struct ComparedLine {
  LineKind kind = LineKind::rule;
  std::string before, after;  // “” where it is not there
  Change change = Change::same;
  // Whose it is, where several bodies stand together on that side.
  std::vector<const BodyProfile*> of_before{}, of_after{};
};

struct ComparedPair {
  std::vector<const BodyProfile*> before, after;  // never both empty
  std::vector<ComparedLine> lines{};              // rules first, each in the order in which they stand
  bool successor_is_planned = false;              // one of `after` is expected, its first day not settled
  std::size_t count(Change change) const;
};

struct ComparedStructure {
  const std::vector<BodyProfile>& profiles;
  const std::vector<Succession>& successions;
  const std::vector<RuleRow>& rules;
  const std::vector<Duty>& duties;
};

// Bodies that ended, began or were followed by others first, then those that were changed, then the rest; each
// in the order of `profiles`, the new ones that come after nobody last. The profiles must outlive the answer.
std::vector<ComparedPair> compare(const ComparedStructure& structure, Date before, Date after);

// “Af regler og opgaver er 2 uændrede, 1 ny og 1 bortfaldet.” — “Intet er ændret.” — “Der er hverken skrevet regler
// eller opgaver ned.”
std::string summary(const ComparedPair& pair);

}  // namespace klynge::structure
