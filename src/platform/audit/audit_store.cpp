#include "platform/audit/audit_store.hpp"

#include <limits>

namespace klynge::audit {
namespace {

using database::Rows;
using database::Sql;

constexpr const char* select_page_text =
    "SELECT e.node, e.sequence, e.at, e.actor_id, e.actor_name, e.address, e.action, e.object_kind, e.object_id,"
    " e.hash, p.payload"
    " FROM audit_entry e LEFT JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
    " WHERE (CAST($1 AS TEXT) IS NULL OR e.actor_id = $1)"
    " AND (CAST($2 AS TEXT) IS NULL OR e.action = $2)"
    " AND (CAST($3 AS TEXT) IS NULL OR e.object_kind = $3)"
    " AND (CAST($4 AS TEXT) IS NULL OR e.object_id = $4)"
    " AND e.at >= $5 AND e.at <= $6"
    " AND (e.at < $7 OR (e.at = $7 AND (e.node < $8 OR (e.node = $8 AND e.sequence < $9))))"
    " ORDER BY e.at DESC, e.node DESC, e.sequence DESC LIMIT $10";
const Sql select_page{select_page_text};
// A thing's own history goes by its index, not by time.
const Sql select_history{
    "SELECT e.node, e.sequence, e.at, e.actor_id, e.actor_name, e.address, e.action, e.object_kind, e.object_id,"
    " e.hash, p.payload"
    " FROM audit_entry e LEFT JOIN audit_payload p ON p.node = e.node AND p.sequence = e.sequence"
    " WHERE (CAST($1 AS TEXT) IS NULL OR e.actor_id = $1)"
    " AND (CAST($2 AS TEXT) IS NULL OR e.action = $2)"
    " AND e.object_kind = $3 AND e.object_id = $4"
    " AND e.at >= $5 AND e.at <= $6"
    " AND (e.at < $7 OR (e.at = $7 AND (e.node < $8 OR (e.node = $8 AND e.sequence < $9))))"
    " ORDER BY e.at DESC, e.node DESC, e.sequence DESC LIMIT $10"};

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
                                place.sequence, rows + 1);
  EntryPage page;
  while (found.next()) {
    if (page.entries.size() == rows) {
      const EntryRow& last = page.entries.back();
      page.next = EntryPlace{last.at, last.node, last.sequence};
      break;
    }
    page.entries.push_back({found.string(0), found.integer(1), Instant{found.integer(2)}, found.string(3),
                            found.string(4), found.string(5), found.string(6), found.string(7), found.string(8),
                            found.string(9), found.optional_string(10)});
  }
  return page;
}

}  // namespace klynge::audit
