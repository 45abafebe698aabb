// Erasing the account of a person who is erased: the row stays, since the audit log names it by its id, and
// everything that says whose it was goes.
//
// The room that knows persons calls these inside its own action; afterwards forget_all() is due.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/account.hpp"
#include "platform/audit/perform.hpp"

namespace klynge::access {

inline constexpr std::string_view erased_account_name = "Slettet konto";

// All accounts of the person, disabled ones too.
std::vector<Account> accounts_of_person(database::Connection& connection, std::string_view person_id);
// Takes name, login, e-mail, password, second factor, roles, identities, links, sessions and letters away, and
// disables it for good. One change of kind "account".
void erase_account(audit::Transaction& transaction, const Account& account);

}  // namespace klynge::access
