// Composition rules of a body and the deviations from them that were decided, as they are kept.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/structure/period.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

// A rule that is knowingly not kept, and who decided so.
struct Deviation {
  std::string id, rule_id;
  std::string reason;
  std::string decided_by;  // an item's id where the decision is in the register, else words
  std::optional<Date> decided_on{};
  std::optional<std::string> sentence{};  // what holds instead, as a rule; none: nothing is asked
  Period period{};
};

struct RuleRow {
  std::string id, body_id;
  std::int64_t position = 0;
  std::string sentence;                 // in the language of bodies/composition
  std::optional<std::string> source{};  // the law or agreement it stands in
  Period period{};
  std::vector<Deviation> deviations{};
};

// In their order, of all times, with their deviations; `body_id` "" for all bodies. Two statements.
std::vector<RuleRow> rules(database::Connection& connection, std::string_view body_id);
std::optional<RuleRow> find_rule(database::Connection& connection, std::string_view id);
void insert_rule(database::Connection& connection, const RuleRow& rule);
void update_rule(database::Connection& connection, const RuleRow& rule);
void insert_deviation(database::Connection& connection, const Deviation& deviation);
void update_deviation(database::Connection& connection, const Deviation& deviation);
std::optional<Deviation> find_deviation(database::Connection& connection, std::string_view id);

}  // namespace klynge::structure
