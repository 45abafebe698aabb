#include "intake/content.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace klynge::intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Calls `word` with each run of letters and digits of already folded text.
template <class Function>
void for_each_word(std::string_view folded, Function word) {
  const auto length = static_cast<int32_t>(folded.size());
  int32_t start = -1;
  for (int32_t i = 0; i < length;) {
    const int32_t before = i;
    UChar32 c;
    U8_NEXT(folded.data(), i, length, c);
    const bool part = c >= 0 && (c < 128 ? u_isalnum(c) : u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK);
    if (part && start < 0) start = before;
    if (!part && start >= 0) {
      word(folded.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(before - start)));
      start = -1;
    }
  }
  if (start >= 0) word(folded.substr(static_cast<std::size_t>(start)));
}

// Some extractions leave tags such as <p> or <ul style="…"> in the text.
std::string without_tags(std::string_view text) {
  constexpr std::size_t longest_tag = 80;
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t open = text.find('<');
    out.append(text.substr(0, open));
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const std::size_t close = text.substr(0, longest_tag).find('>');
    const bool tag = close != std::string_view::npos && close > 1 && !is_digit(text[1]) && text[1] != ' ';
    out += tag ? ' ' : '<';
    text.remove_prefix(tag ? close + 1 : 1);
  }
  return out;
}

class WordList {
 public:
  void add(std::string_view text) {
    for_each_word(fold(without_tags(text)), [&](std::string_view word) { words_.emplace_back(word); });
  }
  void add(const std::optional<std::string>& text) {
    if (text) add(std::string_view(*text));
  }
  void add(const std::vector<std::string>& texts) {
    for (const auto& text : texts) add(std::string_view(text));
  }
  std::vector<std::string> take() { return std::move(words_); }

 private:
  std::vector<std::string> words_;
};

// A stretch where two texts differ: words [a_from, a_to) of one stand against [b_from, b_to).
struct Hunk {
  std::size_t a_from, a_to, b_from, b_to;
};

// Myers' O(ND) difference. Nothing where more than `most` insertions and deletions are needed.
std::optional<std::vector<Hunk>> align(std::span<const std::string> a, std::span<const std::string> b, int most) {
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  std::vector<std::vector<int>> trace;
  std::vector<int> furthest(2 * static_cast<std::size_t>(most) + 3, 0);
  const auto at = [&](int k) -> int& { return furthest[static_cast<std::size_t>(k + most + 1)]; };
  int steps = -1;
  for (int d = 0; d <= most && steps < 0; ++d) {
    std::vector<int> row;
    row.reserve(static_cast<std::size_t>(d) + 1);
    for (int k = -d; k <= d; k += 2) {
      int x = (k == -d || (k != d && at(k - 1) < at(k + 1))) ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m && x - k >= 0 && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)])
        ++x;
      at(k) = x;
      row.push_back(x);
      if (x >= n && x - k >= m) {
        steps = d;
        break;
      }
    }
    trace.push_back(std::move(row));
  }
  if (steps < 0) return std::nullopt;

  // Walk back; a row holds the x of k = -d, -d+2, …, d.
  std::vector<Hunk> hunks;
  int x = n, y = m;
  const auto grow = [&](int from_x, int from_y, int to_x, int to_y) {
    if (!hunks.empty() && hunks.back().a_from == static_cast<std::size_t>(to_x) &&
        hunks.back().b_from == static_cast<std::size_t>(to_y)) {
      hunks.back().a_from = static_cast<std::size_t>(from_x);
      hunks.back().b_from = static_cast<std::size_t>(from_y);
      return;
    }
    hunks.push_back({static_cast<std::size_t>(from_x), static_cast<std::size_t>(to_x), static_cast<std::size_t>(from_y),
                     static_cast<std::size_t>(to_y)});
  };
  for (int d = steps; d > 0; --d) {
    const auto& before = trace[static_cast<std::size_t>(d - 1)];
    const auto x_at = [&](int k) {
      return k < -(d - 1) || k > d - 1 ? -1 : before[static_cast<std::size_t>((k + d - 1) / 2)];
    };
    const int k = x - y;
    const bool down = k == -d || (k != d && x_at(k - 1) < x_at(k + 1));
    const int from_k = down ? k + 1 : k - 1;
    const int from_x = x_at(from_k), from_y = from_x - from_k;
    grow(from_x, from_y, down ? from_x : from_x + 1, down ? from_y + 1 : from_y);
    x = from_x;
    y = from_y;
  }
  std::reverse(hunks.begin(), hunks.end());
  return hunks;
}

std::string joined(std::span<const std::string> words) {
  std::string out;
  for (const auto& word : words) out += word;
  return out;
}

std::string digits_of(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), is_digit);
  return out;
}

// Words that turn a sentence around, however few their letters.
bool turns_meaning(std::span<const std::string> words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "ej" || word == "ikke" || word == "uden" || word == "nej" || word == "ja" || word == "kun";
  });
}

// A word with one wrong letter is a slip, a long one may have two; a short word of which a letter
// is another is another word (“kan”, “skal”).
bool is_slip_of(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size()), longer = std::max(a.size(), b.size());
  if (longer < 3) return false;
  const std::size_t allowed = longer >= 24 ? 3 : longer >= 9 ? 2 : 1;
  if (shorter < 4 && a.size() == b.size()) return false;
  return edit_distance(a, b, allowed) <= allowed;
}

bool is_slip(std::span<const std::string> a, std::span<const std::string> b) {
  const std::string left = joined(a), right = joined(b);
  if (left == right) return true;  // torn or joined words
  if (digits_of(left) != digits_of(right)) return false;
  if (left.empty() || right.empty()) {
    const auto words = left.empty() ? b : a;
    return left.size() + right.size() <= 2 && !turns_meaning(words);  // a stray mark read as a letter
  }
  if (turns_meaning(a) != turns_meaning(b)) return false;
  if (a.size() == b.size())
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](const auto& x, const auto& y) { return x == y || is_slip_of(x, y); });
  return is_slip_of(left, right);
}

std::string quoted(std::span<const std::string> words) {
  std::string out = "”";
  for (std::size_t i = 0; i < words.size() && i < 8; ++i) out += (i ? " " : "") + words[i];
  return out + (words.size() > 8 ? " …”" : "”");
}

}  // namespace

std::string content_hash(const reading::Document& document) {
  std::string letters;
  for (const auto& line : document.lines)
    for_each_word(fold(line.text), [&](std::string_view word) { letters += word; });
  return sha256_hex(letters);
}

std::vector<std::string> content_words(const reading::MeetingRecord& record) {
  WordList words;
  words.add(record.title);
  words.add(record.place);
  for (const auto& attendee : record.attendance) {
    words.add(std::string_view(attendee.name));
    words.add(attendee.organisation);
  }
  for (const auto& item : record.items) {
    words.add(item.number);
    words.add(std::string_view(item.title));
    words.add(item.presenters);
    words.add(item.case_text);
    words.add(item.recommendations);
    words.add(item.minutes);
    words.add(item.attachments);
  }
  return words.take();
}

double similarity(std::span<const std::string> a, std::span<const std::string> b) {
  constexpr std::size_t shingle = 3;
  const auto shingles = [&](std::span<const std::string> words) {
    std::vector<std::size_t> hashes;
    const std::size_t length = std::min(shingle, words.size());
    for (std::size_t i = 0; length > 0 && i + length <= words.size(); ++i) {
      std::size_t hash = 0;
      for (std::size_t j = 0; j < length; ++j) hash = hash * 1'000'003 + std::hash<std::string>{}(words[i + j]);
      hashes.push_back(hash);
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return hashes;
  };
  const auto left = shingles(a), right = shingles(b);
  if (left.empty() && right.empty()) return 1;
  std::vector<std::size_t> common;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(common));
  return static_cast<double>(common.size()) / static_cast<double>(left.size() + right.size() - common.size());
}

Differences compare(std::span<const std::string> a, std::span<const std::string> b) {
  Differences result;
  const auto hunks = align(a, b, static_cast<int>(limits::content_differences));
  if (!hunks) {
    result.substance = limits::content_differences;
    return result;
  }
  for (const Hunk& hunk : *hunks) {
    const auto left = a.subspan(hunk.a_from, hunk.a_to - hunk.a_from);
    const auto right = b.subspan(hunk.b_from, hunk.b_to - hunk.b_from);
    if (is_slip(left, right)) {
      ++result.slips;
      continue;
    }
    if (result.substance++ == 0) result.example = quoted(left) + " / " + quoted(right);
  }
  return result;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t at_most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > at_most) return at_most + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0], best = row[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
      best = std::min(best, row[i]);
    }
    if (best > at_most) return at_most + 1;
  }
  return std::min(row[a.size()], at_most + 1);
}

}  // namespace klynge::intake
