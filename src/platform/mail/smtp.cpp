#include "platform/mail/smtp.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include "base/limits.hpp"
#include "platform/mail/letter.hpp"

namespace klynge::mail {
namespace {

struct Rest {
  std::string_view text;
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* rest) {
  auto& left = *static_cast<Rest*>(rest);
  const std::size_t now = std::min(size * count, left.text.size());
  std::memcpy(to, left.text.data(), now);
  left.text.remove_prefix(now);
  return now;
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
}

}  // namespace

std::string fault_of(const SmtpSettings& settings) {
  if (settings.server.empty()) return {};
  if (!is_plain(settings.server) || settings.server.find_first_of("/@ ") != std::string::npos)
    return "the mail server is not HOST or HOST:PORT";
  if (!is_plain(settings.from) || bare_address(settings.from).find('@') == std::string_view::npos)
    return "the sender of mail is no address";
  if (settings.user.empty() != settings.password.empty()) return "the mail server's user and password belong together";
  if (!settings.user.empty() && settings.tls == Tls::none) return "a password is not sent to a mail server without TLS";
  return {};
}

std::expected<void, SmtpFailure> send_by_smtp(const SmtpSettings& settings, const std::string& recipient,
                                              const std::string& message) {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(started ? curl_easy_init() : nullptr, curl_easy_cleanup);
  if (!curl) return std::unexpected(SmtpFailure{"libcurl does not start"});
  const std::string url = (settings.tls == Tls::implicit ? "smtps://" : "smtp://") + settings.server;
  const std::string from = "<" + std::string(bare_address(settings.from)) + ">";
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> to(
      curl_slist_append(nullptr, ("<" + recipient + ">").c_str()), curl_slist_free_all);
  Rest rest{message};
  CURL* one = curl.get();
  curl_easy_setopt(one, CURLOPT_URL, url.c_str());
  curl_easy_setopt(one, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(one, CURLOPT_USE_SSL,
                   static_cast<long>(settings.tls == Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!settings.ca_file.empty()) curl_easy_setopt(one, CURLOPT_CAINFO, settings.ca_file.c_str());
  if (!settings.user.empty()) {
    curl_easy_setopt(one, CURLOPT_USERNAME, settings.user.c_str());
    curl_easy_setopt(one, CURLOPT_PASSWORD, settings.password.c_str());
  }
  curl_easy_setopt(one, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(one, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(one, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(one, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(one, CURLOPT_READDATA, &rest);
  curl_easy_setopt(one, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits::smtp_connect_seconds));
  curl_easy_setopt(one, CURLOPT_TIMEOUT, static_cast<long>(limits::smtp_seconds));
  curl_easy_setopt(one, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(one, CURLOPT_NOPROXY, "*");
  const CURLcode code = curl_easy_perform(one);
  if (code == CURLE_OK) return {};
  long answer = 0;
  curl_easy_getinfo(one, CURLINFO_RESPONSE_CODE, &answer);
  // A refused sign-in (535) is the settings' fault, not the letter's.
  const bool final = answer >= 500 && answer < 600 && code != CURLE_LOGIN_DENIED;
  return std::unexpected(SmtpFailure{
      answer ? fmt::format("{} (the server said {})", curl_easy_strerror(code), answer) : curl_easy_strerror(code),
      final});
}

}  // namespace klynge::mail
