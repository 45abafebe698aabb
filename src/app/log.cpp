#include "app/log.hpp"

#include <fmt/format.h>
#include <spdlog/formatter.h>
#include <spdlog/spdlog.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/date.hpp"

namespace klynge::app {
namespace {

class JsonFormatter final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const auto since_epoch = std::chrono::duration_cast<std::chrono::microseconds>(message.time.time_since_epoch());
    const auto level = spdlog::level::to_string_view(message.level);
    const std::string_view text(message.payload.data(), message.payload.size());
    std::string line = fmt::format(R"({{"time":"{}","level":"{}",)", iso(Instant{since_epoch.count()}), std::string_view(level.data(), level.size()));
    // Our own structured messages are objects already; anything else is escaped. Bytes that are no
    // UTF-8 are replaced, so that a line is always JSON.
    if (text.starts_with("{\"") && text.ends_with('}')) {
      line += fmt::format(R"("event":{}}})", text);
    } else {
      line += fmt::format(R"("message":{}}})", nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
    line += '\n';
    out.append(line.data(), line.data() + line.size());
  }
  std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<JsonFormatter>(); }
};

}  // namespace

void log_as_json() {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  auto logger = std::make_shared<spdlog::logger>("klynge", std::move(sink));
  logger->set_formatter(std::make_unique<JsonFormatter>());
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace klynge::app
