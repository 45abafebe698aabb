// `klynge user add`: a local account; the password is read or made, and shown once at the most.
#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "app/store.hpp"
#include "platform/access/account_actions.hpp"
#include "platform/access/password.hpp"

namespace klynge::app {

int user_add_command(const StoreOptions& store_options, const UserAddOptions& options) {
  const Store store = open_store(store_options);
  access::NewAccount wanted{.login = options.login, .name = options.name, .email = options.email};
  for (const auto& word : options.roles)
    if (const auto role = access::role_from(word)) wanted.roles.push_back(*role);
  if (options.password_from_input) {
    std::getline(std::cin, wanted.password);
  } else {
    wanted.password = access::generated_password();
  }
  access::PasswordHasher hasher;
  const auto account = access::add_account(*store.book, hasher, command_line_actor(), wanted);
  if (!account) {
    print_problem(options.login, account.error());
    return 1;
  }
  fmt::print("Account {} ({}) made.\n", account->login,
             account->roles.empty() ? "no role" : access::words_of(account->roles));
  if (!options.password_from_input) fmt::print("Its password is shown only now: {}\n", wanted.password);
  return 0;
}

}  // namespace klynge::app
