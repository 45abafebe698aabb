// The pages of access: signing in, one's own account, and the accounts of others.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/account.hpp"
#include "platform/http/http.hpp"

namespace klynge::access {

struct SignInView {
  std::string login, return_to, problem;
};
http::Response sign_in_page(const http::Request& request, const SignInView& view, int status = 200);

struct OwnAccountView {
  Account account;
  std::string problem;      // of the password form
  bool changed = false;
};
http::Response own_account_page(const http::Request& request, const OwnAccountView& view, int status = 200);

struct AccountsView {
  std::vector<Account> accounts;
  NewAccount typed;         // what was typed, when it comes back with a problem
  std::string problem;
  std::string handed_over_login, handed_over_password;   // shown once
};
http::Response accounts_page(const http::Request& request, const AccountsView& view, int status = 200);

// What somebody sees who lacks a permission.
http::Response refused_page(const http::Request& request);

}  // namespace klynge::access
