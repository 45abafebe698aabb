#include "platform/audit/append.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/id.hpp"
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

// Accounts are named by a UUID; "command-line" and "system" are words of ours, and nobody's name.
std::string_view lasting_name(const Actor& actor) {
  const bool is_account = Uuid::parse(actor.id).has_value();
  return is_account ? std::string_view() : std::string_view(actor.name);
}

}  // namespace

void append_entry(Connection& connection, const std::string& chain, const Actor& actor, std::string_view action,
                  Instant now, const std::vector<Change>& changes) {
  const Head head = head_of(connection, chain);
  const std::string payload = payload_of(changes);
  const std::string salt = new_salt();
  const HexHash commitment = payload_commitment(salt, payload);
  const Change none{"", ""};
  const Change& object = changes.empty() ? none : changes.front();

  EntryFields entry;
  entry.node = chain;
  entry.sequence = head.sequence + 1;
  entry.at_us = now.us;
  entry.actor_id = actor.id;
  entry.actor_name = lasting_name(actor);
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

}  // namespace klynge::audit
