#include "platform/audit/entry.hpp"

#include <sodium.h>

#include "base/text.hpp"

namespace klynge::audit {
namespace {

void add_number(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

void add_text(std::string& out, std::string_view text) {
  add_number(out, text.size(), 4);
  out += text;
}

HexHash to_hex(const unsigned char (&digest)[crypto_hash_sha256_BYTES]) {
  constexpr char digits[] = "0123456789abcdef";
  HexHash hash;
  for (std::size_t i = 0; i < sizeof digest; ++i) {
    hash.digits[2 * i] = digits[digest[i] >> 4];
    hash.digits[2 * i + 1] = digits[digest[i] & 15];
  }
  return hash;
}

}  // namespace

HexHash entry_hash(const EntryFields& fields) {
  thread_local std::string encoded;  // a verification hashes hundreds of thousands a second
  encoded = "klynge-audit-entry/1\n";
  add_text(encoded, fields.previous_hash);
  add_text(encoded, fields.node);
  add_number(encoded, static_cast<std::uint64_t>(fields.sequence), 8);
  add_number(encoded, static_cast<std::uint64_t>(fields.at_us), 8);
  add_text(encoded, fields.actor_id);
  add_text(encoded, fields.actor_name);
  add_text(encoded, fields.address);
  add_text(encoded, fields.action);
  add_text(encoded, fields.object_kind);
  add_text(encoded, fields.object_id);
  add_text(encoded, fields.commitment);
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(encoded.data()), encoded.size());
  return to_hex(digest);
}

HexHash payload_commitment(std::string_view salt, std::string_view payload) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(salt.data()), salt.size());
  crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(payload.data()), payload.size());
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_final(&state, digest);
  return to_hex(digest);
}

std::string new_salt() {
  char random[16];
  randombytes_buf(random, sizeof random);
  return hex({random, sizeof random});
}

}  // namespace klynge::audit
