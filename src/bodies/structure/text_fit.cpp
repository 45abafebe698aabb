#include "bodies/structure/text_fit.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "base/text.hpp"

namespace klynge::structure {
namespace {

constexpr std::string_view ellipsis = "…";

std::size_t character_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(bytes, text.size());
}

// Hundredths of the letters' height.
int character_width(std::string_view one) {
  if (one.size() > 2) return 100;  // a dash, a quotation mark, a letter of another script
  if (one.size() == 2) return one == "æ" || one == "Æ" ? 96 : one == "Ø" || one == "Å" ? 78 : 64;
  const char c = one.front();
  if (std::string_view("ijlft.,:;'!|()-/ ").find(c) != std::string_view::npos) return 38;
  if (std::string_view("mwMW@%").find(c) != std::string_view::npos) return 96;
  if (c >= 'A' && c <= 'Z') return 72;
  return 61;
}

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const auto bytes = character_bytes(text);
    found.push_back(text.substr(0, bytes));
    text.remove_prefix(bytes);
  }
  return found;
}

// What names of bodies are put together of: before one of these a reader parts a long word first.
constexpr std::string_view members[] = {"udvalg",      "gruppe",       "klynge",      "forum", "råd",    "nævn",
                                        "samarbejd",   "styre",        "aftale",      "plan",  "panel",  "netværk",
                                        "sekretariat", "koordination", "forvaltning", "centr", "center", "inddragelse"};
constexpr std::string_view beginnings[] = {"bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kn", "kr", "pl",
                                           "pr", "sk", "sl", "sm", "sn", "sp", "st", "sv", "tr", "tv"};

bool is_vowel(std::string_view one) {
  return one.size() == 2 ? one == "æ" || one == "ø" || one == "å"
                         : one.size() == 1 && std::string_view("aeiouy").find(one) != std::string_view::npos;
}

// How well a word may be parted before `rest`, 0 worst.
int rank_of_break(std::string_view before, std::string_view rest) {
  if (before.ends_with('-')) return 3;
  for (const auto member : members)
    if (rest.starts_with(member)) return 2;
  const auto letters = characters(rest.substr(0, std::min<std::size_t>(rest.size(), 8)));
  if (letters.size() < 3 || is_vowel(letters[0])) return 0;
  if (is_vowel(letters[1])) return 1;
  const auto both = rest.substr(0, letters[0].size() + letters[1].size());
  return is_vowel(letters[2]) && std::ranges::find(beginnings, both) != std::end(beginnings) ? 1 : 0;
}

// As much of `word` as fits beside a hyphen, parted where a reader would; at least one character.
std::string_view part_that_fits(std::string_view word, int width_px, int font_px) {
  constexpr std::size_t fewest = 4;  // characters before a hyphen, where there is a choice
  std::size_t bytes = 0, best = 0, count = 0;
  int best_rank = -1;
  for (const auto one : characters(word)) {
    const bool ends_itself = one == "-";
    if (bytes > 0 &&
        text_width(std::string(word.substr(0, bytes + one.size())) + (ends_itself ? "" : "-"), font_px) > width_px)
      break;
    bytes += one.size();
    const int rank = ++count < fewest ? -1 : rank_of_break(word.substr(0, bytes), word.substr(bytes));
    if (bytes == word.size() || (rank < best_rank)) continue;
    best_rank = rank;
    best = bytes;
  }
  return word.substr(0, best == 0 ? bytes : best);
}

std::string ended(std::string_view line, int width_px, int font_px) {
  auto kept = characters(line);
  std::string out;
  for (;;) {
    out.clear();
    for (const auto one : kept) out += one;
    out = std::string(trim(out)) + std::string(ellipsis);
    if (kept.empty() || text_width(out, font_px) <= width_px) return out;
    kept.pop_back();
  }
}

}  // namespace

int text_width(std::string_view text, int font_px) {
  int hundredths = 0;
  while (!text.empty()) {
    const auto bytes = character_bytes(text);
    hundredths += character_width(text.substr(0, bytes));
    text.remove_prefix(bytes);
  }
  return (hundredths * font_px + 99) / 100;
}

FittedText fit_text(std::string_view text, int width_px, int font_px, std::size_t most_lines) {
  assert(most_lines > 0);
  const auto whole = squeeze(text);
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    if (!line.empty()) lines.push_back(std::exchange(line, {}));
  };
  for (auto word : split(whole, ' ')) {
    const auto longer = line.empty() ? std::string(word) : line + " " + std::string(word);
    if (text_width(longer, font_px) <= width_px) {
      line = longer;
      continue;
    }
    end_line();
    while (text_width(word, font_px) > width_px) {
      const auto part = part_that_fits(word, width_px, font_px);
      if (part.size() == word.size()) break;
      lines.push_back(std::string(part) + (part.ends_with('-') ? "" : "-"));
      word.remove_prefix(part.size());
    }
    line = word;
  }
  end_line();
  if (lines.empty()) lines.emplace_back();
  if (lines.size() <= most_lines) return {std::move(lines), false};
  const auto next = lines[most_lines];
  lines.resize(most_lines);
  auto& last = lines.back();
  const bool parted = last.ends_with('-') && text_width(last + next, font_px) > width_px;
  last = ended(parted ? last.substr(0, last.size() - 1) + next : last + " " + next, width_px, font_px);
  return {std::move(lines), true};
}

std::string danish_list(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i)
    out += (i == 0 ? "" : i + 1 == parts.size() ? " og " : ", ") + parts[i];
  return out;
}

}  // namespace klynge::structure
