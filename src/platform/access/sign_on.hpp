// Signing in through an identity provider: from the button to the session.
//
// An attempt is kept in the database under the hash of its state and of a cookie, so that an answer counts
// once, only in the browser that set out, and on every node. Who comes back is found by who the provider
// says it is (issuer and subject); an identity that is not linked yet is linked to the one account that
// the configured claim names, and to no other: by the account's address or login, or by the address that a person of
// the register has, whose account it then is. Such a person's account is made where the configuration says so.
// Every answer that is refused stands in the audit log (refusals.hpp).
#pragma once
#include <string>
#include <string_view>

#include "platform/access/account_actions.hpp"
#include "platform/access/identity_store.hpp"
#include "platform/oidc/provider.hpp"

namespace klynge::access {

inline constexpr std::string_view sign_on_cookie = "klynge_login";
inline constexpr std::string_view sign_on_answer_path = "/log-ind/tjeneste/svar";

struct SignOnStart {
  std::string location;  // where the browser is sent
  std::string browser;   // for the cookie
};
// `browser`: the cookie that is there already (another tab has set out), or "".
// Problems: not_found (no provider is set), too_many, unavailable.
Result<SignOnStart> begin_sign_on(Access& access, std::string_view browser, std::string_view return_to,
                                  std::string_view address);

struct SignOnAnswer {
  std::string_view state, code, error, issuer, browser;
};
struct SignedOn {
  SignedIn signed_in;
  std::string return_to;
};
// Problems, each its own sentence: no or another attempt (also a replay), expired, refused by the provider or
// its answer by us, an identity nobody is linked to, several accounts for it, an account of another
// identity, a disabled account.
Result<SignedOn> finish_sign_on(Access& access, const SignOnAnswer& answer, std::string_view address);

// Needs manage_accounts. not_found where it is not linked.
Result<void> unlink_identity(Access& access, const audit::Actor& actor, Id<Account> id, std::string_view issuer,
                             std::string_view subject);

std::vector<http::Route> sign_on_routes(Access& access);

}  // namespace klynge::access
