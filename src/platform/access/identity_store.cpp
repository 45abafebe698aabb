#include "platform/access/identity_store.hpp"

namespace klynge::access {

using database::Connection;
using database::Rows;
using database::Sql;

namespace {

const Sql find_sql{
    "SELECT issuer, subject, account_id, linked_at FROM account_identity WHERE issuer = $1 AND subject = $2"};
const Sql of_account{
    "SELECT issuer, subject, account_id, linked_at FROM account_identity WHERE account_id = $1 ORDER BY issuer, subject"};
const Sql insert_sql{"INSERT INTO account_identity (issuer, subject, account_id, linked_at) VALUES ($1, $2, $3, $4)"};
const Sql delete_sql{"DELETE FROM account_identity WHERE issuer = $1 AND subject = $2 AND account_id = $3"};
const Sql count_attempts_sql{"SELECT COUNT(*) FROM oidc_attempt"};
const Sql insert_attempt_sql{
    "INSERT INTO oidc_attempt (state_hash, nonce, verifier, return_to, started_at) VALUES ($1, $2, $3, $4, $5)"};
const Sql find_attempt{"SELECT nonce, verifier, return_to, started_at FROM oidc_attempt WHERE state_hash = $1"};
const Sql delete_attempt{"DELETE FROM oidc_attempt WHERE state_hash = $1"};
const Sql delete_old{"DELETE FROM oidc_attempt WHERE started_at < $1"};

LinkedIdentity read(Rows& rows) {
  return {rows.string(0), rows.string(1), Id<Account>::parse(rows.text(2)).value_or(Id<Account>{}),
          Instant{rows.integer(3)}};
}

}  // namespace

std::optional<LinkedIdentity> find_identity(Connection& connection, std::string_view issuer, std::string_view subject) {
  Rows rows = connection.query(find_sql, issuer, subject);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<LinkedIdentity> identities_of(Connection& connection, Id<Account> account) {
  std::vector<LinkedIdentity> found;
  Rows rows = connection.query(of_account, account.text());
  while (rows.next()) found.push_back(read(rows));
  return found;
}

void insert_identity(Connection& connection, const LinkedIdentity& identity) {
  connection.execute(insert_sql, identity.issuer, identity.subject, identity.account.text(), identity.linked_at.us);
}

bool delete_identity(Connection& connection, const LinkedIdentity& identity) {
  return connection.execute(delete_sql, identity.issuer, identity.subject, identity.account.text()) == 1;
}

std::int64_t count_attempts(Connection& connection) {
  Rows rows = connection.query(count_attempts_sql);
  return rows.next() ? rows.integer(0) : 0;
}

void insert_attempt(Connection& connection, std::string_view state_hash, const AttemptRow& row) {
  connection.execute(insert_attempt_sql, state_hash, row.nonce, row.verifier, row.return_to, row.started_at.us);
}

std::optional<AttemptRow> take_attempt(Connection& connection, std::string_view state_hash) {
  std::optional<AttemptRow> found;
  {
    Rows rows = connection.query(find_attempt, state_hash);
    if (rows.next()) found = AttemptRow{rows.string(0), rows.string(1), rows.string(2), Instant{rows.integer(3)}};
  }
  if (!found || connection.execute(delete_attempt, state_hash) != 1) return std::nullopt;
  return found;
}

void delete_attempts_before(Connection& connection, Instant before) { connection.execute(delete_old, before.us); }

}  // namespace klynge::access
