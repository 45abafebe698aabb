// Are the rules of a body's composition kept by its seats on a day? Pure: structs in, structs and Danish sentences out.
//
// One seat counts for one rule, and every seat that some rule can count must be counted, so whether all rules are kept
// at once is an assignment of seats to rules and to their “herunder” parts with lower and upper bounds: a feasible flow
// (flow.hpp), which is exact. Where not all rules can be kept, choosing which to call unmet is a matter of taste (and
// picking the fewest is NP-hard): rules earlier in the list come first, no rule is called unmet that the kept ones
// leave room for, and if it is enough to leave one rule unmet, only one is. The same input gives the same answer.
//
// Two views are kept apart: by the seats there are, and by the seats that are held by somebody on the day. A
// secretary's seat belongs to no rule.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "bodies/composition/rule.hpp"
#include "bodies/composition/words.hpp"

namespace klynge::composition {

// from <= day < to; nothing: open to that side.
struct Period {
  std::optional<Date> from{};
  std::optional<Date> to{};
  bool holds_on(Date day) const { return (!from || *from <= day) && (!to || day < *to); }
};

struct Organisation {
  std::string id;
  OrganisationKind kind = OrganisationKind::other;
  std::string name;
  std::vector<std::string> also_called{};  // aliases, for rules that call it by one of them
};

enum class SeatRole { chair, cochair, member, observer, secretary };
std::optional<SeatRole> seat_role(std::string_view name);  // as in the database

struct Seat {
  std::string id;
  std::string label;  // as sentences show it: “Borgmester, Lyngsted Kommune”
  SeatKind kind = SeatKind::member;
  std::optional<Organisation> organisation{};  // whose seat it is
  std::optional<Organisation> appointed_by{};  // nothing: its own organisation appoints
  bool voting = true;
  SeatRole role = SeatRole::member;
  std::optional<std::string> holder{};  // who holds it on the day; nothing: vacant
  Period period{};
};

struct RuleInForce {
  std::string id;
  Rule rule;
  Period period{};
};

// A rule that is knowingly not kept. Of several in force the one that began last holds, then the last in the list.
struct Deviation {
  std::string rule_id;
  std::optional<Rule> instead;  // what holds in its place; nothing: nothing is asked
  Period period{};
};

// The body's area on the day. Organisation ids are those of Seat.
struct Area {
  struct Municipality {
    std::string id;
    std::string name;  // “Lyngsted Kommune”
  };
  struct Cluster {
    std::string id;
    std::string name;
    std::vector<std::string> organisation_ids;  // its municipalities, hospital, psychiatry
  };
  std::vector<Municipality> municipalities{};
  std::vector<Cluster> clusters{};
};

enum class Status {
  met,
  deviated,  // a deviation is in force, and what it asks is kept
  not_met,
  never,  // no seats could keep it
};
std::string_view name(Status status);  // "met", "deviated", "not_met", "never"

struct RuleFinding {
  std::string rule_id;
  std::string sentence;                  // the rule in standard form
  std::optional<std::string> instead{};  // what a deviation asks in its place, in standard form; empty: nothing
  Status status = Status::met;           // by the seats there are
  Status filled = Status::met;           // by the seats that are held
  bool kept_alone = true;                // enough seats for it, were it the only rule
  bool kept_anyway = false;              // deviated, though the rule itself is kept too
  std::vector<std::string> seats{};      // ids: counted for this rule
  std::vector<std::string> vacant{};     // ids: those of them that nobody holds
  std::vector<std::string> surplus{};    // ids: too many for this rule
  std::vector<std::string> competing{};  // rule ids: hold seats that this unmet rule could have counted
  std::vector<std::string> remarks{};    // Danish sentences: what is missing, vacant, too many, impossible
};

struct Composition {
  std::vector<RuleFinding> rules{};    // in the order given, those in force on the day
  std::vector<std::string> unasked{};  // ids of seats that no rule asks for
  std::vector<std::string> remarks{};  // Danish sentences about these seats
  bool kept = true;                    // every rule met or deviated (by the seats there are)
  bool kept_filled = true;             // the same by the seats that are held
};

// Rules, deviations and seats whose period does not hold on the day are left out. Rule ids and seat ids are unique.
// Where there are no rules, every seat is unasked; whether that is worth saying is for the caller.
Composition check(std::span<const RuleInForce> rules, std::span<const Deviation> deviations,
                  std::span<const Seat> seats, const Area& area, Date day);

// The state in a few Danish words for a badge: "Opfyldt", "Opfyldt, men ubesat", "Fraveget", "Fraveget, men ubesat",
// "Ikke opfyldt", "Kan aldrig opfyldes".
std::string_view danish(const RuleFinding& finding);

}  // namespace klynge::composition
