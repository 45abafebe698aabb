#include "platform/mail/sender.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "base/limits.hpp"
#include "platform/mail/outbox_store.hpp"

namespace klynge::mail {
namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t a_round = 50;
constexpr auto look_pause = std::chrono::seconds(2);
// Longer than one letter may take, so that no other node takes it meanwhile.
constexpr std::int64_t lease_us = 3 * limits::smtp_seconds * second_us;
constexpr std::int64_t keep_sent_us = 30LL * 24 * 3600 * second_us;

// What became of one letter.
void keep_outcome(const Outbox& outbox, const OutgoingRow& row, const std::expected<void, SmtpFailure>& outcome) {
  const Instant now = outbox.book.clock();
  outbox.book.database.write([&](database::Connection& connection) {
    if (outcome) {
      mark_sent(connection, row.id, now);
      delete_sent_before(connection, Instant{now.us - keep_sent_us});
      return true;
    }
    const bool give_up = outcome.error().final || row.attempts + 1 >= limits::mail_attempts;
    mark_failed(connection, row.id, outcome.error().what,
                give_up ? std::nullopt : std::optional(Instant{now.us + pause_seconds(row.attempts + 1) * second_us}));
    return true;
  });
  if (!outcome) spdlog::warn("mail {} was not sent at attempt {}: {}", row.id, row.attempts + 1, outcome.error().what);
}

}  // namespace

std::int64_t pause_seconds(std::int64_t attempts) {
  constexpr std::int64_t first = 60, longest = 4 * 3600;
  return std::min(longest, first << std::clamp<std::int64_t>(attempts - 1, 0, 20));
}

int send_due(const Outbox& outbox, std::string_view from, const Transport& transport,
             const std::function<bool()>& stopping) {
  int went_out = 0;
  for (const OutgoingRow& row : due(outbox.book.database.reader(), outbox.book.clock(), a_round)) {
    if (stopping && stopping()) break;
    const Instant lease_until{outbox.book.clock().us + lease_us};
    if (!outbox.book.database.write(
            [&](database::Connection& connection) { return claim(connection, row, lease_until); }))
      continue;
    const auto body = opened(outbox.key, row.sealed_body);
    const auto outcome =
        body ? transport(row.recipient, message_text({row.recipient, row.subject, *body}, from, row.id, row.created_at))
             : std::unexpected(SmtpFailure{"sealed with another key", true});
    keep_outcome(outbox, row, outcome);
    if (outcome) ++went_out;
  }
  return went_out;
}

Sender::Sender(const Outbox& outbox, SmtpSettings settings) : outbox_(outbox), settings_(std::move(settings)) {
  if (!settings_.server.empty()) thread_ = std::thread([this] { run(); });
}

Sender::~Sender() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wakes_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Sender::stopping() {
  const std::scoped_lock lock(mutex_);
  return stopping_;
}

void Sender::run() {
  const Transport transport = [this](const std::string& recipient, const std::string& message) {
    return send_by_smtp(settings_, recipient, message);
  };
  while (!stopping()) {
    try {
      send_due(outbox_, settings_.from, transport, [this] { return stopping(); });
    } catch (const std::exception& error) {
      // The database is away; the letters wait.
      spdlog::warn("the outbox could not be read: {}", error.what());
    }
    std::unique_lock lock(mutex_);
    wakes_.wait_for(lock, look_pause, [this] { return stopping_; });
  }
}

}  // namespace klynge::mail
