#include "intake/passage.hpp"

#include <string>
#include <vector>

namespace klynge::intake {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!is_space(c)) out += c;
  return out;
}

}  // namespace

std::optional<Passage> find_passage(std::string_view text, std::string_view words) {
  const std::string wanted = without_space(words);
  if (wanted.empty()) return std::nullopt;
  const std::size_t found = without_space(text).find(wanted);
  if (found == std::string::npos) return std::nullopt;

  Passage passage;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_space(text[i])) continue;
    if (seen == found) passage.begin = i;
    if (++seen == found + wanted.size()) {
      passage.end = i + 1;
      break;
    }
  }
  return passage;
}

}  // namespace klynge::intake
