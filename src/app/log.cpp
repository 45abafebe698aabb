#include "app/log.hpp"

#include <fmt/format.h>
#include <spdlog/formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "base/date.hpp"

namespace klynge::app {
namespace {

class JsonFormatter final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const auto since_epoch = std::chrono::duration_cast<std::chrono::microseconds>(message.time.time_since_epoch());
    const auto level = spdlog::level::to_string_view(message.level);
    const std::string_view text(message.payload.data(), message.payload.size());
    std::string line = fmt::format(R"({{"time":"{}","level":"{}",)", iso(Instant{since_epoch.count()}),
                                   std::string_view(level.data(), level.size()));
    // Our own structured messages are objects already; anything else is escaped. Bytes that are no
    // UTF-8 are replaced, so that a line is always JSON.
    if (text.starts_with("{\"") && text.ends_with('}')) {
      line += fmt::format(R"("event":{}}})", text);
    } else {
      line += fmt::format(R"("message":{}}})",
                          nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
    line += '\n';
    out.append(line.data(), line.data() + line.size());
  }
  std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<JsonFormatter>(); }
};

// Ordinary lines are written together, once a second or when there are many: a system call for each
// request is a good part of a small request. A warning or worse is written at once, with all before it.
class BatchedStderr final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  ~BatchedStderr() override { write_all(); }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    waiting_.append(line.data(), line.size());
    if (message.level >= spdlog::level::warn || waiting_.size() >= most_waiting_bytes) write_all();
  }
  void flush_() override { write_all(); }

 private:
  static constexpr std::size_t most_waiting_bytes = 64u << 10;

  void write_all() {
    for (std::string_view rest = waiting_; !rest.empty();) {
      const auto written = ::write(STDERR_FILENO, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) break;  // nobody listens any more
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    waiting_.clear();
  }

  std::string waiting_;
};

constexpr auto longest_wait = std::chrono::seconds(1);

}  // namespace

void log_as_json() {
  auto sink = std::make_shared<BatchedStderr>();
  auto logger = std::make_shared<spdlog::logger>("klynge", std::move(sink));
  logger->set_formatter(std::make_unique<JsonFormatter>());
  spdlog::set_default_logger(std::move(logger));
  spdlog::flush_every(longest_wait);
}

}  // namespace klynge::app
