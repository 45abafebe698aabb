// A verification of the audit log that is asked for on a page: it runs on a thread of its own, one at a time,
// and what it found is remembered until the next one or the server's end. It is not stored: who can
// change the log could change a stored result too.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "platform/audit/verify.hpp"

namespace klynge::access {

class LogCheck {
 public:
  struct State {
    bool running = false;
    std::int64_t done = 0, total = 0;          // entries, while it runs
    std::optional<audit::Verification> found;  // by the last one
    Instant finished{};
    std::string failed;  // English; "" where the last one ran to its end
  };
  LogCheck(database::Database& database, Clock clock);
  // Breaks off what runs.
  ~LogCheck();
  LogCheck(const LogCheck&) = delete;

  // False where one runs already.
  bool start(std::vector<audit::Seal> seals);
  State state() const;
  void wait();  // for tests

 private:
  void run(const std::vector<audit::Seal>& seals);
  database::Database& database_;
  Clock clock_;
  mutable std::mutex mutex_;
  State state_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace klynge::access
