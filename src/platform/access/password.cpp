#include "platform/access/password.hpp"

#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

#include "base/text.hpp"

namespace klynge::access {
namespace {

// Workers that may wait, beside those whose password is being hashed. Of the server's eight two are then
// left for other work.
constexpr std::size_t longest_line = 4;

// How much the hashing threads step back behind those that serve pages. Not far: while one of them gets or
// returns its memory, the others may have to wait for it.
constexpr int niceness = 5;

std::unexpected<Problem> too_busy() {
  return fail(Problem::Kind::unavailable, "Der logger mange ind lige nu. Vent et øjeblik og prøv igen.",
              "password hashing: line full");
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
  for (std::size_t i = 0; i < limits::password_hashes_at_once; ++i) threads_.emplace_back([this] { serve(); });
}

PasswordHasher::~PasswordHasher() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wakes_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void PasswordHasher::serve() {
  // Of the calling thread alone, as Linux has it. Where it is refused, hashing is merely less polite.
  const auto self = static_cast<id_t>(gettid());
  setpriority(PRIO_PROCESS, self, getpriority(PRIO_PROCESS, self) + niceness);
  while (true) {
    std::packaged_task<void()> task;
    {
      std::unique_lock lock(mutex_);
      wakes_.wait(lock, [this] { return stopping_ || !line_.empty(); });
      if (line_.empty()) return;
      task = std::move(line_.front());
      line_.pop_front();
      ++busy_;
    }
    task();
    const std::scoped_lock lock(mutex_);
    --busy_;
  }
}

bool PasswordHasher::is_full() {
  const std::scoped_lock lock(mutex_);
  return busy_ + line_.size() >= threads_.size() + longest_line;
}

Problem PasswordHasher::busy() { return too_busy().error(); }

bool PasswordHasher::run(const std::function<void()>& work) {
  std::future<void> done;
  {
    const std::scoped_lock lock(mutex_);
    if (busy_ + line_.size() >= threads_.size() + longest_line) return false;
    done = line_.emplace_back(work).get_future();
  }
  wakes_.notify_one();
  done.get();
  return true;
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  std::string out;
  if (!run([&] { out = hash_now(password, cost_); })) return too_busy();
  return out;
}

Result<bool> PasswordHasher::verify(std::string_view password, std::string_view hash) {
  if (password.size() > limits::password_bytes) return false;
  const std::string known(hash.empty() ? std::string_view(nobodys_hash_) : hash);
  bool right = false;
  if (!run([&] { right = crypto_pwhash_str_verify(known.c_str(), password.data(), password.size()) == 0; }))
    return too_busy();
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
