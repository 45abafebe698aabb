#include "platform/mail/outbox.hpp"

#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "platform/mail/outbox_store.hpp"

namespace klynge::mail {
namespace {

using audit::Actor;
using audit::Transaction;

const audit::Action mail_send_again_action{"mail.send_again", audit::Permission::manage_accounts};
const audit::Action mail_discard_action{"mail.discard", audit::Permission::manage_accounts};
const audit::Action mail_read_action{"mail.read", audit::Permission::manage_accounts};

std::unexpected<Problem> not_waiting() {
  return fail(Problem::Kind::not_found,
              "Brevet venter ikke længere i udbakken. Det kan være sendt eller kasseret imens.");
}

}  // namespace

Result<void> put(const Outbox& outbox, Transaction& transaction, const Letter& letter, std::string id) {
  if (auto checked = check(letter); !checked) return checked;
  auto& connection = transaction.connection();
  if (count_waiting(connection) >= limits::mails_waiting)
    return fail(Problem::Kind::too_many, "Der ligger for mange breve i udbakken. Bed en administrator om at se på den.",
                "outbox full");
  OutgoingRow row{.id = id.empty() ? transaction.new_id_text() : std::move(id),
                  .recipient = letter.recipient,
                  .subject = letter.subject,
                  .sealed_body = sealed(outbox.key, letter.body),
                  .created_at = transaction.now()};
  insert_outgoing(connection, row);
  transaction.changed({"mail", row.id, nlohmann::json{{"to", letter.recipient}, {"subject", letter.subject}}.dump()});
  return {};
}

void withdraw(Transaction& transaction, std::string_view id) {
  if (discard(transaction.connection(), id))
    transaction.changed({"mail", std::string(id), nlohmann::json{{"withdrawn", true}}.dump()});
}

Result<void> send_again(Outbox& outbox, const Actor& actor, std::string_view id) {
  return audit::perform<void>(outbox.book, actor, mail_send_again_action,
                              [&](Transaction& transaction) -> Result<void> {
                                if (!try_again(transaction.connection(), id, transaction.now())) return not_waiting();
                                transaction.changed({"mail", std::string(id), "{}"});
                                return {};
                              });
}

Result<void> throw_away(Outbox& outbox, const Actor& actor, std::string_view id) {
  return audit::perform<void>(outbox.book, actor, mail_discard_action, [&](Transaction& transaction) -> Result<void> {
    const auto row = find_outgoing(transaction.connection(), id);
    if (!row || !discard(transaction.connection(), id)) return not_waiting();
    transaction.changed({"mail", row->id, nlohmann::json{{"to", row->recipient}, {"subject", row->subject}}.dump()});
    return {};
  });
}

Result<Letter> read_letter(Outbox& outbox, const Actor& actor, std::string_view id) {
  const auto row = find_outgoing(outbox.book.database.reader(), id);
  if (!row || row->sent_at) return not_waiting();
  if (auto noted = audit::observe(outbox.book, actor, mail_read_action, "mail", id); !noted)
    return std::unexpected(noted.error());
  const auto body = opened(outbox.key, row->sealed_body);
  if (!body)
    return fail(Problem::Kind::unavailable,
                "Brevet kan ikke læses, fordi det er låst med en anden nøgle end serverens.",
                "letter sealed with another key");
  return Letter{row->recipient, row->subject, *body};
}

}  // namespace klynge::mail
