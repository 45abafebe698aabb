#include "platform/audit/audit_store.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <tuple>

namespace klynge::audit {
namespace {

using database::Rows;
using database::Sql;

#define COLUMNS                                                                                                                    \
  "SELECT e.node, e.sequence, e.at, e.actor_id, e.actor_name, e.address, e.action, e.object_kind, e.object_id, e.hash, p.payload," \
  " e.commitment, e.previous_hash FROM "
#define WITH_PAYLOAD " LEFT JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
#define ENTRY_COLUMNS COLUMNS "audit_entry e" WITH_PAYLOAD
// The page's entries first, then their payloads: a database that takes few to fit would join all of them before it
// sorts.
#define PAGE_OF COLUMNS "(SELECT e.* FROM audit_entry e"
#define NEWEST_FIRST " ORDER BY e.at DESC, e.node DESC, e.sequence DESC"
#define ACTION "(CAST($2 AS TEXT) IS NULL OR e.action = $2)"
#define OBJECT \
  " AND (CAST($3 AS TEXT) IS NULL OR e.object_kind = $3) AND (CAST($4 AS TEXT) IS NULL OR e.object_id = $4)"
#define BEHIND_THE_PLACE                                                                                \
  " AND e.at >= $5 AND e.at <= $6"                                                                      \
  " AND (e.at < $7 OR (e.at = $7 AND (e.node < $8 OR (e.node = $8 AND e.sequence < $9))))" NEWEST_FIRST \
  " LIMIT $10) e" WITH_PAYLOAD NEWEST_FIRST

// One statement for each index that may lead, because a condition that is optional keeps an index from being used.
const Sql select_by_actor{PAGE_OF " WHERE e.actor_id = $1 AND " ACTION OBJECT BEHIND_THE_PLACE};
const Sql select_history{PAGE_OF " WHERE (CAST($1 AS TEXT) IS NULL OR e.actor_id = $1) AND " ACTION
                                 " AND e.object_kind = $3 AND e.object_id = $4" BEHIND_THE_PLACE};
const Sql select_by_action{
    PAGE_OF " WHERE (CAST($1 AS TEXT) IS NULL OR e.actor_id = $1) AND e.action = $2" OBJECT BEHIND_THE_PLACE};
const Sql select_by_kind{PAGE_OF
                         " WHERE (CAST($1 AS TEXT) IS NULL OR e.actor_id = $1) AND " ACTION
                         " AND e.object_kind = $3 AND (CAST($4 AS TEXT) IS NULL OR e.object_id = $4)" BEHIND_THE_PLACE};
// By time: where nothing is asked for, and where so many actors are that most entries fit. $11: the actors as
// "|id;", one behind the other.
const Sql select_by_time{
    PAGE_OF " WHERE (CAST($1 AS TEXT) IS NULL OR e.actor_id = $1) AND " ACTION OBJECT
            " AND (CAST($11 AS TEXT) IS NULL OR replace($11, '|' || e.actor_id || ';', '') <> $11)" BEHIND_THE_PLACE};
const Sql select_entry{ENTRY_COLUMNS " WHERE e.node = $1 AND e.sequence = $2"};
const Sql select_erasure{
    ENTRY_COLUMNS
    " WHERE e.object_kind = 'audit_entry' AND e.object_id = $1 AND e.action = 'audit.erase_payload' ORDER BY e.at LIMIT 1"};

EntryRow read(Rows& rows) {
  return {rows.string(0),           rows.integer(1), Instant{rows.integer(2)}, rows.string(3), rows.string(4),
          rows.string(5),           rows.string(6),  rows.string(7),           rows.string(8), rows.string(9),
          rows.optional_string(10), rows.string(11), rows.string(12)};
}

std::optional<EntryRow> first(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::optional<std::string> packed(const std::optional<std::vector<std::string>>& actors) {
  if (!actors) return std::nullopt;
  std::string out;
  for (const auto& actor : *actors) out += "|" + actor + ";";
  return out;
}

constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();
// So many are asked for one by one.
constexpr std::size_t few_actors = 25;

// What a statement is asked with.
struct Question {
  const EntryFilter& filter;
  EntryPlace place;
  std::size_t rows;
};

std::vector<EntryRow> ask(database::Connection& connection, const Sql& sql, const std::optional<std::string>& actor,
                          const Question& question) {
  const auto& [filter, place, rows] = question;
  const std::int64_t from = filter.from ? filter.from->us : std::numeric_limits<std::int64_t>::min();
  // What lies before the place is in no index's range.
  const std::int64_t until = std::min(filter.before ? filter.before->us - 1 : end_of_time, place.at.us);
  const bool by_time = &sql == &select_by_time;
  Rows found = by_time ? connection.query(sql, actor, filter.action, filter.object_kind, filter.object_id, from, until,
                                          place.at.us, place.node, place.sequence, rows, packed(filter.any_actor))
                       : connection.query(sql, actor, filter.action, filter.object_kind, filter.object_id, from, until,
                                          place.at.us, place.node, place.sequence, rows);
  std::vector<EntryRow> out;
  while (found.next()) out.push_back(read(found));
  return out;
}

// Each actor's newest, and of them the newest altogether.
std::vector<EntryRow> ask_for_each(database::Connection& connection, const std::vector<std::string>& actors,
                                   const Question& question) {
  std::vector<EntryRow> all;
  for (const auto& actor : actors)
    std::ranges::move(ask(connection, select_by_actor, actor, question), std::back_inserter(all));
  std::ranges::sort(all, std::greater{},
                    [](const EntryRow& row) { return std::tuple(row.at, std::string_view(row.node), row.sequence); });
  if (all.size() > question.rows) all.resize(question.rows);
  return all;
}

std::vector<EntryRow> find_entries(database::Connection& connection, const Question& question) {
  const EntryFilter& filter = question.filter;
  const bool of_one_thing = filter.object_kind && filter.object_id;
  if (filter.any_actor && filter.any_actor->size() <= few_actors && !filter.actor_id && !of_one_thing)
    return ask_for_each(connection, *filter.any_actor, question);
  if (filter.any_actor) return ask(connection, select_by_time, filter.actor_id, question);
  if (of_one_thing) return ask(connection, select_history, filter.actor_id, question);
  if (filter.actor_id) return ask(connection, select_by_actor, filter.actor_id, question);
  if (filter.action) return ask(connection, select_by_action, {}, question);
  return ask(connection, filter.object_kind ? select_by_kind : select_by_time, {}, question);
}

}  // namespace

EntryPage list_entries(database::Connection& connection, const EntryFilter& filter,
                       const std::optional<EntryPlace>& after, std::size_t rows) {
  // One row more than asked for tells whether there is another page.
  EntryPage page{
      .entries = find_entries(connection, {filter, after.value_or(EntryPlace{Instant{end_of_time}, "", 0}), rows + 1}),
      .next = {}};
  if (page.entries.size() <= rows) return page;
  page.entries.pop_back();
  const EntryRow& last = page.entries.back();
  page.next = EntryPlace{last.at, last.node, last.sequence};
  return page;
}

std::optional<EntryRow> find_entry(database::Connection& connection, std::string_view node, std::int64_t sequence) {
  return first(connection.query(select_entry, node, sequence));
}

std::optional<EntryRow> find_erasure(database::Connection& connection, std::string_view node, std::int64_t sequence) {
  return first(connection.query(select_erasure, std::string(node) + ":" + std::to_string(sequence)));
}

}  // namespace klynge::audit
