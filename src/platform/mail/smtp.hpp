// Mail by SMTP, through libcurl.
#pragma once
#include <cstdint>
#include <expected>
#include <string>

namespace klynge::mail {

enum class Tls { none, starttls, implicit };  // none: for a relay on the same machine

struct SmtpSettings {
  std::string server;  // "host" or "host:port"; "" sends nothing
  Tls tls = Tls::starttls;
  std::string user, password;  // "" signs in nowhere
  std::string from;            // "Klynge <klynge@example.org>"
  std::string ca_file;         // certificates to trust instead of the system's; "" for those
};

// What the settings lack, in English, for whoever starts the server; "" where they are sound.
std::string fault_of(const SmtpSettings& settings);

struct SmtpFailure {
  std::string what;    // English, without address or content
  bool final = false;  // the server refused this letter for good (5yz): trying again is of no use
};

// Waits for the network, at most limits::smtp_seconds.
std::expected<void, SmtpFailure> send_by_smtp(const SmtpSettings& settings, const std::string& recipient,
                                              const std::string& message);

}  // namespace klynge::mail
