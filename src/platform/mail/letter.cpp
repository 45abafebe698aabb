#include "platform/mail/letter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "base/limits.hpp"
#include "base/secret_box.hpp"
#include "base/text.hpp"

namespace klynge::mail {
namespace {

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == text.npos || at == 0 || at + 1 == text.size() || text.size() > 254) return false;
  return std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < 0x7f && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
  });
}

// RFC 2047: words of at most 75 characters, cut at a character's edge.
std::string encoded_subject(std::string_view subject) {
  const bool plain = std::ranges::all_of(subject, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain && subject.size() < 60 && subject.find("=?") == subject.npos) return std::string(subject);
  constexpr std::size_t bytes_a_word = 42;  // 56 of base64, and the 12 around them
  std::string out;
  while (!subject.empty()) {
    std::size_t size = std::min(bytes_a_word, subject.size());
    while (size < subject.size() && (static_cast<unsigned char>(subject[size]) & 0xC0) == 0x80) --size;
    out += fmt::format("{}=?UTF-8?B?{}?=", out.empty() ? "" : "\r\n ", base64(subject.substr(0, size)));
    subject.remove_prefix(size);
  }
  return out;
}

// RFC 2045, 6.7: lines of at most 76 characters; a dot or "From " in front needs no care of its own then.
std::string quoted_printable(std::string_view text) {
  constexpr std::size_t longest = 75;  // and the "=" that goes on
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '\r') continue;
      const bool at_end = i + 1 == line.size();
      const bool plain =
          (c > ' ' && c < 0x7f && c != '=' && !(c == '.' && column == 0)) || ((c == ' ' || c == '\t') && !at_end);
      const std::size_t width = plain ? 1 : 3;
      if (column + width > longest) {
        out += "=\r\n";
        column = 0;
      }
      if (plain)
        out += c;
      else
        out += fmt::format("={:02X}", static_cast<unsigned char>(c));
      column += width;
    }
    out += "\r\n";
  }
  return out;
}

// "Mon, 07 Nov 2022 16:00:00 +0000"
std::string date_header(Instant date) {
  const std::time_t seconds = date.us / 1'000'000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", days[parts.tm_wday], parts.tm_mday,
                     months[parts.tm_mon], 1900 + parts.tm_year, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace

Result<void> check(const Letter& letter) {
  if (!is_address(letter.recipient))
    return invalid("E-mailadressen er ikke skrevet rigtigt.", "letter without a usable address");
  if (letter.subject.empty() || letter.subject.size() > limits::mail_subject_bytes ||
      has_control_character(letter.subject))
    return invalid("Brevets emne er tomt eller for langt.", "letter with a subject that cannot be sent");
  if (letter.body.size() > limits::mail_body_bytes)
    return fail(Problem::Kind::too_large, "Brevet er for langt til at blive sendt.", "letter too long");
  return {};
}

std::string_view bare_address(std::string_view address) {
  const auto begin = address.rfind('<');
  if (begin == address.npos) return trim(address);
  return trim(address.substr(begin + 1, address.find('>', begin) - begin - 1));
}

std::string message_text(const Letter& letter, std::string_view from, std::string_view id, Instant date) {
  const std::string_view sender = bare_address(from);
  return fmt::format(
      "From: {}\r\nTo: <{}>\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}@{}>\r\n"
      // Told to answering machines, so that they are silent (RFC 3834).
      "Auto-Submitted: auto-generated\r\n"
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}",
      from, letter.recipient, encoded_subject(letter.subject), date_header(date), id,
      sender.substr(std::min(sender.size(), sender.find('@') + 1)), quoted_printable(letter.body));
}

}  // namespace klynge::mail
