// The thread that sends what waits in the outbox.
//
// Looks every few seconds, sends one letter after the other, and tries a letter that failed again after
// a pause that doubles; after limits::mail_attempts it is given up and stays on the outbox page. Nothing
// of a request ever waits for a mail server.
#pragma once
#include <condition_variable>
#include <expected>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "platform/mail/outbox.hpp"
#include "platform/mail/smtp.hpp"

namespace klynge::mail {

using Transport =
    std::function<std::expected<void, SmtpFailure>(const std::string& recipient, const std::string& message)>;

// One round: sends what is due and returns how many letters went out. `stopping` is asked between two.
int send_due(const Outbox& outbox, std::string_view from, const Transport& transport,
             const std::function<bool()>& stopping = {});

class Sender {
 public:
  // Sends nothing where no server is set.
  Sender(const Outbox& outbox, SmtpSettings settings);
  ~Sender();
  Sender(const Sender&) = delete;

 private:
  void run();
  bool stopping();

  const Outbox& outbox_;
  SmtpSettings settings_;
  std::mutex mutex_;
  std::condition_variable wakes_;
  bool stopping_ = false;
  std::thread thread_;
};

// How long to wait after so many failed attempts: one minute, two, four … at most four hours.
std::int64_t pause_seconds(std::int64_t attempts);

}  // namespace klynge::mail
