// Passwords: argon2id through libsodium, a few at a time.
//
// One hash takes 64 MiB and tens of milliseconds on purpose; without a bound a burst of sign-ins
// would take all memory. Whoever finds too many waiting is told to come back.
#pragma once
#include <atomic>
#include <cstddef>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/limits.hpp"
#include "base/problem.hpp"

namespace klynge::access {

struct PasswordCost {
  unsigned long long operations = 2;            // libsodium's OPSLIMIT_INTERACTIVE
  std::size_t memory_bytes = 64u << 20;         // and MEMLIMIT_INTERACTIVE
};

class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost = {});

  // The hash with its salt and cost in one text. Problem: unavailable where too many are waiting.
  Result<std::string> hash(std::string_view password);
  // `hash` "" takes the same time and is false, so that an unknown name cannot be told from a wrong password.
  Result<bool> verify(std::string_view password, std::string_view hash);

 private:
  bool enter();
  void leave();

  PasswordCost cost_;
  std::string nobodys_hash_;
  std::counting_semaphore<> places_{limits::password_hashes_at_once};
  std::atomic<int> waiting_{0};
};

// 32 random bytes as 64 hexadecimal digits: session and form tokens.
std::string random_token();
// A password to hand over: 16 characters without those that look alike, in groups of four.
std::string generated_password();

}  // namespace klynge::access
