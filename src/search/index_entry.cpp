#include "search/index_entry.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/date.hpp"
#include "base/text.hpp"
#include "search/analyser.hpp"

namespace klynge::search {
namespace {

// Stands where a term has used up its positions: found as a word, but part of no phrase.
constexpr std::string_view no_phrase = "\uE000";

// Changed whenever the same document would be indexed otherwise.
constexpr std::string_view analyser_version = "1";

constexpr int positions_in_group = 4'096;

// A term longer than this is no word; PostgreSQL takes at most 2,046 bytes.
constexpr std::size_t term_bytes = 250;

class EntryMaker {
 public:
  void take(std::string_view text, std::vector<std::string>& in_order, std::set<std::string>& parts) {
    const auto add_part = [&](std::string& part) {
      if (parts.size() < different_parts && part.size() <= term_bytes) parts.insert(std::move(part));
    };
    for (auto& token : analyse(text, indexed_words)) {
      for (auto& part : token.parts) add_part(part);
      if (token.term.size() > term_bytes) continue;
      if (in_order.size() >= phrase_words) {
        add_part(token.term);
      } else if (++used_[token.term] > positions_per_term) {
        in_order.emplace_back(no_phrase);
      } else {
        in_order.push_back(std::move(token.term));
      }
    }
  }

 private:
  std::unordered_map<std::string, std::size_t> used_;
};

// Days since 1900-01-01; 0 without a date.
std::int64_t day_number(const std::optional<std::string>& iso_date) {
  const auto date = iso_date ? parse_iso_date(*iso_date) : std::nullopt;
  if (!date || date->year < 1900) return 0;
  // Days from civil, by years that begin in March.
  const int y = date->year - (date->month <= 2), m = (date->month + 9) % 12;
  const auto days = [](std::int64_t year, int month, int day) {
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
  };
  return days(y, m, date->day) - days(1899, 10, 1) + 1;
}

}  // namespace

IndexEntry make_entry(const Document& document) {
  IndexEntry entry;
  std::set<std::string> title_parts, text_parts;
  EntryMaker maker;
  maker.take(document.title, entry.title, title_parts);
  maker.take(document.text, entry.text, text_parts);
  entry.title_parts.assign(title_parts.begin(), title_parts.end());
  entry.text_parts.assign(text_parts.begin(), text_parts.end());
  entry.marks = marks_of(document);
  return entry;
}

std::int64_t make_docnum(const Document& document, const Group& group) {
  const std::int64_t place = std::stoll(sha256_hex(group.kind + " " + group.id).substr(0, 5), nullptr, 16);  // 20 bits
  const std::int64_t position = positions_in_group - 1 - std::clamp(document.position, 0, positions_in_group - 1);
  return (day_number(document.date) << 32) | (place << 12) | position;
}

std::int64_t first_docnum(const std::string& day) { return day_number(day) << 32; }

std::string content_hash(const Document& document, const Group& group) {
  std::string all{analyser_version};
  const auto add = [&](std::string_view part) {
    all += '\x1f';
    all += part;
  };
  add(group.kind);
  add(group.id);
  add(document.title);
  add(document.text);
  add(document.date.value_or(""));
  add(std::to_string(document.position));
  for (const auto& mark : marks_of(document)) all += '\x1f' + mark;
  return sha256_hex(all).substr(0, 32);
}

}  // namespace klynge::search
