#include "platform/audit/perform.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "platform/audit/entry.hpp"

namespace klynge::audit {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

const Sql read_head{"SELECT sequence, hash FROM audit_head WHERE node = $1"};
const Sql insert_entry{
    "INSERT INTO audit_entry (node, sequence, at, actor_id, actor_name, address, action, object_kind, object_id,"
    " commitment, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"};
const Sql insert_payload{"INSERT INTO audit_payload (node, sequence, salt, payload) VALUES ($1, $2, $3, $4)"};
const Sql insert_head{"INSERT INTO audit_head (node, sequence, hash) VALUES ($1, $2, $3)"};
const Sql move_head{"UPDATE audit_head SET sequence = $2, hash = $3 WHERE node = $1"};

struct Head {
  std::int64_t sequence = 0;
  std::string hash{genesis_hash};
};

Head head_of(Connection& connection, const std::string& chain) {
  Rows rows = connection.query(read_head, chain);
  if (!rows.next()) return {};
  return {rows.integer(0), rows.string(1)};
}

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// [{"kind": …, "id": …, "change": …}, …]; put together by hand, since the changes are JSON already.
std::string payload_of(const std::vector<Change>& changes) {
  std::string out = "[";
  for (const Change& change : changes) {
    if (out.size() > 1) out += ',';
    const bool is_json = nlohmann::json::accept(change.payload);
    out += fmt::format(R"({{"kind":{},"id":{},"change":{}}})", quoted(change.kind), quoted(change.id),
                       is_json ? change.payload : quoted(change.payload));
  }
  return out + "]";
}

void append_entry(Connection& connection, const std::string& chain, const Actor& actor, std::string_view action,
                  const Transaction& transaction) {
  const Head head = head_of(connection, chain);
  const std::string payload = payload_of(transaction.changes());
  const std::string salt = new_salt();
  const HexHash commitment = payload_commitment(salt, payload);
  const Change none{"", ""};
  const Change& object = transaction.changes().empty() ? none : transaction.changes().front();

  EntryFields entry;
  entry.node = chain;
  entry.sequence = head.sequence + 1;
  entry.at_us = transaction.now().us;
  entry.actor_id = actor.id;
  entry.actor_name = actor.name;
  entry.address = actor.address;
  entry.action = action;
  entry.object_kind = object.kind;
  entry.object_id = object.id;
  entry.commitment = commitment.view();
  entry.previous_hash = head.hash;
  const HexHash hash = entry_hash(entry);

  connection.execute(insert_entry, entry.node, entry.sequence, entry.at_us, entry.actor_id, entry.actor_name,
                     entry.address, entry.action, entry.object_kind, entry.object_id, entry.commitment,
                     entry.previous_hash, hash.view());
  connection.execute(insert_payload, entry.node, entry.sequence, salt, payload);
  connection.execute(head.sequence == 0 ? insert_head : move_head, entry.node, entry.sequence, hash.view());
}

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
    append_entry(connection, book.node, actor, action, transaction);
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
