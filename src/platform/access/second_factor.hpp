// The second factor: setting it up, asking for it at sign-in, and losing the telephone.
//
// The secret is sealed with the installation's key. Between the password and the code nothing is kept
// here: the page carries a sealed note of whose password was right and when. Wherever a code is asked for, a backup
// code (backup_code.hpp) counts as well.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/account_actions.hpp"

namespace klynge::access {

struct FactorSetup {
  std::string secret;  // as totp.hpp makes it
  std::string sealed;  // the same, for the form to bring back
};
// `sealed`: what a form brought back after a slip, so that the picture need not be scanned again; "" begins anew.
FactorSetup begin_factor(const Access& access, const Account& account, std::string_view sealed = {});
// Gives the backup codes, to be shown once.
// Problems: forbidden (the password), invalid (the code, or a form of somebody else's or of long ago), conflict (there
// is one already).
Result<std::vector<std::string>> confirm_factor(Access& access, const audit::Actor& actor,
                                                std::string_view sealed_secret, std::string_view code,
                                                std::string_view password);
// One's own, with password and code.
Result<void> remove_own_factor(Access& access, const audit::Actor& actor, std::string_view password,
                               std::string_view code);
// New backup codes in place of the old ones, with password and code.
Result<std::vector<std::string>> renew_own_backup_codes(Access& access, const audit::Actor& actor,
                                                        std::string_view password, std::string_view code);
// By an administrator, where the telephone is gone: ends the account's sessions, and its owner is told by mail.
Result<void> remove_factor(Access& access, const audit::Actor& actor, Id<Account> id);

// What the page between password and code carries.
std::string waiting_note(const Access& access, const AccountWithPassword& known);
// The code after the password. Problems: forbidden (wrong, used already, or waited too long), too_many.
Result<SignedIn> finish_sign_in(Access& access, std::string_view note, std::string_view code, std::string_view address);

// /konto/to-trin and what hangs below it, /log-ind/kode.
std::vector<http::Route> second_factor_routes(Access& access);

}  // namespace klynge::access
