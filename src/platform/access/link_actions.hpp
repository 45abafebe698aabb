// Letters with a link: an invitation to a new account, a new password for who has forgotten it, and the
// proof of a new address.
//
// A link is 32 random bytes, opens once, and expires. A newer one closes the older ones of its account,
// and so does a new password. Looking at a link does not use it up: mail programs look at links before
// people do.
#pragma once
#include <string>
#include <string_view>

#include "platform/access/access.hpp"
#include "platform/access/link_store.hpp"

namespace klynge::access {

// An account without a password, and the letter with which its owner chooses one. Needs manage_accounts
// and an address.
Result<Account> invite_account(Access& access, const audit::Actor& actor, const NewAccount& wanted);
// By an administrator: the invitation again where no password was chosen yet, else a link to a new one.
Result<void> send_link(Access& access, const audit::Actor& actor, Id<Account> id);

// The account of a guest whom a secretary invites to an item: without roles, so that it opens nothing but what its
// person is invited to. `person_id` is a person made for the guest and never one who is there already, or who invites
// could reach for another's seats. Within the action that invites, which has asked for the right to do so.
struct NewGuest {
  std::string name, email, person_id;
  std::string invited_by;  // as the letter names them
};
Result<Account> open_guest_account(Access& access, audit::Transaction& transaction, const NewGuest& guest);

// Tells the account's owner by mail, without a link, so that a thief's or an administrator's change is noticed;
// nobody where no address is known. `what`: “Der er valgt en ny adgangskode”.
Result<void> write_notice(Access& access, audit::Transaction& transaction, const Account& account,
                          std::string_view what);

// None of the account's links opens anything any more, and a letter with one that still waits in the outbox is
// withdrawn: who gets it would only be told that it is too late.
void end_links(audit::Transaction& transaction, Id<Account> account);

// For who has forgotten: writes to every account with this address that may sign in. Answers the same
// and takes the same time whether there is one or not. too_many only by where the request came from.
Result<void> request_reset(Access& access, std::string_view typed_email, std::string_view address);

struct OpenLink {
  Account account;
  LinkPurpose purpose = LinkPurpose::reset;
  std::string email;
};
// Problems, each its own sentence: unknown, used, expired, the account is disabled.
Result<OpenLink> look_at_link(Access& access, std::string_view token);
// Invitation or reset: sets the password, ends the account's sessions, closes its links.
Result<void> choose_password(Access& access, std::string_view token, std::string_view password,
                             std::string_view address);

// One's own address: it is changed when the link that goes to the new one is opened; the old one is told.
Result<void> request_email_change(Access& access, const audit::Actor& actor, std::string_view password,
                                  std::string_view typed_email);
Result<void> confirm_email(Access& access, std::string_view token, std::string_view address);

}  // namespace klynge::access
