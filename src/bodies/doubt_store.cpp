#include "bodies/doubt_store.hpp"

#include "bodies/identity_store.hpp"

namespace klynge::bodies {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

const Sql insert_sql{
    "INSERT INTO match_doubt (id, kind, printed, chosen_id, candidate_id, meeting_id, reason, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const Sql find_sql{
    "SELECT id, kind, printed, chosen_id, candidate_id, meeting_id, reason, state FROM match_doubt WHERE id = $1"};
const Sql set_state_sql{"UPDATE match_doubt SET state = $2, settled_at = $3 WHERE id = $1"};
const Sql is_asked_sql{
    "SELECT 1 FROM match_doubt WHERE kind = $1 AND ((chosen_id = $2 AND candidate_id = $3) OR (chosen_id = $3 AND candidate_id = $2)) LIMIT 1"};
const Sql chosen_before_sql{
    "SELECT chosen_id FROM match_doubt WHERE candidate_id = $1 AND kind = $2 AND printed = $3 AND state <> 'merged' ORDER BY id LIMIT 20"};
// Of two bodies one of which follows the other nobody needs to be asked: they are two.
#define KLYNGE_ASKED                                                        \
  " AND NOT (kind = 'body' AND EXISTS (SELECT 1 FROM body_succession s"     \
  " WHERE (s.predecessor_id = chosen_id AND s.successor_id = candidate_id)" \
  " OR (s.predecessor_id = candidate_id AND s.successor_id = chosen_id)))"
const Sql count_sql{"SELECT count(*) FROM match_doubt WHERE state = 'open'" KLYNGE_ASKED};
const Sql open_sql{
    "SELECT id, kind, printed, chosen_id, candidate_id, meeting_id, reason, state FROM match_doubt "
    "WHERE state = 'open'" KLYNGE_ASKED " ORDER BY created_at, id LIMIT $1 OFFSET $2"};
const Sql open_of_sql{
    "SELECT id, kind, printed, chosen_id, candidate_id, meeting_id, reason, state FROM match_doubt "
    "WHERE state = 'open' AND kind = $1 AND (chosen_id = $2 OR candidate_id = $2)" KLYNGE_ASKED
    " ORDER BY created_at, id LIMIT 100"};

Doubt read(Rows& rows) {
  return {rows.string(0),
          identity_kind(rows.text(1)).value_or(IdentityKind::person),
          rows.string(2),
          rows.string(3),
          rows.string(4),
          {},
          {},
          rows.optional_string(5),
          rows.string(6),
          rows.string(7)};
}

void add_names(Connection& connection, Doubt& doubt) {
  const auto shown = [&](const std::string& id) {
    const auto identity = find_identity(connection, doubt.kind, id);
    return identity ? identity->name : std::string();
  };
  doubt.chosen_name = shown(doubt.chosen_id);
  doubt.candidate_name = shown(doubt.candidate_id);
}

std::vector<Doubt> read_all(Connection& connection, Rows rows) {
  std::vector<Doubt> doubts;
  while (rows.next()) doubts.push_back(read(rows));
  for (auto& doubt : doubts) add_names(connection, doubt);
  return doubts;
}

}  // namespace

void insert_doubt(Connection& connection, std::string_view id, const Doubt& doubt, std::int64_t now_us) {
  connection.execute(insert_sql, id, name(doubt.kind), doubt.printed, doubt.chosen_id, doubt.candidate_id,
                     doubt.meeting_id, doubt.reason, now_us);
}

std::optional<Doubt> find_doubt(Connection& connection, std::string_view id) {
  std::optional<Doubt> found;
  {
    auto rows = connection.query(find_sql, id);
    if (rows.next()) found = read(rows);
  }
  if (found) add_names(connection, *found);
  return found;
}

void set_doubt_state(Connection& connection, std::string_view id, std::string_view state,
                     std::optional<std::int64_t> settled_us) {
  connection.execute(set_state_sql, id, state, settled_us);
}

bool is_asked(Connection& connection, IdentityKind kind, std::string_view one, std::string_view other) {
  return connection.query(is_asked_sql, name(kind), one, other).next();
}

std::vector<std::string> chosen_before(Connection& connection, IdentityKind kind, std::string_view printed,
                                       std::string_view candidate_id) {
  std::vector<std::string> ids;
  auto rows = connection.query(chosen_before_sql, candidate_id, name(kind), printed);
  while (rows.next()) ids.push_back(rows.string(0));
  return ids;
}

std::int64_t count_open_doubts(Connection& connection) {
  auto rows = connection.query(count_sql);
  return rows.next() ? rows.integer(0) : 0;
}

std::vector<Doubt> open_doubts(Connection& connection, std::int64_t offset, std::int64_t limit) {
  return read_all(connection, connection.query(open_sql, limit, offset));
}

std::vector<Doubt> open_doubts_of(Connection& connection, IdentityKind kind, std::string_view id) {
  return read_all(connection, connection.query(open_of_sql, name(kind), id));
}

}  // namespace klynge::bodies
