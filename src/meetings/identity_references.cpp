#include "meetings/identity_references.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/date.hpp"
#include "base/text.hpp"

namespace klynge::meetings {
namespace {

using audit::Transaction;
using bodies::IdentityKind;
using database::Connection;
using database::Sql;

// One sort of row that points at an identity. A row is named "letter meeting owner position"; owner
// is the item or the task, "-" where there is none.
struct Slot {
  char letter;
  IdentityKind kind;
  const char* what;  // Danish: as what the name stands there
  // Meeting, owner, position, printed name, body, date, item, organisation and body beside it; newest first.
  // $1 the identity, $2 how many, $3 whether also of meetings that were taken back.
  Sql list;
  // $1 meeting, $2 owner, $3 position, $4 from, $5 to.
  Sql move;
};

const Slot slots[] = {
    {'a',
     IdentityKind::person,
     "deltager",
     {"SELECT x.meeting_id, '-', x.position, x.name, b.name, m.held_on, CAST(NULL AS TEXT), x.organisation_id, m.body_id FROM attendance x "
      "JOIN meeting m ON m.id = x.meeting_id LEFT JOIN body b ON b.id = m.body_id WHERE x.person_id = $1 AND (m.taken_back = 0 OR CAST($3 AS BIGINT) = 1) ORDER BY m.held_on DESC NULLS LAST, x.meeting_id LIMIT $2"},
     {"UPDATE attendance SET person_id = $5 WHERE meeting_id = $1 AND '-' = CAST($2 AS TEXT) AND position = $3 AND person_id = $4"}},
    {'p',
     IdentityKind::person,
     "oplæg",
     {"SELECT x.meeting_id, x.item_id, x.position, x.name, b.name, m.held_on, x.item_id, CAST(NULL AS TEXT), m.body_id FROM presenter x "
      "JOIN meeting m ON m.id = x.meeting_id LEFT JOIN body b ON b.id = m.body_id WHERE x.person_id = $1 AND (m.taken_back = 0 OR CAST($3 AS BIGINT) = 1) ORDER BY m.held_on DESC NULLS LAST, x.meeting_id LIMIT $2"},
     {"UPDATE presenter SET person_id = $5 WHERE meeting_id = $1 AND item_id = $2 AND position = $3 AND person_id = $4"}},
    {'r',
     IdentityKind::person,
     "ansvarlig",
     {"SELECT x.meeting_id, x.task_id, x.position, x.name, b.name, m.held_on, t.item_id, CAST(NULL AS TEXT), m.body_id FROM task_responsible x "
      "JOIN task t ON t.id = x.task_id JOIN meeting m ON m.id = x.meeting_id LEFT JOIN body b ON b.id = m.body_id "
      "WHERE x.person_id = $1 AND (m.taken_back = 0 OR CAST($3 AS BIGINT) = 1) ORDER BY m.held_on DESC NULLS LAST, x.meeting_id LIMIT $2"},
     {"UPDATE task_responsible SET person_id = $5 WHERE meeting_id = $1 AND task_id = $2 AND position = $3 AND person_id = $4"}},
    // Whoever is a guest already under the other name stays one by that invitation.
    {'g',
     IdentityKind::person,
     "gæst",
     {"SELECT i.meeting_id, x.item_id, 0, p.name, b.name, m.held_on, x.item_id, CAST(NULL AS TEXT), m.body_id FROM item_guest x "
      "JOIN item i ON i.id = x.item_id JOIN meeting m ON m.id = i.meeting_id JOIN person p ON p.id = x.person_id LEFT JOIN body b ON b.id = m.body_id "
      "WHERE x.person_id = $1 AND (m.taken_back = 0 OR CAST($3 AS BIGINT) = 1) ORDER BY m.held_on DESC NULLS LAST, x.item_id LIMIT $2"},
     {"UPDATE item_guest SET person_id = $5 WHERE CAST($1 AS TEXT) <> '' AND item_id = $2 AND 0 = CAST($3 AS BIGINT) AND person_id = $4 "
      "AND NOT EXISTS (SELECT 1 FROM item_guest o WHERE o.item_id = $2 AND o.person_id = $5)"}},
    {'o',
     IdentityKind::organisation,
     "deltagers organisation",
     {"SELECT x.meeting_id, '-', x.position, COALESCE(x.organisation, x.name), b.name, m.held_on, CAST(NULL AS TEXT), CAST(NULL AS TEXT), m.body_id FROM attendance x "
      "JOIN meeting m ON m.id = x.meeting_id LEFT JOIN body b ON b.id = m.body_id WHERE x.organisation_id = $1 AND (m.taken_back = 0 OR CAST($3 AS BIGINT) = 1) ORDER BY m.held_on DESC NULLS LAST, x.meeting_id LIMIT $2"},
     {"UPDATE attendance SET organisation_id = $5 WHERE meeting_id = $1 AND '-' = CAST($2 AS TEXT) AND position = $3 AND organisation_id = $4"}},
    {'s',
     IdentityKind::organisation,
     "ansvarlig",
     {"SELECT x.meeting_id, x.task_id, x.position, x.name, b.name, m.held_on, t.item_id, CAST(NULL AS TEXT), m.body_id FROM task_responsible x "
      "JOIN task t ON t.id = x.task_id JOIN meeting m ON m.id = x.meeting_id LEFT JOIN body b ON b.id = m.body_id "
      "WHERE x.organisation_id = $1 AND (m.taken_back = 0 OR CAST($3 AS BIGINT) = 1) ORDER BY m.held_on DESC NULLS LAST, x.meeting_id LIMIT $2"},
     {"UPDATE task_responsible SET organisation_id = $5 WHERE meeting_id = $1 AND task_id = $2 AND position = $3 AND organisation_id = $4"}},
    {'m',
     IdentityKind::body,
     "mødets organ",
     {"SELECT m.id, '-', 0, COALESCE(m.body_printed, ''), b.name, m.held_on, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT) FROM meeting m "
      "LEFT JOIN body b ON b.id = m.body_id WHERE m.body_id = $1 AND (m.taken_back = 0 OR CAST($3 AS BIGINT) = 1) ORDER BY m.held_on DESC NULLS LAST, m.id LIMIT $2"},
     {"UPDATE meeting SET body_id = $5 WHERE id = $1 AND '-' = CAST($2 AS TEXT) AND 0 = CAST($3 AS BIGINT) AND body_id = $4"}},
    {'b',
     IdentityKind::body,
     "ansvarlig",
     {"SELECT x.meeting_id, x.task_id, x.position, x.name, b.name, m.held_on, t.item_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT) FROM task_responsible x "
      "JOIN task t ON t.id = x.task_id JOIN meeting m ON m.id = x.meeting_id LEFT JOIN body b ON b.id = m.body_id "
      "WHERE x.body_id = $1 AND (m.taken_back = 0 OR CAST($3 AS BIGINT) = 1) ORDER BY m.held_on DESC NULLS LAST, x.meeting_id LIMIT $2"},
     {"UPDATE task_responsible SET body_id = $5 WHERE meeting_id = $1 AND task_id = $2 AND position = $3 AND body_id = $4"}}};

constexpr std::int64_t all_rows = INT64_MAX;

// A meeting that was taken back is shown nowhere, but may come again and must then point at the right ones.
enum class Meetings { standing, also_taken_back };

struct Row {
  const Slot* slot = nullptr;
  std::string meeting, owner;
  std::int64_t position = 0;
  std::string printed;
  std::optional<std::string> body, date, item, organisation_id, body_id;

  std::string value() const {
    return std::string(1, slot->letter) + " " + meeting + " " + owner + " " + std::to_string(position);
  }
};

std::vector<Row> rows_of(Connection& connection, IdentityKind kind, std::string_view id, std::int64_t most,
                         Meetings which) {
  std::vector<Row> found;
  for (const Slot& slot : slots) {
    if (slot.kind != kind) continue;
    auto rows = connection.query(slot.list, id, most, std::int64_t{which == Meetings::also_taken_back});
    while (rows.next())
      found.push_back({&slot, rows.string(0), rows.string(1), rows.integer(2), rows.string(3), rows.optional_string(4),
                       rows.optional_string(5), rows.optional_string(6), rows.optional_string(7),
                       rows.optional_string(8)});
  }
  return found;
}

struct Target {
  const Slot* slot = nullptr;
  std::string meeting, owner;
  std::int64_t position = 0;
};

std::optional<Target> parse(std::string_view value) {
  const auto parts = split(value, ' ');
  if (parts.size() != 4 || parts[0].size() != 1) return std::nullopt;
  const auto* slot = std::ranges::find(slots, parts[0][0], &Slot::letter);
  if (slot == std::end(slots)) return std::nullopt;
  Target target{slot, std::string(parts[1]), std::string(parts[2]), 0};
  const auto [end, error] = std::from_chars(parts[3].data(), parts[3].data() + parts[3].size(), target.position);
  if (error != std::errc{} || end != parts[3].data() + parts[3].size()) return std::nullopt;
  return target;
}

bool move(Connection& connection, const Target& target, std::string_view from, std::string_view to) {
  return connection.execute(target.slot->move, target.meeting, target.owner, target.position, from, to) == 1;
}

// A meeting shown and found under another body has changed for whoever listens.
void tell(Transaction& transaction, IdentityKind kind, const std::set<std::string>& meetings) {
  if (kind != IdentityKind::body) return;
  for (const auto& meeting : meetings) transaction.changed({"meeting", meeting, R"({"body_changed":true})"});
}

std::string where(const Row& row) {
  std::string text = row.body.value_or("Organ ikke kendt");
  const auto date = row.date ? parse_iso_date(*row.date) : std::nullopt;
  return text + ", " + (date ? danish(*date) : std::string("uden dato"));
}

std::vector<bodies::Mention> mentions(Connection& connection, IdentityKind kind, std::string_view id,
                                      std::int64_t most) {
  auto rows = rows_of(connection, kind, id, most, Meetings::standing);
  std::ranges::stable_sort(rows, [](const Row& a, const Row& b) { return a.date.value_or("") > b.date.value_or(""); });
  if (static_cast<std::int64_t>(rows.size()) > most) rows.resize(static_cast<std::size_t>(most));
  std::vector<bodies::Mention> found;
  for (const auto& row : rows)
    found.push_back({row.value(), row.printed, row.slot->what, where(row),
                     row.item ? "/punkter/" + *row.item : "/moeder/" + row.meeting});
  return found;
}

std::string move_all(Transaction& transaction, IdentityKind kind, std::string_view from, std::string_view to) {
  std::string moved;
  std::set<std::string> meetings;
  for (const auto& row : rows_of(transaction.connection(), kind, from, all_rows, Meetings::also_taken_back)) {
    if (!move(transaction.connection(), {row.slot, row.meeting, row.owner, row.position}, from, to)) continue;
    moved += row.value() + "\n";
    meetings.insert(row.meeting);
  }
  tell(transaction, kind, meetings);
  return moved;
}

void move_back(Transaction& transaction, IdentityKind kind, std::string_view moved, std::string_view from,
               std::string_view to) {
  std::set<std::string> meetings;
  for (const auto line : split(moved, '\n')) {
    const auto target = parse(line);
    if (target && target->slot->kind == kind && move(transaction.connection(), *target, to, from))
      meetings.insert(target->meeting);
  }
  tell(transaction, kind, meetings);
}

Result<std::vector<bodies::MovedMention>> move_some(Transaction& transaction, IdentityKind kind,
                                                    const std::vector<std::string>& chosen, std::string_view from,
                                                    std::string_view to) {
  std::vector<bodies::MovedMention> moved;
  std::set<std::string> meetings;
  const auto rows = rows_of(transaction.connection(), kind, from, all_rows, Meetings::also_taken_back);
  for (const auto& value : chosen) {
    const auto row = std::ranges::find_if(rows, [&](const Row& one) { return one.value() == value; });
    if (row == rows.end() ||
        !move(transaction.connection(), {row->slot, row->meeting, row->owner, row->position}, from, to))
      return fail(Problem::Kind::conflict, "Et af de valgte steder er ændret imens. Genindlæs siden, og vælg igen.",
                  "no mention " + value.substr(0, 200));
    moved.push_back({row->printed, row->organisation_id, row->body_id});
    meetings.insert(row->meeting);
  }
  tell(transaction, kind, meetings);
  return moved;
}

}  // namespace

bodies::References identity_references() { return {mentions, move_all, move_back, move_some}; }

}  // namespace klynge::meetings
