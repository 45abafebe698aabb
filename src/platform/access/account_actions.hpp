// What changes accounts and sessions; each through audit::perform, none with a password in the log.
#pragma once
#include <string>
#include <string_view>

#include "platform/access/access.hpp"
#include "platform/access/account_store.hpp"

namespace klynge::access {

struct SignedIn {
  Account account;
  std::string token;    // for the cookie; "" while the code of the second factor is waited for
  std::string waits{};  // then: what the page that asks for it carries (second_factor.hpp)
};

// Problems: forbidden (wrong name or password, or disabled: one sentence for all three),
// too_many (after limits::sign_in_attempts_per_quarter_hour from one address, or five times that at one name),
// unavailable.
Result<SignedIn> sign_in(Access& access, std::string_view login, std::string_view password, std::string_view address);
// After whatever had to be proved. `first` runs in the same transaction and may still refuse. `action`: what the log
// calls it; null: session.start.
Result<SignedIn> start_session(Access& access, const AccountWithPassword& known, std::string_view address,
                               const std::function<Result<void>(audit::Transaction&)>& first = {},
                               const audit::Action* action = nullptr);
Result<void> sign_out(Access& access, const audit::Actor& actor, std::string_view token);

// The account itself, within a change that is under way and has asked for the right to it. `checked` has its login and
// address folded and checked, its password is not looked at; no password fits an empty hash. Problem: conflict.
Result<Account> open_account(audit::Transaction& transaction, const NewAccount& checked,
                             std::string_view password_hash);
// Needs manage_accounts. Problems: invalid, conflict (the login is taken), forbidden, unavailable.
Result<Account> add_account(audit::Book& book, PasswordHasher& hasher, const audit::Actor& actor,
                            const NewAccount& wanted);
// Ends the account's sessions when it disables. Nobody disables themselves.
Result<void> set_disabled(Access& access, const audit::Actor& actor, Id<Account> id, bool disabled);
// Replaces all of the account's roles. Nobody changes their own.
Result<void> set_roles(Access& access, const audit::Actor& actor, Id<Account> id, const Roles& roles);
// "" takes the address away. The old one is told. Several accounts may share one (an office's mailbox).
Result<void> set_email(Access& access, const audit::Actor& actor, Id<Account> id, std::string_view typed);
// Whose seats count; nullopt: nobody's. Nobody links their own. Problems: not_found, conflict (the
// person has another account).
Result<void> link_person(Access& access, const audit::Actor& actor, Id<Account> id,
                         const std::optional<std::string>& person_id);
// Everywhere, this session too. One's own, or anybody's with manage_accounts.
Result<void> end_all_sessions(Access& access, const audit::Actor& actor, Id<Account> id);
// A new generated password, which is given back once and kept nowhere. Ends the account's sessions, and its owner is
// told by mail. Nobody's own.
Result<std::string> reset_password(Access& access, const audit::Actor& actor, Id<Account> id);

// Whether it is one's own password; counts as a try to sign in. Problems: forbidden, too_many,
// unavailable, conflict (the account has none).
Result<void> check_own_password(Access& access, const audit::Actor& actor, std::string_view password);
// One's own; ends one's other sessions. `kept_token`: the session that goes on.
Result<void> change_own_password(Access& access, const audit::Actor& actor, std::string_view old_password,
                                 std::string_view new_password, std::string_view kept_token);

}  // namespace klynge::access
