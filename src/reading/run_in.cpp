#include "reading/run_in.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/outcome.hpp"
#include "reading/scan.hpp"
#include "reading/sentences.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t looked_at = 400;  // a title never takes more
constexpr std::size_t longest_title = 90;

bool is_title(std::string_view text) {
  const std::string_view bare = trim(text);
  return bare.size() >= 3 && bare.size() <= longest_title && tokens(bare).size() <= 11 && letter_at(bare, 0);
}

// A word or two that can only be what came of the item.
bool says_all(std::string_view title, std::string_view text) {
  if (text.size() > 120) return false;
  const std::string folded = lower(title);
  if (contains(folded, "næste møde") || contains(folded, "næste bestyrelsesmøde")) return first_date(text).has_value();
  const auto outcome = outcome_of(text);
  return outcome && outcome->terse;
}

std::size_t blanks_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_blank(text[end])) ++end;
  return end - at;
}

}  // namespace

bool ends_as_sentence(std::string_view text) {
  while (!text.empty() && (text.back() == ')' || text.back() == '"' || is_blank(text.back()))) text.remove_suffix(1);
  return !text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == '?');
}

RunIn find_run_in(std::string_view row, bool sentence) {
  const std::string_view head = row.substr(0, looked_at);
  const RunIn none{row.size(), row.size()};
  // A colon or a dash, the first of them.
  for (std::size_t at = 1; at < head.size() && at <= longest_title; ++at) {
    const bool colon = head[at] == ':' && blanks_at(head, at + 1) > 0;
    const unsigned dash = is_blank(head[at - 1]) ? dash_at(head, at) : 0;
    if (!colon && (dash == 0 || blanks_at(head, at + dash) == 0)) continue;
    const std::size_t text = at + (colon ? 1 : dash) + blanks_at(head, at + (colon ? 1 : dash));
    if (text >= row.size() || !is_title(head.substr(0, at))) continue;
    const std::string_view rest = row.substr(text);
    // “Orientering v/ Ole – Nyt om byggeriet.” is short; what was said is a sentence.
    const bool said = sentence && (tokens(rest.substr(0, looked_at)).size() >= (colon ? 2u : 3u));
    if (said || says_all(head.substr(0, at), rest)) return {at, text};
  }
  if (!sentence) return none;
  const auto parts = sentences_in(head);
  if (parts.size() < 2 || parts[0].start != 0) return none;
  std::size_t end = parts[0].end;
  while (end > 0 && (head[end - 1] == '.' || is_blank(head[end - 1]))) --end;
  if (head[parts[0].end - 1] != '.' || !is_title(head.substr(0, end)) || !starts_upper(head.substr(parts[1].start))) return none;
  return {end, parts[1].start};
}

std::size_t run_in_length(std::string_view row) { return find_run_in(row, ends_as_sentence(row)).title; }

}  // namespace klynge::reading
