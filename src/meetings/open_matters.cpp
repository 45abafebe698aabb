#include "meetings/open_matters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "bodies/name_words.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/hand_over_pages.hpp"
#include "bodies/structure/hand_over_store.hpp"
#include "platform/html/components.hpp"
#include "reading/sentences.hpp"

namespace klynge::meetings {
namespace {

using database::Connection;
using database::Sql;
using structure::OpenMatter;

constexpr std::string_view postponed_kind = "postponed_item", task_kind = "task", standing_kind = "standing_item",
                           awaited_kind = "awaited_answer", grant_kind = "grant";
constexpr std::size_t title_characters = 300;
constexpr std::size_t last_meetings = 6, fewest_meetings = 3;
// Money is granted for a year or a few, and a hearing lasts for months: what is older is settled or forgotten.
constexpr int remembered_years = 3;
constexpr std::size_t amounts_said = 3;

// Minutes alone: what stands on an agenda has not been taken up yet.
const Sql items_sql{
    "SELECT i.id, i.number, i.title, i.case_number, i.outcome, i.closed, m.held_on, m.id FROM meeting m JOIN item i ON i.meeting_id = m.id "
    "WHERE m.body_id = $1 AND m.taken_back = 0 AND m.kind = 'minutes' AND i.removed = 0 AND i.kind = 'item' ORDER BY COALESCE(m.held_on, ''), m.id, i.position"};
const Sql tasks_sql{
    "SELECT t.id, t.text, t.due, i.id, i.number, i.closed, m.held_on FROM meeting m JOIN task t ON t.meeting_id = m.id JOIN item i ON i.id = t.item_id "
    "WHERE m.body_id = $1 AND m.taken_back = 0 AND t.removed = 0 AND i.removed = 0 AND t.state IN ('unknown', 'open') "
    "ORDER BY COALESCE(m.held_on, ''), m.id, i.position, t.position"};
const Sql responsible_sql{
    "SELECT r.task_id, r.name FROM meeting m JOIN task_responsible r ON r.meeting_id = m.id WHERE m.body_id = $1 AND m.taken_back = 0 "
    "ORDER BY r.task_id, r.position"};
const Sql minutes_of_items_sql{
    "SELECT i.id, i.minutes FROM meeting m JOIN item i ON i.meeting_id = m.id "
    "WHERE m.body_id = $1 AND m.taken_back = 0 AND m.kind = 'minutes' AND i.removed = 0 AND i.closed = 0 AND i.minutes IS NOT NULL AND m.held_on >= $2"};
// `lists` holds the recommendations. Closed items have no amounts.
const Sql granted_sql{
    "SELECT i.id, i.title, i.minutes, i.lists, m.held_on, a.text, a.label FROM meeting m JOIN item i ON i.meeting_id = m.id JOIN amount a ON a.item_id = i.id "
    "WHERE m.body_id = $1 AND m.taken_back = 0 AND m.kind = 'minutes' AND i.removed = 0 AND i.closed = 0 AND m.held_on >= $2 "
    "AND i.outcome IN ('approved', 'followed', 'decided') ORDER BY m.held_on, m.id, i.position, a.position"};
const Sql drop_sql{"UPDATE task SET state = 'dropped' WHERE id = $1 AND state IN ('unknown', 'open')"};
const Sql last_meeting_sql{
    "SELECT MAX(held_on) FROM meeting WHERE body_id = $1 AND taken_back = 0 AND kind = 'minutes'"};

struct SeenItem {
  std::string id, title, title_key, case_number, meeting_id;
  std::optional<std::string> number;
  bool postponed = false, closed = false;
  std::optional<Date> day;
};

// Titles are compared without capitals, spacing and a full stop at the end.
std::string key_of(std::string_view title) {
  auto key = lower(squeeze(title));
  while (!key.empty() && (key.back() == '.' || key.back() == ':' || key.back() == ' ')) key.pop_back();
  return key;
}

std::vector<SeenItem> items_of(Connection& connection, std::string_view body_id) {
  std::vector<SeenItem> items;
  auto rows = connection.query(items_sql, body_id);
  while (rows.next())
    items.push_back({.id = rows.string(0),
                     .title = rows.string(2),
                     .title_key = key_of(rows.text(2)),
                     .case_number = squeeze(rows.optional_string(3).value_or("")),
                     .meeting_id = rows.string(7),
                     .number = rows.optional_string(1),
                     .postponed = rows.optional_string(4) == "postponed",
                     .closed = rows.boolean(5),
                     .day = rows.is_null(6) ? std::nullopt : parse_iso_date(rows.text(6))});
  return items;
}

bool takes_up(const SeenItem& later, const SeenItem& item) {
  if (!later.day || !item.day || *later.day <= *item.day) return false;
  return later.title_key == item.title_key || (!item.case_number.empty() && later.case_number == item.case_number);
}

// The bodies that come after one, over any number of steps.
std::set<std::string> bodies_after(Connection& connection, std::string_view body_id) {
  const auto all = structure::all_successions(connection);
  std::set<std::string> found{std::string(body_id)};
  for (bool grows = true; grows;) {
    grows = false;
    for (const auto& one : all)
      if (found.contains(one.predecessor_id)) grows = found.insert(one.successor_id).second || grows;
  }
  found.erase(std::string(body_id));
  return found;
}

// Whether no later minutes of the body, or of one that came after it, take the item up.
class StillOpen {
 public:
  StillOpen(Connection& connection, std::string_view body_id, const std::vector<SeenItem>& own) : later_(own) {
    for (const auto& after : bodies_after(connection, body_id))
      std::ranges::move(items_of(connection, after), std::back_inserter(later_));
  }
  bool operator()(const SeenItem& item) const {
    return std::ranges::none_of(later_, [&](const SeenItem& later) { return takes_up(later, item); });
  }

 private:
  std::vector<SeenItem> later_;
};

std::string item_title(const std::optional<std::string>& number, std::string_view title, bool closed) {
  if (closed) return number ? "Lukket punkt " + *number : "Lukket punkt";
  return shorten(title, title_characters);
}

std::vector<OpenMatter> postponed_items(Connection& connection, std::string_view body_id, Date) {
  const auto own = items_of(connection, body_id);
  if (std::ranges::none_of(own, &SeenItem::postponed)) return {};
  const StillOpen still_open(connection, body_id, own);
  std::vector<OpenMatter> open;
  for (const auto& item : own) {
    if (!item.postponed || !still_open(item)) continue;
    open.push_back({.id = item.id,
                    .title = item_title(item.number, item.title, item.closed),
                    .path = "/punkter/" + item.id,
                    .day = item.day,
                    .detail = "Udsat"});
  }
  return open;
}

std::vector<OpenMatter> standing_items(Connection& connection, std::string_view body_id, Date) {
  auto items = items_of(connection, body_id);
  std::erase_if(items, [](const SeenItem& item) { return !item.day; });
  std::vector<std::string> meetings;  // the last ones, newest first
  for (auto item = items.rbegin(); item != items.rend() && meetings.size() <= last_meetings; ++item)
    if (std::ranges::find(meetings, item->meeting_id) == meetings.end()) meetings.push_back(item->meeting_id);
  if (meetings.size() > last_meetings) meetings.pop_back();
  if (meetings.size() < fewest_meetings) return {};

  struct Seen {
    std::set<std::string> meetings;
    const SeenItem* newest = nullptr;
  };
  std::map<std::string, Seen> by_title;
  for (const auto& item : items) {
    if (item.closed || item.title_key.empty() || std::ranges::find(meetings, item.meeting_id) == meetings.end())
      continue;
    auto& seen = by_title[item.title_key];
    seen.meetings.insert(item.meeting_id);
    seen.newest = &item;
  }
  std::vector<OpenMatter> open;
  for (const auto& [key, seen] : by_title)
    if (seen.meetings.size() * 2 > meetings.size())
      open.push_back({.id = key,
                      .title = item_title(seen.newest->number, seen.newest->title, false),
                      .path = "/punkter/" + seen.newest->id,
                      .detail = fmt::format("På {} af de sidste {} møder", seen.meetings.size(), meetings.size())});
  return open;
}

std::string remembered_since(Date ends_on) { return iso(Date{ends_on.year - remembered_years, ends_on.month, 1}); }

bool says_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  const auto low = lower(text);
  return std::ranges::any_of(words, [&](std::string_view word) { return low.find(word) != std::string::npos; });
}

// The first sentence that says that the matter went to somebody who is to answer; empty where none does.
std::string sentence_that_asks(std::string_view minutes) {
  for (const auto& sentence : reading::sentences_in(minutes)) {
    const auto words = minutes.substr(sentence.start, sentence.end - sentence.start);
    if (says_one_of(words, {"i høring", "til høring", "oversend", "videresend", "forelægges", "afventer", "afventes",
                            "indhentes", "indhenter"}))
      return shorten(squeeze(words), title_characters);
  }
  return {};
}

std::vector<OpenMatter> awaited_answers(Connection& connection, std::string_view body_id, Date ends_on) {
  std::map<std::string, std::string> asked;  // by item
  {
    auto rows = connection.query(minutes_of_items_sql, body_id, remembered_since(ends_on));
    while (rows.next())
      if (auto sentence = sentence_that_asks(rows.text(1)); !sentence.empty())
        asked.emplace(rows.string(0), std::move(sentence));
  }
  if (asked.empty()) return {};
  const auto own = items_of(connection, body_id);
  const StillOpen still_open(connection, body_id, own);
  std::vector<OpenMatter> open;
  for (const auto& item : own) {
    const auto found = asked.find(item.id);
    if (found == asked.end() || item.postponed || !still_open(item)) continue;
    open.push_back({.id = item.id,
                    .title = item_title(item.number, item.title, false),
                    .path = "/punkter/" + item.id,
                    .day = item.day,
                    .detail = found->second});
  }
  return open;
}

std::vector<OpenMatter> granted_money(Connection& connection, std::string_view body_id, Date ends_on) {
  struct Grant {
    OpenMatter matter;
    std::vector<std::string> amounts;
  };
  std::vector<Grant> grants;
  auto rows = connection.query(granted_sql, body_id, remembered_since(ends_on));
  while (rows.next()) {
    const auto words = fmt::format("{} {} {}", rows.text(1), rows.optional_string(2).value_or(""), rows.text(3));
    if (!says_one_of(words, {"bevil", "tildel", "afsæt", "afsat", "reserver", "pulje", "finansier", "tilskud",
                             "overfør", "midler", "medfinans"}))
      continue;
    if (grants.empty() || grants.back().matter.id != rows.text(0))
      grants.push_back({.matter = {.id = rows.string(0),
                                   .title = item_title({}, rows.text(1), false),
                                   .path = "/punkter/" + rows.string(0),
                                   .day = rows.is_null(4) ? std::nullopt : parse_iso_date(rows.text(4))},
                        .amounts = {}});
    const auto label = rows.optional_string(6).value_or("");
    grants.back().amounts.push_back(label.empty() ? rows.string(5) : label + ": " + rows.string(5));
  }
  std::vector<OpenMatter> open;
  for (auto& grant : grants) {
    const auto more = grant.amounts.size() > amounts_said ? grant.amounts.size() - amounts_said : 0;
    if (more > 0) grant.amounts.resize(amounts_said);
    grant.matter.detail = shorten(bodies::join(grant.amounts, ", "), title_characters) +
                          (more > 0 ? fmt::format(" og {} beløb mere", more) : "") + " · Forbruget er ikke kendt";
    open.push_back(std::move(grant.matter));
  }
  return open;
}

std::string task_detail(const std::vector<std::string>& responsible, const std::optional<std::string>& due) {
  std::string out;
  if (!responsible.empty()) out = "Ansvarlig: " + structure::listed_danish(responsible);
  if (!due) return out;
  const auto day = parse_iso_date(*due);
  return out + (out.empty() ? "" : " · ") + "Frist: " +
         (day                      ? danish(*day)
          : *due == "next_meeting" ? std::string("næste møde")
                                   : *due);
}

std::vector<OpenMatter> open_tasks(Connection& connection, std::string_view body_id, Date) {
  std::map<std::string, std::vector<std::string>> responsible;
  {
    auto rows = connection.query(responsible_sql, body_id);
    while (rows.next()) responsible[rows.string(0)].push_back(rows.string(1));
  }
  std::vector<OpenMatter> open;
  auto rows = connection.query(tasks_sql, body_id);
  while (rows.next()) {
    const bool closed = rows.boolean(5);
    const auto number = rows.optional_string(4);
    OpenMatter one{.id = rows.string(0),
                   .title = closed ? "Opgave fra " + lower(item_title(number, "", true))
                                   : shorten(squeeze(rows.text(1)), title_characters),
                   .path = "/punkter/" + rows.string(3),
                   .day = rows.is_null(6) ? std::nullopt : parse_iso_date(rows.text(6))};
    if (!closed) one.detail = task_detail(responsible[one.id], rows.optional_string(2));
    open.push_back(std::move(one));
  }
  return open;
}

// A task that was closed by a hand-over is no longer to be done; the reason stands in the hand-over.
Result<void> task_settled(audit::Transaction& transaction, const structure::SettledMatter& settled) {
  if (!settled.successor_id) transaction.connection().execute(drop_sql, settled.matter_id);
  return {};
}

std::optional<Date> last_meeting(Connection& connection, std::string_view body_id) {
  auto rows = connection.query(last_meeting_sql, body_id);
  return rows.next() && !rows.is_null(0) ? parse_iso_date(rows.text(0)) : std::nullopt;
}

}  // namespace

structure::OpenMatters open_matters() {
  return {
      .kinds =
          {{.kind = std::string(postponed_kind), .danish = "Udsatte punkter", .open = postponed_items},
           {.kind = std::string(task_kind), .danish = "Opgaver fra møder", .open = open_tasks, .settled = task_settled},
           {.kind = std::string(awaited_kind), .danish = "Sager, der afventer svar", .open = awaited_answers},
           {.kind = std::string(grant_kind), .danish = "Bevilgede midler", .open = granted_money},
           {.kind = std::string(standing_kind), .danish = "Faste punkter på dagsordenen", .open = standing_items}},
      .last_active = {last_meeting}};
}

html::Html hand_over_trail(Connection& connection, const ItemView& item, bool reads_all) {
  html::Html out;
  const auto add = [&](std::string_view kind, std::string_view id, std::string_view what) {
    auto trail = structure::trail_of(connection, kind, id);
    // Why something was closed is said within the cooperation.
    if (!reads_all) std::erase_if(trail, [](const structure::Trail& one) { return !one.to_name; });
    out += structure::trail_html(trail, what, reads_all);
  };
  add(postponed_kind, item.id, "");
  add(awaited_kind, item.id, "Svaret, der afventes");
  add(grant_kind, item.id, "Bevillingen");
  for (const auto& task : item.tasks) add(task_kind, task.id, "Opgaven ”" + shorten(task.text, 80) + "”");
  return out.empty() ? out : html::section("overdraget", "Overdragelse", out);
}

}  // namespace klynge::meetings
