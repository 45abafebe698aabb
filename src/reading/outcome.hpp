// An item's outcome: one word for what the minutes say was done with it.
//
// It follows the verb of the minutes. A decision of the meeting's own (besluttede, aftalt, enighed)
// outranks a discussion, but not an approval, a recommendation followed or a matter noted. See
// meeting-record.schema.json for the words.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "reading/meeting_record.hpp"
#include "reading/sentences.hpp"

namespace klynge::reading {

struct OutcomeFound {
  Outcome outcome = Outcome::decided;
  bool terse = false;  // the text is little more than the word itself
};

std::optional<OutcomeFound> outcome_of(std::string_view minutes);
// What else is known of the item.
struct ItemSaid {
  std::string_view title;
  std::vector<std::string> recommendations;
  bool has_tasks = false;  // a task came out of it
};
std::optional<Outcome> outcome_of_item(const Prose& minutes, const ItemSaid& item);
// Decisions by recommendation: “1.-2. Godkendt”, “Ad 3) Udsat”.
struct DecisionFound {
  Decision decision;
  std::size_t start = 0, end = 0;  // bytes in the minutes
};
std::vector<DecisionFound> decisions_in(std::string_view minutes, std::size_t recommendations);

}  // namespace klynge::reading
