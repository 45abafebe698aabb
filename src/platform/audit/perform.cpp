#include "platform/audit/perform.hpp"

#include <fmt/format.h>

#include "platform/audit/append.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Sql;

const Sql find_look{
    "SELECT 1 FROM audit_entry WHERE object_kind = $1 AND object_id = $2 AND actor_id = $3 AND action = $4 AND at >= $5 LIMIT 1"};

// What a listener adds is logged too, but not handed round again.
void tell_listeners(const Book& book, Transaction& transaction) {
  const std::vector<Change> made = transaction.changes();
  for (const Change& change : made) {
    for (const Listener& listener : book.listeners) listener(transaction, change);
  }
}

std::unexpected<Problem> forbidden(const Actor& actor, const Action& action) {
  return fail(
      Problem::Kind::forbidden,
      "Du har ikke adgang til at gøre dette. Log ind med en konto, der har adgang, eller spørg en administrator.",
      fmt::format("{} lacks permission {} for {}", actor.id.empty() ? "the public" : actor.id,
                  static_cast<Permissions>(action.permission), action.name));
}

}  // namespace

Result<void> perform_erased(Book& book, const Actor& actor, const Action& action,
                            const std::function<Result<void>(Transaction&)>& apply) {
  if (!actor.may(action.permission)) return forbidden(actor, action);

  Result<void> result;
  book.database.write([&](Connection& connection) {
    Transaction transaction(connection, book.clock());
    result = apply(transaction);
    if (!result) return false;
    tell_listeners(book, transaction);
    append_entry(connection, book.node, actor, action.name, transaction.now(), transaction.changes());
    return true;
  });
  return result;
}

Result<void> observe(Book& book, const Actor& actor, const Action& action, std::string_view kind, std::string_view id) {
  return perform_erased(book, actor, action, [&](Transaction& transaction) -> Result<void> {
    transaction.changed({std::string(kind), std::string(id)});
    return {};
  });
}

Result<void> observe_once_a_day(Book& book, const Actor& actor, const Action& action, std::string_view kind,
                                std::string_view id) {
  if (!actor.may(action.permission)) return forbidden(actor, action);
  const Instant midnight = beginning_of(local_date(book.clock()));
  const bool is_known = book.database.reader().query(find_look, kind, id, actor.id, action.name, midnight.us).next();
  return is_known ? Result<void>{} : observe(book, actor, action, kind, id);
}

}  // namespace klynge::audit
