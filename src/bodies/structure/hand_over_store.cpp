#include "bodies/structure/hand_over_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/limits.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/seat_store.hpp"

namespace klynge::structure {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

#define KLYNGE_HAND_OVER                                                                                                                  \
  "SELECT h.id, h.body_id, b.name, h.ends_on, h.state, h.reason, h.created_at, h.created_by, h.document, h.approved_at FROM hand_over h " \
  "JOIN body b ON b.id = h.body_id "

const Sql find_sql{KLYNGE_HAND_OVER "WHERE h.id = $1"};
const Sql all_sql{KLYNGE_HAND_OVER "ORDER BY h.created_at DESC, h.id DESC LIMIT $1"};
const Sql of_body_sql{
    KLYNGE_HAND_OVER
    "WHERE h.body_id = $1 OR EXISTS (SELECT 1 FROM hand_over_successor s WHERE s.hand_over_id = h.id AND s.body_id = $1) "
    "ORDER BY h.created_at DESC, h.id DESC"};
const Sql insert_sql{
    "INSERT INTO hand_over (id, body_id, ends_on, state, reason, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql update_sql{
    "UPDATE hand_over SET ends_on = $2, state = $3, reason = $4, document = $5, approved_at = $6 WHERE id = $1"};

const Sql successors_sql{
    "SELECT s.body_id FROM hand_over_successor s JOIN body b ON b.id = s.body_id WHERE s.hand_over_id = $1 ORDER BY b.name, b.id"};
const Sql clear_successors_sql{"DELETE FROM hand_over_successor WHERE hand_over_id = $1"};
const Sql insert_successor_sql{
    "INSERT INTO hand_over_successor (hand_over_id, body_id) VALUES ($1, $2) ON CONFLICT (hand_over_id, body_id) DO NOTHING"};
const Sql unsettle_sql{
    "UPDATE hand_over_matter SET successor_id = NULL WHERE hand_over_id = $1 AND successor_id IS NOT NULL AND successor_id NOT IN "
    "(SELECT s.body_id FROM hand_over_successor s WHERE s.hand_over_id = $1)"};

#define KLYNGE_HANDED_MATTER \
  "m.kind, m.matter_id, m.title, m.path, m.day, m.detail, m.successor_id, m.closed_reason, m.is_new"
const Sql matters_sql{
    "SELECT " KLYNGE_HANDED_MATTER
    " FROM hand_over_matter m WHERE m.hand_over_id = $1 ORDER BY m.kind, COALESCE(m.day, ''), m.title, m.matter_id"};
const Sql insert_matter_sql{
    "INSERT INTO hand_over_matter (hand_over_id, kind, matter_id, title, path, day, detail, successor_id, closed_reason, is_new) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
const Sql delete_matter_sql{"DELETE FROM hand_over_matter WHERE hand_over_id = $1 AND kind = $2 AND matter_id = $3"};
const Sql update_matter_sql{
    "UPDATE hand_over_matter SET title = $4, path = $5, day = $6, detail = $7, successor_id = $8, closed_reason = $9, is_new = $10 "
    "WHERE hand_over_id = $1 AND kind = $2 AND matter_id = $3"};

const Sql approvals_sql{
    "SELECT body_id, person_id, name, standing_in, approved_at, entered_by FROM hand_over_approval WHERE hand_over_id = $1 ORDER BY approved_at, body_id"};
const Sql insert_approval_sql{
    "INSERT INTO hand_over_approval (hand_over_id, body_id, person_id, name, standing_in, approved_at, entered_by) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const Sql delete_approvals_sql{"DELETE FROM hand_over_approval WHERE hand_over_id = $1"};

const Sql taken_sql{
    "SELECT m.hand_over_id, " KLYNGE_HANDED_MATTER
    " FROM hand_over_matter m JOIN hand_over h ON h.id = m.hand_over_id "
    "WHERE m.successor_id = $1 AND h.state = 'approved' ORDER BY h.approved_at DESC, m.hand_over_id, m.kind, COALESCE(m.day, ''), m.title, m.matter_id"};
const Sql trail_sql{
    "SELECT h.id, h.body_id, b.name, h.ends_on, m.successor_id, s.name, m.closed_reason FROM hand_over_matter m JOIN hand_over h ON h.id = m.hand_over_id "
    "JOIN body b ON b.id = h.body_id LEFT JOIN body s ON s.id = m.successor_id "
    "WHERE m.kind = $1 AND m.matter_id = $2 AND h.state = 'approved' ORDER BY h.ends_on, h.id"};
const Sql settled_sql{
    "SELECT m.kind, m.matter_id FROM hand_over_matter m JOIN hand_over h ON h.id = m.hand_over_id WHERE h.body_id = $1 AND h.state = 'approved'"};
// Whether a person could sign in and approve.
const Sql account_sql{"SELECT 1 FROM account WHERE person_id = $1 AND disabled = 0 AND erased_at IS NULL LIMIT 1"};

Date day_at(Rows& rows, int column) { return parse_iso_date(rows.text(column)).value_or(Date{}); }
std::optional<Date> optional_day(Rows& rows, int column) {
  return rows.is_null(column) ? std::nullopt : parse_iso_date(rows.text(column));
}
std::optional<std::string> text_of(const std::optional<Date>& day) {
  return day ? std::optional(iso(*day)) : std::nullopt;
}

HandOver read_hand_over(Rows& rows) {
  HandOver one{.id = rows.string(0),
               .body_id = rows.string(1),
               .body_name = rows.string(2),
               .ends_on = day_at(rows, 3),
               .state = hand_over_state(rows.text(4)),
               .reason = rows.string(5),
               .created_at = Instant{rows.integer(6)},
               .created_by = rows.string(7),
               .document = rows.optional_string(8)};
  if (const auto at = rows.optional_integer(9)) one.approved_at = Instant{*at};
  return one;
}

std::vector<HandOver> read_all(Rows rows) {
  std::vector<HandOver> found;
  while (rows.next()) found.push_back(read_hand_over(rows));
  return found;
}

HandedMatter read_matter(Rows& rows, int first) {
  return {.kind = rows.string(first),
          .id = rows.string(first + 1),
          .title = rows.string(first + 2),
          .path = rows.string(first + 3),
          .day = optional_day(rows, first + 4),
          .detail = rows.string(first + 5),
          .successor_id = rows.optional_string(first + 6),
          .closed_reason = rows.optional_string(first + 7),
          .is_new = rows.boolean(first + 8)};
}

HandOverDocument::Body body_of(const BodyProfile& body) {
  return {.id = body.body_id,
          .name = body.name,
          .first_day = body.period.from,
          .first_day_open = body.planned && !body.period.from};
}

HandedMatter listed(const MatterKind& kind, OpenMatter&& open) {
  return {.kind = kind.kind,
          .id = std::move(open.id),
          .title = std::move(open.title),
          .path = std::move(open.path),
          .day = open.day,
          .detail = std::move(open.detail)};
}

// What a body has taken over: by hand-over, what of it is still open in the body it came from. `seen` keeps the walk
// from going round where data is wrong.
class OpenWalk {
 public:
  OpenWalk(Connection& connection, const OpenMatters& matters, Date ends_on)
      : connection_(connection), matters_(matters), ends_on_(ends_on) {}

  std::vector<HandedMatter> open_in(const std::string& body_id) {
    if (!seen_.insert(body_id).second) return {};
    std::vector<HandedMatter> open;
    std::set<std::pair<std::string, std::string>> listed_already;
    const auto add = [&](HandedMatter&& one) {
      if (listed_already.emplace(one.kind, one.id).second) open.push_back(std::move(one));
    };
    for (const auto& kind : matters_.kinds)
      for (auto& one : kind.open(connection_, body_id, ends_on_)) add(listed(kind, std::move(one)));
    for (const auto& taken : taken_over_by(connection_, body_id)) {
      std::set<std::pair<std::string, std::string>> given;
      for (const auto& one : taken.matters) given.emplace(one.kind, one.id);
      for (auto& one : open_in(taken.from.body_id)) {
        if (!given.contains({one.kind, one.id})) continue;
        const auto from = "Overtaget fra " + taken.from.body_name;
        one.detail = one.detail.empty() ? from : one.detail + " · " + from;
        add(std::move(one));
      }
    }
    seen_.erase(body_id);
    return open;
  }

 private:
  Connection& connection_;
  const OpenMatters& matters_;
  Date ends_on_;
  std::set<std::string> seen_;
};

}  // namespace

std::optional<HandOver> find_hand_over(Connection& connection, std::string_view id) {
  auto rows = connection.query(find_sql, id);
  if (!rows.next()) return std::nullopt;
  return read_hand_over(rows);
}

std::vector<HandOver> all_hand_overs(Connection& connection) {
  return read_all(connection.query(all_sql, static_cast<std::int64_t>(limits::page_rows)));
}
std::vector<HandOver> hand_overs_of(Connection& connection, std::string_view body_id) {
  return read_all(connection.query(of_body_sql, body_id));
}

void insert_hand_over(Connection& connection, const HandOver& one) {
  connection.execute(insert_sql, one.id, one.body_id, iso(one.ends_on), name(one.state), one.reason, one.created_at.us,
                     one.created_by);
}

void update_hand_over(Connection& connection, const HandOver& one) {
  connection.execute(update_sql, one.id, iso(one.ends_on), name(one.state), one.reason, one.document,
                     one.approved_at ? std::optional(one.approved_at->us) : std::nullopt);
}

std::vector<BodyProfile> successors_of(Connection& connection, std::string_view hand_over_id) {
  std::vector<std::string> ids;
  {
    auto rows = connection.query(successors_sql, hand_over_id);
    while (rows.next()) ids.push_back(rows.string(0));
  }
  std::vector<BodyProfile> found;
  for (const auto& id : ids)
    if (auto body = find_profile(connection, id)) found.push_back(std::move(*body));
  return found;
}

void write_successors(Connection& connection, std::string_view hand_over_id, const std::vector<std::string>& body_ids) {
  connection.execute(clear_successors_sql, hand_over_id);
  for (const auto& id : body_ids) connection.execute(insert_successor_sql, hand_over_id, id);
  connection.execute(unsettle_sql, hand_over_id);
}

std::vector<HandedMatter> matters_of(Connection& connection, std::string_view hand_over_id) {
  std::vector<HandedMatter> found;
  auto rows = connection.query(matters_sql, hand_over_id);
  while (rows.next()) found.push_back(read_matter(rows, 0));
  return found;
}

void insert_matter(Connection& connection, std::string_view hand_over_id, const HandedMatter& one) {
  connection.execute(insert_matter_sql, hand_over_id, one.kind, one.id, one.title, one.path, text_of(one.day),
                     one.detail, one.successor_id, one.closed_reason, one.is_new);
}
void delete_matter(Connection& connection, std::string_view hand_over_id, const HandedMatter& one) {
  connection.execute(delete_matter_sql, hand_over_id, one.kind, one.id);
}
void update_matter(Connection& connection, std::string_view hand_over_id, const HandedMatter& one) {
  connection.execute(update_matter_sql, hand_over_id, one.kind, one.id, one.title, one.path, text_of(one.day),
                     one.detail, one.successor_id, one.closed_reason, one.is_new);
}

std::vector<HandOverApproval> approvals_of(Connection& connection, std::string_view hand_over_id) {
  std::vector<HandOverApproval> found;
  auto rows = connection.query(approvals_sql, hand_over_id);
  while (rows.next())
    found.push_back({.body_id = rows.string(0),
                     .person_id = rows.optional_string(1),
                     .name = rows.string(2),
                     .standing_in = rows.optional_string(3),
                     .entered_by = rows.optional_string(5),
                     .approved_at = Instant{rows.integer(4)}});
  return found;
}
void insert_approval(Connection& connection, std::string_view hand_over_id, const HandOverApproval& one) {
  connection.execute(insert_approval_sql, hand_over_id, one.body_id, one.person_id, one.name, one.standing_in,
                     one.approved_at.us, one.entered_by);
}
void delete_approvals(Connection& connection, std::string_view hand_over_id) {
  connection.execute(delete_approvals_sql, hand_over_id);
}

HandOverDocument document_of(Connection& connection, const OpenMatters& matters, const HandOver& one) {
  return one.document ? document_from_json(*one.document) : document_now(connection, matters, one);
}

HandOverDocument document_now(Connection& connection, const OpenMatters& matters, const HandOver& one) {
  const auto body = find_profile(connection, one.body_id);
  HandOverDocument document{
      .body = body ? body_of(*body) : HandOverDocument::Body{.id = one.body_id, .name = one.body_name},
      .ends_on = one.ends_on,
      .reason = one.reason};
  for (const auto& successor : successors_of(connection, one.id)) document.successors.push_back(body_of(successor));
  for (const auto& kind : matters.kinds) document.kinds.push_back({.kind = kind.kind, .name = kind.danish});
  for (auto& matter : matters_of(connection, one.id)) {
    auto kind = std::ranges::find(document.kinds, matter.kind, &HandOverDocument::Kind::kind);
    // Of a room that is no longer there: still listed, by the word it was kept under.
    if (kind == document.kinds.end()) kind = document.kinds.insert(kind, {.kind = matter.kind, .name = matter.kind});
    kind->matters.push_back(std::move(matter));
  }
  std::erase_if(document.kinds, [](const HandOverDocument::Kind& kind) { return kind.matters.empty(); });
  return document;
}

std::vector<HandedMatter> all_open(Connection& connection, const OpenMatters& matters, std::string_view body_id,
                                   Date ends_on) {
  auto open = OpenWalk(connection, matters, ends_on).open_in(std::string(body_id));
  std::set<std::pair<std::string, std::string>> settled;
  {
    auto rows = connection.query(settled_sql, body_id);
    while (rows.next()) settled.emplace(rows.string(0), rows.string(1));
  }
  std::erase_if(open, [&](const HandedMatter& one) { return settled.contains({one.kind, one.id}); });
  return open;
}

std::optional<Date> last_active_day(Connection& connection, const OpenMatters& matters, std::string_view body_id) {
  std::optional<Date> last;
  for (const auto& ask : matters.last_active)
    if (const auto day = ask(connection, body_id); day && (!last || *last < *day)) last = day;
  return last;
}

std::vector<Chair> chairs_on(Connection& connection, std::string_view body_id, Date day) {
  std::vector<Chair> chairs;
  for (const auto& history : seats(connection, body_id)) {
    if (history.seat.role != SeatRole::chair && history.seat.role != SeatRole::cochair) continue;
    const auto* holder = holder_on(history, day);
    if (!holder || std::ranges::find(chairs, holder->person_id, &Chair::person_id) != chairs.end()) continue;
    chairs.push_back({.person_id = holder->person_id, .name = holder->person_name});
  }
  for (auto& chair : chairs) chair.has_account = connection.query(account_sql, chair.person_id).next();
  return chairs;
}

std::vector<Trail> trail_of(Connection& connection, std::string_view kind, std::string_view matter_id) {
  std::vector<Trail> found;
  auto rows = connection.query(trail_sql, kind, matter_id);
  while (rows.next())
    found.push_back({.hand_over_id = rows.string(0),
                     .from_id = rows.string(1),
                     .from_name = rows.string(2),
                     .ends_on = day_at(rows, 3),
                     .to_id = rows.optional_string(4),
                     .to_name = rows.optional_string(5),
                     .closed_reason = rows.optional_string(6)});
  return found;
}

std::string danish(const Trail& trail) {
  if (trail.to_name)
    return fmt::format("Overdraget fra {} til {} den {}.", trail.from_name, *trail.to_name, danish(trail.ends_on));
  return fmt::format("Lukket ved overdragelsen fra {} den {}: {}", trail.from_name, danish(trail.ends_on),
                     trail.closed_reason.value_or(""));
}

std::vector<TakenOver> taken_over_by(Connection& connection, std::string_view body_id) {
  std::vector<TakenOver> found;
  {
    auto rows = connection.query(taken_sql, body_id);
    while (rows.next()) {
      if (found.empty() || found.back().from.id != rows.text(0)) found.push_back({.from = {.id = rows.string(0)}});
      found.back().matters.push_back(read_matter(rows, 1));
    }
  }
  for (auto& one : found)
    if (auto whole = find_hand_over(connection, one.from.id)) one.from = std::move(*whole);
  return found;
}

}  // namespace klynge::structure
