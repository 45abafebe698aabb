// The rules of procedure as data: the deadlines and habits that software can keep.
//
// They stand beside the text they are from, one set for each version of the rules of procedure; what a
// version does not say is none. Kept as JSON, since nobody asks the database about a single one.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace klynge::structure {

enum class Leading { unknown, fixed, in_turn };        // who leads the meeting: always the same, or in turn
enum class Quorum { unknown, none, majority, count };  // majority: more than half of those who vote

struct Procedure {
  std::optional<int> agenda_days_before{};  // calendar days before the meeting; 0 … 365
  std::optional<int> member_items_days_before{};
  std::optional<int> minutes_days_after{};
  Leading leading = Leading::unknown;
  std::string leading_note{};  // “skiftevis region og kommuner, et år ad gangen”
  Quorum quorum = Quorum::unknown;
  std::optional<int> quorum_count{};        // where quorum is count
  std::optional<bool> written_procedure{};  // may decide in writing between meetings
  std::string written_procedure_note{};     // on what terms
  std::string chairs_decide{};              // what the chairs may decide between meetings; "" nothing is said
  // How long after a seat's end its holder still reads the closed items of its time, in days; none is
  // not said, which counts as 0. At most 3650.
  std::optional<int> closed_items_days_after_term{};
  bool operator==(const Procedure&) const = default;
};

std::string to_json(const Procedure& procedure);
// What cannot be read is left out.
Procedure procedure_from_json(std::string_view json);
// Limits of the numbers; a count only with Quorum::count. Problem: which is wrong.
Result<void> check(const Procedure& procedure);
// Whole Danish sentences, one for each thing said.
std::vector<std::string> danish_sentences(const Procedure& procedure);

std::string_view name(Leading leading);
std::optional<Leading> leading_of(std::string_view word);
std::string_view danish(Leading leading);
std::string_view name(Quorum quorum);
std::optional<Quorum> quorum_of(std::string_view word);
std::string_view danish(Quorum quorum);

}  // namespace klynge::structure
