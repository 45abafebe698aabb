#include "platform/access/account_store.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace klynge::access {

using database::Connection;
using database::Rows;
using database::Sql;

const Sql select_accounts{"SELECT id, login, name, role, disabled, created_at FROM account LIMIT 2000"};
const Sql select_account{
    "SELECT id, login, name, role, disabled, created_at, password_hash FROM account WHERE id = $1"};
const Sql select_login{
    "SELECT id, login, name, role, disabled, created_at, password_hash FROM account WHERE login = $1"};
const Sql select_any_account{"SELECT 1 FROM account LIMIT 1"};
const Sql insert_account_sql{
    "INSERT INTO account (id, login, name, role, password_hash, disabled, created_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (login) DO NOTHING"};
const Sql update_disabled_sql{"UPDATE account SET disabled = $2 WHERE id = $1"};
const Sql update_password_sql{"UPDATE account SET password_hash = $2 WHERE id = $1"};
const Sql count_enabled_sql{"SELECT COUNT(*) FROM account WHERE role = $1 AND disabled = 0"};

const Sql select_session{
    "SELECT a.id, a.login, a.name, a.role, a.disabled, a.created_at, s.csrf_token, s.created_at, s.last_seen_at "
    "FROM session s JOIN account a ON a.id = s.account_id "
    "WHERE s.token_hash = $1 AND s.ended_at IS NULL AND a.disabled = 0"};
const Sql insert_session_sql{
    "INSERT INTO session (token_hash, account_id, csrf_token, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $5)"};
const Sql touch_session_sql{"UPDATE session SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2"};
const Sql end_session_sql{"UPDATE session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL"};
const Sql end_sessions_sql{
    "UPDATE session SET ended_at = $3 WHERE account_id = $1 AND token_hash <> $2 AND ended_at IS NULL"};
const Sql delete_sessions_sql{"DELETE FROM session WHERE created_at < $1"};

namespace {

Account account_from(Rows& rows) {
  Account account;
  account.id = Id<Account>::parse(rows.text(0)).value_or(Id<Account>{});
  account.login = rows.string(1);
  account.name = rows.string(2);
  account.role = role_from(rows.text(3)).value_or(Role::reader);
  account.disabled = rows.boolean(4);
  account.created_at = Instant{rows.integer(5)};
  return account;
}

std::optional<AccountWithPassword> one_with_password(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return AccountWithPassword{account_from(rows), rows.string(6)};
}

}  // namespace

std::vector<Account> list_accounts(Connection& connection) {
  std::vector<std::pair<std::string, Account>> sorted;
  Rows rows = connection.query(select_accounts);
  while (rows.next()) {
    Account account = account_from(rows);
    sorted.emplace_back(danish_sort_key(account.name) + account.login, std::move(account));
  }
  std::ranges::sort(sorted, {}, &std::pair<std::string, Account>::first);
  std::vector<Account> accounts;
  for (auto& [key, account] : sorted) accounts.push_back(std::move(account));
  return accounts;
}

std::optional<Account> find_account(Connection& connection, Id<Account> id) {
  auto found = find_with_password(connection, id);
  if (!found) return std::nullopt;
  return std::move(found->account);
}

std::optional<AccountWithPassword> find_login(Connection& connection, std::string_view folded_login) {
  return one_with_password(connection.query(select_login, folded_login));
}

std::optional<AccountWithPassword> find_with_password(Connection& connection, Id<Account> id) {
  return one_with_password(connection.query(select_account, id.text()));
}

bool has_accounts(Connection& connection) { return connection.query(select_any_account).next(); }

bool insert_account(Connection& connection, const Account& account, std::string_view password_hash) {
  return connection.execute(insert_account_sql, account.id.text(), account.login, account.name, word_of(account.role),
                            password_hash, account.disabled, account.created_at.us) == 1;
}

bool update_disabled(Connection& connection, Id<Account> id, bool disabled) {
  return connection.execute(update_disabled_sql, id.text(), disabled) == 1;
}

bool update_password(Connection& connection, Id<Account> id, std::string_view password_hash) {
  return connection.execute(update_password_sql, id.text(), password_hash) == 1;
}

std::int64_t count_enabled(Connection& connection, Role role) {
  Rows rows = connection.query(count_enabled_sql, word_of(role));
  return rows.next() ? rows.integer(0) : 0;
}

std::optional<SessionRow> find_session(Connection& connection, std::string_view token_hash) {
  Rows rows = connection.query(select_session, token_hash);
  if (!rows.next()) return std::nullopt;
  return SessionRow{account_from(rows), rows.string(6), Instant{rows.integer(7)}, Instant{rows.integer(8)}};
}

void insert_session(Connection& connection, std::string_view token_hash, Id<Account> account, std::string_view csrf_token,
                    Instant now) {
  connection.execute(insert_session_sql, token_hash, account.text(), csrf_token, now.us, now.us);
}

void touch_session(Connection& connection, std::string_view token_hash, Instant seen) {
  connection.execute(touch_session_sql, token_hash, seen.us);
}

void end_session(Connection& connection, std::string_view token_hash, Instant now) {
  connection.execute(end_session_sql, token_hash, now.us);
}

void end_sessions(Connection& connection, Id<Account> account, std::string_view kept_token_hash, Instant now) {
  connection.execute(end_sessions_sql, account.text(), kept_token_hash, now.us);
}

void delete_old_sessions(Connection& connection, Instant before) { connection.execute(delete_sessions_sql, before.us); }

}  // namespace klynge::access
