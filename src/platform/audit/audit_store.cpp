#include "platform/audit/audit_store.hpp"

#include <limits>

namespace klynge::audit {
namespace {

using database::Rows;
using database::Sql;

#define ENTRY_COLUMNS \
  "SELECT e.node, e.sequence, e.at, e.actor_id, e.actor_name, e.address, e.action, e.object_kind, e.object_id, e.hash, p.payload," \
  " e.commitment, e.previous_hash FROM audit_entry e LEFT JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
// $11: the actors as "|id;", one behind the other.
#define BY_ACTOR_AND_ACTION \
  "(CAST($1 AS TEXT) IS NULL OR e.actor_id = $1) AND (CAST($2 AS TEXT) IS NULL OR e.action = $2)" \
  " AND (CAST($11 AS TEXT) IS NULL OR replace($11, '|' || e.actor_id || ';', '') <> $11)"
#define BEHIND_THE_PLACE \
  " AND e.at >= $5 AND e.at <= $6" \
  " AND (e.at < $7 OR (e.at = $7 AND (e.node < $8 OR (e.node = $8 AND e.sequence < $9))))" \
  " ORDER BY e.at DESC, e.node DESC, e.sequence DESC LIMIT $10"

const Sql select_page{
    ENTRY_COLUMNS " WHERE " BY_ACTOR_AND_ACTION
    " AND (CAST($3 AS TEXT) IS NULL OR e.object_kind = $3) AND (CAST($4 AS TEXT) IS NULL OR e.object_id = $4)" BEHIND_THE_PLACE};
// A thing's own history goes by its index, not by time.
const Sql select_history{ENTRY_COLUMNS " WHERE " BY_ACTOR_AND_ACTION " AND e.object_kind = $3 AND e.object_id = $4" BEHIND_THE_PLACE};
const Sql select_entry{ENTRY_COLUMNS " WHERE e.node = $1 AND e.sequence = $2"};
const Sql select_erasure{
    ENTRY_COLUMNS " WHERE e.object_kind = 'audit_entry' AND e.object_id = $1 AND e.action = 'audit.erase_payload' ORDER BY e.at LIMIT 1"};

EntryRow read(Rows& rows) {
  return {rows.string(0), rows.integer(1), Instant{rows.integer(2)}, rows.string(3), rows.string(4), rows.string(5), rows.string(6),
          rows.string(7), rows.string(8), rows.string(9), rows.optional_string(10), rows.string(11), rows.string(12)};
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

}  // namespace

EntryPage list_entries(database::Connection& connection, const EntryFilter& filter,
                       const std::optional<EntryPlace>& after, std::size_t rows) {
  const bool of_one_thing = filter.object_kind && filter.object_id;
  const std::int64_t from = filter.from ? filter.from->us : std::numeric_limits<std::int64_t>::min();
  const std::int64_t until = filter.before ? filter.before->us - 1 : end_of_time;
  const EntryPlace place = after.value_or(EntryPlace{Instant{end_of_time}, "", 0});
  // One row more than asked for tells whether there is another page.
  Rows found = connection.query(of_one_thing ? select_history : select_page, filter.actor_id, filter.action,
                                filter.object_kind, filter.object_id, from, until, place.at.us, place.node,
                                place.sequence, rows + 1, packed(filter.any_actor));
  EntryPage page;
  while (found.next()) {
    if (page.entries.size() == rows) {
      const EntryRow& last = page.entries.back();
      page.next = EntryPlace{last.at, last.node, last.sequence};
      break;
    }
    page.entries.push_back(read(found));
  }
  return page;
}

std::optional<EntryRow> find_entry(database::Connection& connection, std::string_view node, std::int64_t sequence) {
  return first(connection.query(select_entry, node, sequence));
}

std::optional<EntryRow> find_erasure(database::Connection& connection, std::string_view node, std::int64_t sequence) {
  return first(connection.query(select_erasure, std::string(node) + ":" + std::to_string(sequence)));
}

}  // namespace klynge::audit
