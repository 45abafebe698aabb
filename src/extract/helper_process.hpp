// One running klynge-extract: started, asked, and ended by whoever holds this value.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "extract/protocol.hpp"

namespace klynge::extract {

struct Answer {
  Failure failure = Failure::none;
  std::string body;  // the document's message, or the failure's English detail
};

// Why there is no answer.
enum class Lost { not_started, timed_out, crashed, broken_answer };

class HelperProcess {
 public:
  HelperProcess() = default;
  ~HelperProcess() { end(); }
  HelperProcess(const HelperProcess&) = delete;
  HelperProcess& operator=(const HelperProcess&) = delete;

  bool running() const { return pid_ > 0; }
  std::uint64_t answered() const { return answered_; }
  // False where the program can not be started.
  bool start(const std::filesystem::path& program);
  // Sends one document and waits for the answer, at most `patience`. After a Lost the process is
  // ended.
  std::expected<Answer, Lost> ask(std::uint8_t format, std::string_view bytes, std::chrono::milliseconds patience);
  // Kills and reaps the process. Returns its wait status, 0 where none ran.
  int end();

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  enum class Wire { ok, closed, late };
  Wire send(std::string_view bytes, Deadline deadline);
  Wire receive(char* to, std::size_t length, Deadline deadline);
  Wire receive(std::string& to, std::size_t length, Deadline deadline);
  std::expected<Answer, Lost> lose(Wire how);

  pid_t pid_ = -1;
  int socket_ = -1;
  std::uint64_t answered_ = 0;
};

}  // namespace klynge::extract
