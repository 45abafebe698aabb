#include "platform/access/password.hpp"

#include <sodium.h>

#include <cstring>
#include <stdexcept>

#include "base/text.hpp"

namespace klynge::access {
namespace {

// Workers that may stand in line for a place; the others have other work to do.
constexpr int longest_line = 4;

std::unexpected<Problem> too_busy() {
  return fail(Problem::Kind::unavailable, "Der logger mange ind lige nu. Vent et øjeblik og prøv igen.", "password hashing: line full");
}

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

std::string hash_now(std::string_view password, const PasswordCost& cost) {
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(out, password.data(), password.size(), cost.operations, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("no memory to hash a password");
  return out;
}

}  // namespace

PasswordHasher::PasswordHasher(PasswordCost cost) : cost_(cost) {
  start_sodium();
  nobodys_hash_ = hash_now(random_token(), cost_);
}

bool PasswordHasher::enter() {
  if (places_.try_acquire()) return true;
  if (++waiting_ > longest_line) {
    --waiting_;
    return false;
  }
  places_.acquire();
  --waiting_;
  return true;
}

void PasswordHasher::leave() { places_.release(); }

Result<std::string> PasswordHasher::hash(std::string_view password) {
  if (!enter()) return too_busy();
  try {
    auto out = hash_now(password, cost_);
    leave();
    return out;
  } catch (...) {
    leave();
    throw;
  }
}

Result<bool> PasswordHasher::verify(std::string_view password, std::string_view hash) {
  if (password.size() > limits::password_bytes) return false;
  if (!enter()) return too_busy();
  const std::string known(hash.empty() ? std::string_view(nobodys_hash_) : hash);
  const bool right = crypto_pwhash_str_verify(known.c_str(), password.data(), password.size()) == 0;
  leave();
  return right && !hash.empty();
}

std::string random_token() {
  start_sodium();
  char bytes[32];
  randombytes_buf(bytes, sizeof bytes);
  return hex({bytes, sizeof bytes});
}

std::string generated_password() {
  start_sodium();
  static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string out;
  for (int i = 0; i < 16; ++i) {
    if (i != 0 && i % 4 == 0) out += '-';
    out += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  }
  return out;
}

}  // namespace klynge::access
