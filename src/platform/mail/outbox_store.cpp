#include "platform/mail/outbox_store.hpp"

namespace klynge::mail {

using database::Connection;
using database::Rows;
using database::Sql;

namespace {

// An instant that never comes: given up.
constexpr std::int64_t never_us = INT64_MAX;

#define OUTGOING_COLUMNS "id, recipient, subject, body, created_at, attempts, next_attempt_at, sent_at, failed"

const Sql insert_sql{
    "INSERT INTO outgoing_mail (id, recipient, subject, body, created_at, attempts, next_attempt_at) VALUES ($1, $2, $3, $4, $5, 0, $5)"};
const Sql find_sql{"SELECT " OUTGOING_COLUMNS " FROM outgoing_mail WHERE id = $1"};
const Sql waiting_sql{"SELECT " OUTGOING_COLUMNS
                      " FROM outgoing_mail WHERE sent_at IS NULL ORDER BY created_at, id LIMIT $1"};
const Sql count_sql{"SELECT COUNT(*) FROM outgoing_mail WHERE sent_at IS NULL"};
const Sql sent_sql{"SELECT " OUTGOING_COLUMNS
                   " FROM outgoing_mail WHERE sent_at IS NOT NULL ORDER BY sent_at DESC, id DESC LIMIT $1"};
const Sql due_sql{
    "SELECT " OUTGOING_COLUMNS
    " FROM outgoing_mail WHERE sent_at IS NULL AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT $2"};
const Sql claim_sql{
    "UPDATE outgoing_mail SET attempts = attempts + 1, next_attempt_at = $3 WHERE id = $1 AND attempts = $2 AND sent_at IS NULL"};
const Sql sent_mark{
    "UPDATE outgoing_mail SET sent_at = $2, body = '', failed = NULL WHERE id = $1 AND sent_at IS NULL"};
const Sql failed_mark{"UPDATE outgoing_mail SET failed = $2, next_attempt_at = $3 WHERE id = $1 AND sent_at IS NULL"};
const Sql again_sql{"UPDATE outgoing_mail SET attempts = 0, next_attempt_at = $2 WHERE id = $1 AND sent_at IS NULL"};
const Sql discard_sql{"DELETE FROM outgoing_mail WHERE id = $1 AND sent_at IS NULL"};
const Sql forget_sql{"DELETE FROM outgoing_mail WHERE recipient = $1"};
const Sql delete_sql{"DELETE FROM outgoing_mail WHERE sent_at < $1"};

OutgoingRow read(Rows& rows) {
  OutgoingRow row{rows.string(0),
                  rows.string(1),
                  rows.string(2),
                  rows.string(3),
                  Instant{rows.integer(4)},
                  rows.integer(5),
                  {},
                  {},
                  {}};
  if (rows.integer(6) != never_us) row.next_attempt_at = Instant{rows.integer(6)};
  if (const auto at = rows.optional_integer(7)) row.sent_at = Instant{*at};
  row.failed = rows.optional_string(8).value_or("");
  return row;
}

std::vector<OutgoingRow> all(Rows rows) {
  std::vector<OutgoingRow> out;
  while (rows.next()) out.push_back(read(rows));
  return out;
}

}  // namespace

void insert_outgoing(Connection& connection, const OutgoingRow& row) {
  connection.execute(insert_sql, row.id, row.recipient, row.subject, row.sealed_body, row.created_at.us);
}

std::optional<OutgoingRow> find_outgoing(Connection& connection, std::string_view id) {
  Rows rows = connection.query(find_sql, id);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<OutgoingRow> waiting(Connection& connection, std::int64_t most) {
  return all(connection.query(waiting_sql, most));
}
std::vector<OutgoingRow> sent(Connection& connection, std::int64_t most) {
  return all(connection.query(sent_sql, most));
}
std::vector<OutgoingRow> due(Connection& connection, Instant now, std::int64_t most) {
  return all(connection.query(due_sql, now.us, most));
}

std::int64_t count_waiting(Connection& connection) {
  Rows rows = connection.query(count_sql);
  return rows.next() ? rows.integer(0) : 0;
}

bool claim(Connection& connection, const OutgoingRow& row, Instant lease_until) {
  return connection.execute(claim_sql, row.id, row.attempts, lease_until.us) == 1;
}

void mark_sent(Connection& connection, std::string_view id, Instant now) { connection.execute(sent_mark, id, now.us); }

void mark_failed(Connection& connection, std::string_view id, std::string_view failure, std::optional<Instant> next) {
  connection.execute(failed_mark, id, failure, next ? next->us : never_us);
}

bool try_again(Connection& connection, std::string_view id, Instant now) {
  return connection.execute(again_sql, id, now.us) == 1;
}
bool discard(Connection& connection, std::string_view id) { return connection.execute(discard_sql, id) == 1; }
void delete_sent_before(Connection& connection, Instant before) { connection.execute(delete_sql, before.us); }

void forget_recipient(Connection& connection, std::string_view recipient) { connection.execute(forget_sql, recipient); }

}  // namespace klynge::mail
