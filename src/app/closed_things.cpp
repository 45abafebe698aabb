#include "app/closed_things.hpp"

#include <string>

#include "intake/source_access.hpp"

namespace klynge::app {
namespace {

using audit::Permission;
using database::Connection;
using database::Sql;

const Sql item_sql{"SELECT closed FROM item WHERE id = $1"};
const Sql finding_sql{
    "SELECT COALESCE(i.closed, (SELECT MAX(c.closed) FROM item c WHERE c.meeting_id = f.meeting_id), 0)"
    " FROM finding f LEFT JOIN item i ON i.id = f.item_id WHERE f.id = $1"};
const Sql entry_sql{"SELECT sha256 FROM intake_entry WHERE id = $1"};

bool says_closed(Connection& connection, const Sql& sql, std::string_view id) {
  auto rows = connection.query(sql, id);
  return !rows.next() || rows.boolean(0);
}

bool source_has_closed_items(Connection& connection, std::string_view entry_id) {
  std::string sha256;
  {
    auto rows = connection.query(entry_sql, entry_id);
    if (!rows.next()) return true;
    const auto found = rows.optional_string(0);
    if (!found) return false;  // nothing could be read
    sha256 = *found;
  }
  // Somebody who may do all but open closed items: what stops them are closed items.
  static const audit::Actor open_eyes{"system", "Klynge", "", Permission::read_all | Permission::change_record};
  return !intake::may_work_on_source(connection, open_eyes, sha256);
}

}  // namespace

bool belongs_to_closed(Connection& connection, std::string_view kind, std::string_view id) {
  if (kind == "item") return says_closed(connection, item_sql, id);
  if (kind == "finding") return says_closed(connection, finding_sql, id);
  if (kind == "intake_entry") return source_has_closed_items(connection, id);
  if (kind == "correction") return source_has_closed_items(connection, id.substr(0, id.find('/')));
  return false;
}

}  // namespace klynge::app
