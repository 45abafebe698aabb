// A body beyond its name: where it belongs, when it exists, what it does, whom it reports to, what it
// comes after.
//
// A body that documents have named and of which nobody has said more has no profile row; it is read as
// one with everything left open. Nothing here is filled in from law that is not at hand: what is not
// known stays open and is said in `open_questions`.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/body_match.hpp"
#include "bodies/structure/period.hpp"

namespace klynge::structure {

using bodies::BodyLevel;

enum class Reach { cluster, region, country, unknown };
std::string_view name(Reach reach);  // as in the database
std::optional<Reach> reach_of(std::string_view word);
std::string_view danish(Reach reach);                      // “Klynge”
std::optional<BodyLevel> level_of(std::string_view word);  // as in the database
std::string_view danish(BodyLevel level);                  // “Politisk niveau”
const std::vector<BodyLevel>& body_levels();               // from the top down

struct BodyProfile {
  std::string body_id, name;
  BodyLevel level = BodyLevel::unknown;
  Reach reach = Reach::unknown;
  std::optional<std::string> cluster_id{}, cluster_name{};
  std::optional<std::string> region_id{}, region_name{};
  Period period{};
  bool planned = false;  // expected, its first day not settled
  std::optional<std::string> legal_basis{}, secretariat{};
  std::optional<std::int64_t> meetings_per_year{};
  std::optional<std::string> contact{}, open_questions{};

  // Whether it can sit on that day. A planned body without a first day does not exist yet.
  bool exists_on(Date day) const { return period.contains(day) && !(planned && !period.from); }
};

// “Opgaver”: one thing the body is to do.
struct Duty {
  std::string id, body_id;
  std::int64_t position = 0;
  std::string text;
  Period period{};
};

enum class RelationKind { reports_to, hears };
std::string_view name(RelationKind kind);
std::optional<RelationKind> relation_kind(std::string_view word);
std::string_view danish(RelationKind kind);  // “refererer til”

struct Relation {
  std::string id, from_body_id, to_body_id;
  RelationKind kind = RelationKind::reports_to;
  Period period{};
  std::string from_name{}, to_name{};
};

struct Succession {
  std::string predecessor_id, successor_id;
  std::optional<Date> on_day{};  // none: not settled yet
  std::optional<std::string> note{};
  std::string predecessor_name{}, successor_name{};
};

// Whether `successor` coming after `predecessor` would make a body its own successor, over any number
// of steps, given those that stand.
bool would_close_circle(const std::vector<Succession>& standing, std::string_view predecessor,
                        std::string_view successor);

}  // namespace klynge::structure
