// What is open in a body, named by the rooms that keep it.
//
// When a body ends, nothing open in it may be lost, and this room does not know what can be open: items that
// were postponed, tasks, cases, funds. So each room that keeps such things registers their kinds here, with
// a function that lists them and one that is told what an approved hand-over did with them; `app` joins the
// rooms. A kind that joins later stands in the next list without a change here.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::structure {

struct OpenMatter {
  std::string id;             // within its kind and body; the same each time it is asked for
  std::string title;          // read by both sides, so nothing of a closed item
  std::string path;           // where it is shown: “/punkter/…”; "" for nowhere
  std::optional<Date> day{};  // since when, where that is known
  std::string detail{};       // one line more: who is to do it, until when
};

// What an approved hand-over did with a matter.
struct SettledMatter {
  std::string matter_id, hand_over_id;
  std::string body_id;                        // the one that ends
  Date ends_on{};                             // the first day without it
  std::optional<std::string> successor_id{};  // none: it was closed
  std::string closed_reason{};
};

struct MatterKind {
  std::string kind;    // as in the database, for ever: "task"
  std::string danish;  // a heading, in the plural: “Opgaver”
  // What is open in a body that ends on `ends_on` (the first day without it), oldest first.
  std::function<std::vector<OpenMatter>(database::Connection&, std::string_view body_id, Date ends_on)> open;
  // May be empty, where the room reads what became of its matters from hand_over_store.hpp. A Problem undoes the
  // hand-over's end.
  std::function<Result<void>(audit::Transaction&, const SettledMatter&)> settled{};
};

struct OpenMatters {
  std::vector<MatterKind> kinds{};  // in the order in which they are shown
  // The last day on which a body is known to have done something (held a meeting): it cannot end before.
  std::vector<std::function<std::optional<Date>(database::Connection&, std::string_view body_id)>> last_active{};
};

OpenMatters join(std::vector<OpenMatters> parts);
const MatterKind* find_kind(const OpenMatters& matters, std::string_view kind);

// This room's own: mandate, rules of procedure, the duties of the body, one by one, and what was written on a
// hand-over by hand (noted_matters.hpp). A duty that goes on
// becomes a duty of the successor. Mandate and rules stay with the body that had them: the successor reads
// them there and writes its own.
OpenMatters own_matters();

}  // namespace klynge::structure
