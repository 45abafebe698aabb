// Accounts and sessions in the database.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/account.hpp"
#include "platform/database/connection.hpp"

namespace klynge::access {

struct AccountWithPassword {
  Account account;
  std::string password_hash;
};

// By name, in Danish order; at most 2000.
std::vector<Account> list_accounts(database::Connection& connection);
std::optional<Account> find_account(database::Connection& connection, Id<Account> id);
std::optional<AccountWithPassword> find_login(database::Connection& connection, std::string_view folded_login);
std::optional<AccountWithPassword> find_with_password(database::Connection& connection, Id<Account> id);
bool has_accounts(database::Connection& connection);

// False where the login is taken.
bool insert_account(database::Connection& connection, const Account& account, std::string_view password_hash);
// False where there is no such account.
bool update_disabled(database::Connection& connection, Id<Account> id, bool disabled);
bool update_password(database::Connection& connection, Id<Account> id, std::string_view password_hash);
bool update_email(database::Connection& connection, Id<Account> id, std::string_view email);  // "" for none
bool update_person(database::Connection& connection, Id<Account> id, const std::optional<std::string>& person_id);
void replace_roles(database::Connection& connection, Id<Account> id, const Roles& roles);
std::int64_t count_enabled(database::Connection& connection, Role role);
// The account that belongs to this person.
std::optional<Account> find_by_person(database::Connection& connection, std::string_view person_id);
// All with this folded address, disabled ones too.
std::vector<Account> find_by_email(database::Connection& connection, std::string_view email);

struct Factor {
  std::string sealed_secret;
  std::optional<std::int64_t> last_step;  // whose code was used last
};
std::optional<Factor> find_factor(database::Connection& connection, Id<Account> id);
// `step`: whose code proved it.
void set_factor(database::Connection& connection, Id<Account> id, std::string_view sealed_secret, std::int64_t step);
// Its backup codes, too.
void clear_factor(database::Connection& connection, Id<Account> id);
// False where this step or a later one was used before.
bool use_step(database::Connection& connection, Id<Account> id, std::int64_t step);

struct SessionRow {
  Account account;
  std::string csrf_token;
  Instant created_at, last_seen_at;
};

// A session that has not ended, of an account that is not disabled.
std::optional<SessionRow> find_session(database::Connection& connection, std::string_view token_hash);
void insert_session(database::Connection& connection, std::string_view token_hash, Id<Account> account,
                    std::string_view csrf_token, Instant now);
void touch_session(database::Connection& connection, std::string_view token_hash, Instant seen);
void end_session(database::Connection& connection, std::string_view token_hash, Instant now);
// All sessions of the account but `kept_token_hash` ("" for none).
void end_sessions(database::Connection& connection, Id<Account> account, std::string_view kept_token_hash, Instant now);
// Sessions that began before `before` are of no use to anybody.
void delete_old_sessions(database::Connection& connection, Instant before);

}  // namespace klynge::access
