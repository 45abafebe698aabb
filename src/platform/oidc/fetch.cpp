#include "platform/oidc/fetch.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>

#include "base/limits.hpp"

namespace klynge::oidc {
namespace {

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  if (body.size() + size * count > limits::provider_document_bytes) return 0;  // ends the transfer
  body.append(bytes, size * count);
  return size * count;
}

std::unexpected<Problem> no_answer(std::string detail) {
  return fail(
      Problem::Kind::unavailable,
      "Login-tjenesten svarer ikke lige nu. Vent lidt, og prøv igen, eller log ind med brugernavn og adgangskode.",
      std::move(detail));
}

}  // namespace

bool may_ask(std::string_view url) {
  if (url.find_first_of(" \t\r\n@") != url.npos) return false;
  if (url.starts_with("https://")) return url.size() > 8;
  if (!url.starts_with("http://")) return false;
  const std::string_view host = url.substr(7, url.find_first_of("/?#", 7) - 7);
  for (const std::string_view here : {"127.0.0.1", "[::1]", "localhost"})
    if (host == here || (host.starts_with(here) && host.substr(here.size()).starts_with(":"))) return true;
  return false;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Result<std::string> fetch(const Question& question) {
  if (!may_ask(question.url)) return no_answer("an address that is not https");
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  const std::unique_ptr<CURL, void (*)(CURL*)> held(started ? curl_easy_init() : nullptr, curl_easy_cleanup);
  if (!held) return no_answer("libcurl does not start");
  CURL* curl = held.get();
  std::string body;
  const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(
      curl_slist_append(nullptr, "Accept: application/json"), curl_slist_free_all);
  curl_easy_setopt(curl, CURLOPT_URL, question.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits::provider_connect_seconds));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limits::provider_seconds));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  if (!question.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, question.ca_file.c_str());
  if (!question.form.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(question.form.size()));
    curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, question.form.c_str());
  }
  if (!question.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(curl, CURLOPT_USERNAME, question.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, question.password.c_str());
  }
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) return no_answer(fmt::format("the identity provider: {}", curl_easy_strerror(code)));
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  const bool told = status >= 200 && status < 300;
  if (!told && !(status == 400 && !question.form.empty()))
    return no_answer(fmt::format("the identity provider answered {}", status));
  return body;
}

}  // namespace klynge::oidc
