// The half of prepare.hpp that reads nothing: names of formats and files.
#include "intake/prepare.hpp"

#include <array>

#include "base/text.hpp"

namespace klynge::intake {
namespace {

constexpr std::array<std::string_view, 4> formats{"text", "pdf", "docx", "html"};
constexpr std::size_t file_name_characters = 120;

}  // namespace

std::string_view name(reading::Format format) { return formats[static_cast<std::size_t>(format)]; }

std::string clean_file_name(std::string_view name) {
  if (const std::size_t slash = name.find_last_of("/\\"); slash != std::string_view::npos)
    name.remove_prefix(slash + 1);
  std::string clean;
  const bool valid = is_valid_utf8(name);
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    clean += byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !valid) ? '_' : c;
  }
  clean = squeeze(clean);
  return clean.empty() ? "uden navn" : shorten(nfc(clean), file_name_characters);
}

}  // namespace klynge::intake
