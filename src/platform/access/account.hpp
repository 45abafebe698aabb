// Accounts: who may sign in, in which role, and what a role may do.
//
// A role is a set of permissions (design, “Who may do what”). An account is never deleted, because
// the audit log names it; it is disabled.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/problem.hpp"
#include "platform/audit/actor.hpp"

namespace klynge::access {

enum class Role { secretary, reader, administrator, auditor };

struct Account {
  Id<Account> id;
  std::string login;      // folded
  std::string name;
  Role role = Role::reader;
  bool disabled = false;
  Instant created_at;
};

// The word in the database and on the command line: "secretary" …
std::string_view word_of(Role role);
std::optional<Role> role_from(std::string_view word);
// On the screen: "Sekretær" …
std::string_view danish(Role role);
audit::Permissions permissions_of(Role role);

// What is typed at sign-in, made comparable: trimmed and case-folded.
std::string folded_login(std::string_view typed);

struct NewAccount {
  std::string login, name;
  Role role = Role::reader;
  std::string password;
};

// Rules for what a person chooses. Problems are Danish sentences for the field.
Result<void> check_login(std::string_view folded);      // 2…64 of a-z æøå 0-9 . - _ @
Result<void> check_name(std::string_view name);         // 1…200 bytes
Result<void> check_password(std::string_view password, std::string_view login);

}  // namespace klynge::access
