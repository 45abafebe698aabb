// Accounts: who may sign in, in which roles, and what a role may do.
//
// A role is a set of permissions for the whole installation and is given by hand; an account may have
// several or none. What a member may do in a body follows from the seats of the person the account
// belongs to (platform/audit/standing.hpp), not from a role. An account is never deleted, because the
// audit log names it; it is disabled.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/problem.hpp"
#include "platform/audit/actor.hpp"

namespace klynge::access {

// administrator: of the clusters (bodies, seats, accounts). system: of the machine (accounts,
// configuration, backup), without sight of the register.
enum class Role { secretary, reader, administrator, finance, support_nurse, support_leader, auditor, system };
using Roles = std::vector<Role>;  // each once, in the order above

struct Account {
  Id<Account> id;
  std::string login;  // folded
  std::string name;
  Roles roles;
  std::string email{};                     // folded; "" where none is known
  std::optional<std::string> person_id{};  // whose seats count; where persons were merged, the one that is left
  bool disabled = false;
  bool has_factor = false;  // signs in with a code after the password
  Instant created_at{};
  bool has(Role role) const;
};

// The word in the database and on the command line: "secretary" …
std::string_view word_of(Role role);
std::optional<Role> role_from(std::string_view word);
// On the screen: "Sekretær" …
std::string_view danish(Role role);
// One sentence on what the role gives.
std::string_view explanation(Role role);
// All roles, in the order in which they are offered.
const Roles& all_roles();
audit::Permissions permissions_of(const Roles& roles);
// In the order of the enumeration, each once.
Roles ordered(Roles roles);
// "secretary finance": for the log.
std::string words_of(const Roles& roles);
// "Sekretær og økonomi"; "Ingen" without any.
std::string danish(const Roles& roles);

// What is typed at sign-in, made comparable: trimmed and case-folded.
std::string folded_login(std::string_view typed);
// An address as typed, trimmed and in small letters.
std::string folded_email(std::string_view typed);

struct NewAccount {
  std::string login, name;
  Roles roles{};
  std::string password{};
  std::string email{};  // "" for none
};

// Rules for what a person chooses. Problems are Danish sentences for the field.
Result<void> check_login(std::string_view folded);  // 2…64 of a-z æøå 0-9 . - _ @
Result<void> check_name(std::string_view name);     // 1…200 bytes
// An address that mail can be sent to: ASCII, one @, no white space, at most 254 bytes; folded as
// folded_email() does. Domains with æ, ø or å are written as xn--….
Result<void> check_email(std::string_view folded);
Result<void> check_password(std::string_view password, std::string_view login);

}  // namespace klynge::access
