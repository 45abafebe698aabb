// Which encoding a page is in (HTML Standard 13.2.3.2, shortened to what files on disk need).
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <cctype>
#include <memory>

#include "base/text.hpp"
#include "extract/helper/html.hpp"
#include "extract/helper/line_sink.hpp"

namespace klynge::extract {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t declaration_within_bytes = 4096;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

std::string convert(std::string_view bytes, const std::string& encoding) {
  const icu::UnicodeString wide(bytes.data(), static_cast<int32_t>(bytes.size()), encoding.c_str());
  if (wide.isBogus()) throw Refused{Failure::broken_html, "can not be converted"};
  std::string out;
  wide.toUTF8String(out);
  return out;
}

bool is_known(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(encoding.c_str(), &status));
  return U_SUCCESS(status);
}

// What <meta charset=…> or the content of <meta http-equiv> names; in lower case, "" for nothing.
std::string declared_encoding(std::string_view bytes) {
  const std::string start = lower(bytes.substr(0, declaration_within_bytes));
  const std::size_t meta = start.find("<meta");
  if (meta == std::string::npos) return "";
  std::size_t at = start.find("charset", meta);
  if (at == std::string::npos) return "";
  at += 7;
  while (at < start.size() && (start[at] == ' ' || start[at] == '=' || start[at] == '"' || start[at] == '\'')) ++at;
  std::size_t end = at;
  while (end < start.size() &&
         (std::isalnum(static_cast<unsigned char>(start[end])) || start[end] == '-' || start[end] == '_'))
    ++end;
  return start.substr(at, end - at);
}

}  // namespace

std::string html_to_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf"sv)) return std::string(bytes.substr(3));
  if (bytes.starts_with("\xff\xfe"sv)) return convert(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xfe\xff"sv)) return convert(bytes.substr(2), "UTF-16BE");
  if (bytes.size() > 3 && bytes[0] == '<' && bytes[1] == '\0') return convert(bytes, "UTF-16LE");
  if (bytes.size() > 3 && bytes[0] == '\0' && bytes[1] == '<') return convert(bytes, "UTF-16BE");
  std::string declared = declared_encoding(bytes);
  // A page whose declaration we could read byte by byte is not UTF-16, whatever it says.
  if (declared.empty() || declared.starts_with("utf") || declared.starts_with("unicode")) {
    if (is_valid_utf8(bytes)) return std::string(bytes);
    return convert(bytes, "windows-1252");
  }
  // Browsers take Latin-1 as Windows-1252, and so do those who write it.
  if (declared == "iso-8859-1" || declared == "latin1" || declared == "us-ascii" || declared == "ascii")
    declared = "windows-1252";
  return convert(bytes, is_known(declared) ? declared : "windows-1252");
}

}  // namespace klynge::extract
