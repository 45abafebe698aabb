// The pages of access: signing in, one's own account, and the accounts of others.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/access.hpp"
#include "platform/access/identity_store.hpp"
#include "platform/html/html.hpp"
#include "platform/http/http.hpp"

namespace klynge::access {

struct SignInView {
  std::string login, return_to, problem;
  bool password_chosen = false;  // by a link, just now
  std::string provider;          // what the identity provider is called; "" without one
};
http::Response sign_in_page(const http::Request& request, const SignInView& view, int status = 200);

// Between the password and the session, where the account has a second factor.
struct CodeView {
  std::string waits, return_to, problem;
};
http::Response code_page(const http::Request& request, const CodeView& view, int status = 200);

// The two fields of a new password, "ny" and "igen", alike wherever one is chosen.
html::Html new_password_fields();

struct OwnAccountView {
  Account account;
  std::string person;   // "" where the account belongs to nobody in the register
  std::string problem;  // of the password form
  bool changed = false;
  std::string typed_email{}, email_problem{};  // of the form for a new e-mail
};
http::Response own_account_page(const http::Request& request, const OwnAccountView& view, int status = 200);

struct AccountsView {
  std::vector<Account> accounts;
  NewAccount typed;  // what was typed, when it comes back with a problem
  std::string problem;
  std::string handed_over_login, handed_over_password;  // shown once
  bool has_provider = false;
  std::string invited;  // the address an invitation was just written to
};
http::Response accounts_page(const http::Request& request, const AccountsView& view, int status = 200);

struct OneAccountView {
  Account account;
  std::string person;         // the linked person's name; "" without one
  std::string problem, done;  // a sentence above the page
  std::string searched;       // the words a person was looked for by
  std::vector<PersonDirectory::Entry> found;
  std::string handed_over_password;  // shown once
  std::vector<LinkedIdentity> identities;
  bool persons_known = false;  // a person can be linked at all
};
http::Response one_account_page(const http::Request& request, const OneAccountView& view, int status = 200);

// What somebody sees who lacks a permission.
http::Response refused_page(const http::Request& request);

}  // namespace klynge::access
