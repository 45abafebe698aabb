// Passwords: argon2id through libsodium, a few at a time.
//
// One hash takes 64 MiB and tens of milliseconds on purpose. So that a flood of sign-ins takes neither
// all memory nor all workers nor the processors from those who read pages: two threads of their own do
// the hashing, at a low priority; a few workers may wait for them, and whoever finds more waiting is told
// to come back.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/limits.hpp"
#include "base/problem.hpp"

namespace klynge::access {

struct PasswordCost {
  unsigned long long operations = 2;     // libsodium's OPSLIMIT_INTERACTIVE
  std::size_t memory_bytes = 64u << 20;  // and MEMLIMIT_INTERACTIVE
};

class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost = {});
  ~PasswordHasher();
  PasswordHasher(const PasswordHasher&) = delete;

  // Whether a password would be turned away now: so that a flood costs no more than to say so.
  bool is_full();
  static Problem busy();
  // The hash with its salt and cost in one text. Problem: unavailable where too many are waiting.
  Result<std::string> hash(std::string_view password);
  // `hash` "" takes the same time and is false, so that an unknown name cannot be told from a wrong password.
  Result<bool> verify(std::string_view password, std::string_view hash);

 private:
  // Runs `work` on a hashing thread and waits for it. False where too many are waiting.
  bool run(const std::function<void()>& work);
  void serve();

  PasswordCost cost_;
  std::string nobodys_hash_;
  std::mutex mutex_;
  std::condition_variable wakes_;
  std::deque<std::packaged_task<void()>> line_;
  std::size_t busy_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

// 32 random bytes as 64 hexadecimal digits: session and form tokens.
std::string random_token();
// A password to hand over: 16 characters without those that look alike, in groups of four.
std::string generated_password();

}  // namespace klynge::access
