#include "platform/access/account_store.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/access/backup_code.hpp"

namespace klynge::access {

using database::Connection;
using database::Rows;
using database::Sql;

// An account has a row for each of its roles, one without any: read by accounts_from(). A person may have
// been poured into another since the account was linked to it.
#define ACCOUNT_COLUMNS \
  "a.id, a.login, a.name, a.disabled, a.created_at, a.email, COALESCE(p.merged_into, a.person_id), r.role, CASE WHEN a.totp IS NULL THEN 0 ELSE 1 END"
#define ACCOUNT_JOINS " LEFT JOIN account_role r ON r.account_id = a.id LEFT JOIN person p ON p.id = a.person_id "

const Sql select_accounts{
    "SELECT " ACCOUNT_COLUMNS
    " FROM (SELECT * FROM account WHERE erased_at IS NULL ORDER BY login LIMIT 2000) a" ACCOUNT_JOINS "ORDER BY a.id"};
const Sql select_account{"SELECT " ACCOUNT_COLUMNS ", a.password_hash FROM account a" ACCOUNT_JOINS "WHERE a.id = $1"};
const Sql select_login{"SELECT " ACCOUNT_COLUMNS ", a.password_hash FROM account a" ACCOUNT_JOINS "WHERE a.login = $1"};
const Sql select_by_email{"SELECT " ACCOUNT_COLUMNS " FROM account a" ACCOUNT_JOINS "WHERE a.email = $1 ORDER BY a.id"};
const Sql select_by_person{"SELECT " ACCOUNT_COLUMNS " FROM account a" ACCOUNT_JOINS
                           "WHERE a.person_id = $1 OR p.merged_into = $1 ORDER BY a.id"};
const Sql select_factor{"SELECT totp, totp_step FROM account WHERE id = $1 AND totp IS NOT NULL"};
const Sql set_factor_sql{"UPDATE account SET totp = $2, totp_step = $3 WHERE id = $1"};
const Sql clear_factor_sql{"UPDATE account SET totp = NULL, totp_step = NULL WHERE id = $1"};
const Sql use_step_sql{"UPDATE account SET totp_step = $2 WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)"};
const Sql select_any_account{"SELECT 1 FROM account LIMIT 1"};
const Sql insert_account_sql{
    "INSERT INTO account (id, login, name, password_hash, disabled, created_at, email) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (login) DO NOTHING"};
const Sql insert_role{"INSERT INTO account_role (account_id, role) VALUES ($1, $2)"};
const Sql delete_roles{"DELETE FROM account_role WHERE account_id = $1"};
const Sql update_email_sql{"UPDATE account SET email = $2 WHERE id = $1"};
const Sql update_person_sql{"UPDATE account SET person_id = $2 WHERE id = $1"};
const Sql update_disabled_sql{"UPDATE account SET disabled = $2 WHERE id = $1 AND erased_at IS NULL"};
const Sql update_password_sql{"UPDATE account SET password_hash = $2 WHERE id = $1"};
const Sql count_enabled_sql{
    "SELECT COUNT(*) FROM account a JOIN account_role r ON r.account_id = a.id WHERE r.role = $1 AND a.disabled = 0"};

const Sql select_session{"SELECT " ACCOUNT_COLUMNS
                         ", s.csrf_token, s.created_at, s.last_seen_at "
                         "FROM session s JOIN account a ON a.id = s.account_id" ACCOUNT_JOINS
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
  account.disabled = rows.boolean(3);
  account.created_at = Instant{rows.integer(4)};
  account.email = rows.optional_string(5).value_or("");
  account.person_id = rows.optional_string(6);
  account.has_factor = rows.boolean(8);
  return account;
}

void add_role_of(Rows& rows, Account& account) {
  if (rows.is_null(7)) return;
  if (const auto role = role_from(rows.text(7))) account.roles.push_back(*role);
}

// Rows of one account stand together.
std::vector<Account> accounts_from(Rows rows) {
  std::vector<Account> accounts;
  while (rows.next()) {
    if (accounts.empty() || accounts.back().id.text() != rows.text(0)) accounts.push_back(account_from(rows));
    add_role_of(rows, accounts.back());
  }
  for (Account& account : accounts) account.roles = ordered(std::move(account.roles));
  return accounts;
}

// `rest` reads what stands after the account, in its first row.
template <class Read>
std::optional<Account> one_account(Rows rows, const Read& rest) {
  std::optional<Account> account;
  while (rows.next()) {
    if (!account) {
      account = account_from(rows);
      rest(rows);
    }
    add_role_of(rows, *account);
  }
  if (account) account->roles = ordered(std::move(account->roles));
  return account;
}

std::optional<AccountWithPassword> one_with_password(Rows rows) {
  std::string hash;
  auto account = one_account(std::move(rows), [&](Rows& row) { hash = row.string(9); });
  if (!account) return std::nullopt;
  return AccountWithPassword{std::move(*account), std::move(hash)};
}

}  // namespace

std::vector<Account> list_accounts(Connection& connection) {
  std::vector<std::pair<std::string, Account>> sorted;
  for (Account& account : accounts_from(connection.query(select_accounts)))
    sorted.emplace_back(danish_sort_key(account.name) + account.login, std::move(account));
  std::ranges::sort(sorted, {}, &std::pair<std::string, Account>::first);
  std::vector<Account> accounts;
  accounts.reserve(sorted.size());
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

std::optional<Factor> find_factor(Connection& connection, Id<Account> id) {
  Rows rows = connection.query(select_factor, id.text());
  if (!rows.next()) return std::nullopt;
  return Factor{rows.string(0), rows.optional_integer(1)};
}

void set_factor(Connection& connection, Id<Account> id, std::string_view sealed_secret, std::int64_t step) {
  connection.execute(set_factor_sql, id.text(), sealed_secret, step);
}

void clear_factor(Connection& connection, Id<Account> id) {
  connection.execute(clear_factor_sql, id.text());
  delete_backup_codes(connection, id);
}

bool use_step(Connection& connection, Id<Account> id, std::int64_t step) {
  return connection.execute(use_step_sql, id.text(), step) == 1;
}

bool has_accounts(Connection& connection) { return connection.query(select_any_account).next(); }

bool insert_account(Connection& connection, const Account& account, std::string_view password_hash) {
  const auto email = account.email.empty() ? std::nullopt : std::optional(account.email);
  if (connection.execute(insert_account_sql, account.id.text(), account.login, account.name, password_hash,
                         account.disabled, account.created_at.us, email) != 1)
    return false;
  replace_roles(connection, account.id, account.roles);
  return true;
}

void replace_roles(Connection& connection, Id<Account> id, const Roles& roles) {
  connection.execute(delete_roles, id.text());
  for (const Role role : ordered(roles)) connection.execute(insert_role, id.text(), word_of(role));
}

bool update_email(Connection& connection, Id<Account> id, std::string_view email) {
  return connection.execute(update_email_sql, id.text(), email.empty() ? std::nullopt : std::optional(email)) == 1;
}

bool update_person(Connection& connection, Id<Account> id, const std::optional<std::string>& person_id) {
  return connection.execute(update_person_sql, id.text(), person_id) == 1;
}

std::optional<Account> find_by_person(Connection& connection, std::string_view person_id) {
  auto accounts = accounts_from(connection.query(select_by_person, person_id));
  if (accounts.empty()) return std::nullopt;
  return std::move(accounts.front());
}

std::vector<Account> find_by_email(Connection& connection, std::string_view email) {
  return accounts_from(connection.query(select_by_email, email));
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
  SessionRow found;
  auto account = one_account(connection.query(select_session, token_hash), [&](Rows& row) {
    found.csrf_token = row.string(9);
    found.created_at = Instant{row.integer(10)};
    found.last_seen_at = Instant{row.integer(11)};
  });
  if (!account) return std::nullopt;
  found.account = std::move(*account);
  return found;
}

void insert_session(Connection& connection, std::string_view token_hash, Id<Account> account,
                    std::string_view csrf_token, Instant now) {
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
