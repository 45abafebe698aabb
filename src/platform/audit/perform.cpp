#include "platform/audit/perform.hpp"

#include <fmt/format.h>

#include "platform/audit/append.hpp"

namespace klynge::audit {
namespace {

using database::Connection;

// What a listener adds is logged too, but not handed round again.
void tell_listeners(const Book& book, Transaction& transaction) {
  const std::vector<Change> made = transaction.changes();
  for (const Change& change : made) {
    for (const Listener& listener : book.listeners) listener(transaction, change);
  }
}

std::unexpected<Problem> forbidden(const Actor& actor, Permission needed, std::string_view action) {
  return fail(Problem::Kind::forbidden,
              "Du har ikke adgang til at gøre dette. Log ind med en konto, der har adgang, eller spørg en administrator.",
              fmt::format("{} lacks permission {} for {}", actor.id.empty() ? "the public" : actor.id,
                          static_cast<Permissions>(needed), action));
}

}  // namespace

Result<void> perform_erased(Book& book, const Actor& actor, Permission needed, std::string_view action,
                            const std::function<Result<void>(Transaction&)>& apply) {
  if (!actor.may(needed)) return forbidden(actor, needed, action);

  Result<void> result;
  book.database.write([&](Connection& connection) {
    Transaction transaction(connection, book.clock());
    result = apply(transaction);
    if (!result) return false;
    tell_listeners(book, transaction);
    append_entry(connection, book.node, actor, action, transaction.now(), transaction.changes());
    return true;
  });
  return result;
}

Result<void> observe(Book& book, const Actor& actor, Permission needed, std::string_view action,
                     std::string_view kind, std::string_view id) {
  return perform_erased(book, actor, needed, action, [&](Transaction& transaction) -> Result<void> {
    transaction.changed({std::string(kind), std::string(id)});
    return {};
  });
}

}  // namespace klynge::audit
