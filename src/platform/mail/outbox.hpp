// The outbox: letters are put in within the action's own transaction, so that a letter goes out if and
// only if the change it tells of was kept.
//
// A letter's text is sealed while it waits and forgotten once it is sent: it mostly holds a link that
// opens an account. Where no mail server is set, letters stay and are handed over by hand from the
// outbox page; who reads one there is noted in the audit log.
#pragma once
#include <string>
#include <string_view>

#include "base/secret_box.hpp"
#include "platform/audit/perform.hpp"
#include "platform/mail/letter.hpp"

namespace klynge::mail {

// Lives as long as the server.
struct Outbox {
  audit::Book& book;
  SecretKey key;
  bool sends = false;  // a mail server is set
};

// Problems: as check(), and too_many where limits::mails_waiting are waiting.
// `id`: for whoever may withdraw it later; "" for one of its own.
Result<void> put(const Outbox& outbox, audit::Transaction& transaction, const Letter& letter, std::string id = {});
// A letter that says what no longer holds; nothing where it is sent already.
void withdraw(audit::Transaction& transaction, std::string_view id);

// All need manage_accounts. not_found where it is not waiting (any more).
Result<void> send_again(Outbox& outbox, const audit::Actor& actor, std::string_view id);
Result<void> throw_away(Outbox& outbox, const audit::Actor& actor, std::string_view id);
// A waiting letter with its text; noted in the log.
Result<Letter> read_letter(Outbox& outbox, const audit::Actor& actor, std::string_view id);

}  // namespace klynge::mail
