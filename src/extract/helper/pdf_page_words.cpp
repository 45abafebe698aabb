#include "extract/helper/pdf_page_words.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "base/limits.hpp"

namespace klynge::extract {
namespace {

// Slopes, points upwards or downwards for each to the right.
constexpr float least_slope = 0.002f, most_slope = 0.06f;
constexpr std::size_t least_neighbours = 20;
// Of a word's height, from its top, where a rule runs through it; an underline lies lower.
constexpr float struck_from = 0.35f, struck_to = 0.72f;
constexpr std::size_t least_counted = 3, least_every_line = 20;
// Of the page's width.
constexpr float right_third = 0.58f, widest_sender = 0.36f;
constexpr std::size_t least_sender_lines = 3, most_sender_lines = 16;

// Of a line set apart: its shortest length in words, and distances in font sizes and in those between letters.
constexpr std::size_t least_apart = 4, longest_piece = 3;
constexpr float widest_apart = 0.9f, between_words = 1.6f;
// Of a font size: a bullet's height and its distance from the words.
constexpr float least_dot = 0.12f, most_dot = 0.65f, farthest_dot = 2.5f;

float bottom(const PageWord& word) { return word.y + word.height; }
float right(const PageWord& word) { return word.x + word.width; }

int number_of(std::string_view text) {
  if (text.empty() || text.size() > 3) return -1;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_letter(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  return letters_of(text) == 1 && (first >= 0xc3 || (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z'));
}

float distance(const PageWord& a, const PageWord& b) { return b.x - right(a); }

// Words that may be pieces of one line whose letters stand apart, from `from` on.
std::size_t end_of_pieces(const std::vector<PageWord>& words, std::size_t from) {
  std::size_t to = from;
  while (to < words.size() && letters_of(words[to].text) <= longest_piece) {
    if (to > from) {
      const PageWord &a = words[to - 1], &b = words[to];
      const float gap = distance(a, b);
      const bool beside = std::fabs(bottom(a) - bottom(b)) <= 0.2f * a.height && a.font_size == b.font_size &&
                          gap > -0.1f * a.font_size && gap <= 3 * widest_apart * a.font_size;
      if (!beside) break;
    }
    ++to;
  }
  return to;
}

// The distance between the letters of a run; 0 where they do not stand apart.
float letter_distance(const std::vector<PageWord>& words, std::size_t from, std::size_t to) {
  std::size_t letters = 0, changes = 0;
  std::vector<float> gaps;
  for (std::size_t i = from; i < to; ++i) {
    letters += is_letter(words[i].text);
    if (i == from) continue;
    changes += words[i].text != words[i - 1].text;
    gaps.push_back(distance(words[i - 1], words[i]));
  }
  // Crosses in a row are none, nor are short words among which few letters stand.
  if (to - from < least_apart || letters * 10 < (to - from) * 6 || changes + 1 < least_apart) return 0;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return *middle <= widest_apart * words[from].font_size ? std::max(*middle, 0.1f) : 0;
}

bool tells_sender(std::string_view text) {
  for (const std::string_view word :
       {"Tlf.", "Tlf", "Tlf.:", "Tlf:", "Telefon", "Telefon:", "CVR", "CVR:", "CVR-nr.", "EAN", "EAN:", "www"})
    if (text == word) return true;
  return (text.find('@') != std::string_view::npos && text.find('.') != std::string_view::npos) ||
         text.starts_with("www.");
}

}  // namespace

void straighten(std::vector<PageWord>& words) {
  std::vector<float> slopes;
  std::size_t drifting = 0;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const PageWord &a = words[i - 1], &b = words[i];
    const float along = b.x - a.x, down = bottom(b) - bottom(a);
    if (along <= 0 || std::fabs(down) > 0.5f * a.height || b.x - right(a) > 2 * a.height) continue;
    drifting += down != 0;
    slopes.push_back(down / along);
  }
  if (slopes.size() < least_neighbours || drifting * 2 < slopes.size()) return;
  const auto at = [&](std::size_t share) {
    const auto place = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() * share / 4);
    std::nth_element(slopes.begin(), place, slopes.end());
    return *place;
  };
  const float low = at(1), high = at(3), slope = at(2);
  const bool one_slope = (low > 0) == (slope > 0) && (high > 0) == (slope > 0);
  if (!one_slope || std::fabs(slope) < least_slope || std::fabs(slope) > most_slope) return;
  for (PageWord& word : words) {
    const float x = word.x;
    word.x += slope * word.y;
    word.y -= slope * x;
  }
}

void close_up(std::vector<PageWord>& words) {
  std::size_t kept = 0;
  for (std::size_t from = 0; from < words.size();) {
    const std::size_t to = std::max(end_of_pieces(words, from), from + 1);
    const float usual = letter_distance(words, from, to);
    for (std::size_t i = from; i < to; ++i) {
      const bool joins = usual > 0 && i > from && distance(words[kept - 1], words[i]) <= between_words * usual &&
                         words[kept - 1].text.size() + words[i].text.size() <= limits::line_bytes;
      if (!joins) {
        if (kept != i) words[kept] = std::move(words[i]);
        if (usual > 0) words[kept].space_after = true;
        ++kept;
        continue;
      }
      PageWord& whole = words[kept - 1];
      whole.text += words[i].text;
      whole.width = right(words[i]) - whole.x;
      whole.height = std::max(whole.height, words[i].height);
      whole.space_after = words[i].space_after || i + 1 < to;
    }
    from = to;
  }
  words.resize(kept);
}

void add_bullets(std::vector<PageWord>& words, const std::vector<PageWord>& dots) {
  std::vector<PageWord> found;
  for (const PageWord& dot : dots) {
    const float middle = dot.y + dot.height / 2;
    const PageWord* next = nullptr;
    bool alone = true;
    for (const PageWord& word : words) {
      const float size = word.font_size;
      if (word.y > middle || bottom(word) < middle) continue;
      // Within a drawing, or at the end of something.
      alone = alone && (word.x >= right(dot) || right(word) < dot.x - farthest_dot * size);
      const bool fits = dot.height >= least_dot * size && dot.height <= most_dot * size && word.x >= right(dot) &&
                        word.x - right(dot) <= farthest_dot * size;
      if (fits && (!next || word.x < next->x)) next = &word;
    }
    if (!alone || !next || next->text == "•") continue;
    PageWord bullet = *next;
    bullet.text = "•";
    bullet.x = dot.x;
    bullet.width = dot.width;
    bullet.bold = false;
    bullet.space_after = true;
    found.push_back(std::move(bullet));
  }
  words.insert(words.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

void drop_struck(std::vector<PageWord>& words, const std::vector<Rule>& rules) {
  std::vector<Rule> level;
  for (const Rule& rule : rules)
    if (!rule.upright) level.push_back(rule);
  if (level.empty()) return;
  std::sort(level.begin(), level.end(), [](const Rule& a, const Rule& b) { return a.at < b.at; });
  constexpr std::size_t most_tried = 200;  // rules at one height
  const auto is_struck = [&](const PageWord& word) {
    const float from = word.y + struck_from * word.height, to = word.y + struck_to * word.height;
    auto rule =
        std::lower_bound(level.begin(), level.end(), from, [](const Rule& one, float at) { return one.at < at; });
    for (std::size_t tried = 0; rule != level.end() && rule->at <= to && tried < most_tried; ++rule, ++tried)
      if (rule->from <= word.x + 0.15f * word.width && rule->to >= right(word) - 0.15f * word.width) return true;
    return false;
  };
  std::vector<bool> struck;
  for (const PageWord& word : words) struck.push_back(is_struck(word));
  const auto count = static_cast<std::size_t>(std::count(struck.begin(), struck.end(), true));
  // Where most of a page is struck, it is how the page is drawn.
  if (count == 0 || count * 2 > words.size()) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (struck[i]) continue;
    if (kept != i) words[kept] = std::move(words[i]);
    ++kept;
  }
  words.resize(kept);
}

void drop_line_numbers(std::vector<PageWord>& words) {
  // The text's left side, as words that are no numbers show it.
  float left = std::numeric_limits<float>::max();
  for (const PageWord& word : words)
    if (number_of(word.text) < 0) left = std::min(left, word.x);
  std::vector<const PageWord*> numbers;
  for (const PageWord& word : words)
    if (number_of(word.text) > 0 && right(word) < left - 2) numbers.push_back(&word);
  if (numbers.size() < least_counted) return;
  std::sort(numbers.begin(), numbers.end(), [](const PageWord* a, const PageWord* b) { return a->y < b->y; });
  const int step = number_of(numbers[1]->text) - number_of(numbers[0]->text);
  for (std::size_t i = 1; i < numbers.size(); ++i)
    if (number_of(numbers[i]->text) - number_of(numbers[i - 1]->text) != step) return;
  const bool by_fives = (step == 5 || step == 10) && number_of(numbers[0]->text) % step == 0;
  // The items of a long agenda count by ones too, but not each of a page's lines.
  if (!by_fives && !(step == 1 && numbers.size() >= least_every_line)) return;
  std::erase_if(words, [&](const PageWord& word) { return number_of(word.text) > 0 && right(word) < left - 2; });
}

std::vector<PageWord> take_sender(std::vector<PageWord>& words, float page_width) {
  std::vector<PageWord> sender;
  if (page_width <= 0) return sender;
  const auto seed = std::find_if(words.begin(), words.end(), [&](const PageWord& word) {
    return word.x > right_third * page_width && tells_sender(word.text);
  });
  if (seed == words.end()) return sender;
  // All that stands right of the box's left side, top down.
  const float edge = seed->x - 2;
  std::vector<const PageWord*> strip;
  for (const PageWord& word : words)
    if (word.x >= edge) strip.push_back(&word);
  std::sort(strip.begin(), strip.end(), [](const PageWord* a, const PageWord* b) {
    return bottom(*a) != bottom(*b) ? bottom(*a) < bottom(*b) : a->x < b->x;
  });
  struct StripLine {
    float top = 0, bottom = 0, left = 0, right = 0;
    bool tells = false;
  };
  std::vector<StripLine> lines;
  for (const PageWord* word : strip) {
    if (lines.empty() || bottom(*word) - lines.back().bottom > 0.4f * word->height)
      lines.push_back({word->y, bottom(*word), word->x, right(*word), false});
    lines.back().left = std::min(lines.back().left, word->x);
    lines.back().right = std::max(lines.back().right, right(*word));
    lines.back().tells |= tells_sender(word->text);
  }
  const auto of_box = [&](const StripLine& line) {
    if (line.left > edge + 4 || line.right - line.left > widest_sender * page_width) return false;
    // Nothing that runs into it from the left.
    return std::none_of(words.begin(), words.end(), [&](const PageWord& word) {
      return word.x < edge && right(word) > edge - 6 && word.y < line.bottom && bottom(word) > line.top;
    });
  };
  const auto near = [](const StripLine& a, const StripLine& b) { return b.top - a.bottom < 2 * (a.bottom - a.top); };
  std::size_t middle = 0;
  while (middle < lines.size() &&
         !(lines[middle].top <= seed->y + seed->height / 2 && seed->y + seed->height / 2 <= lines[middle].bottom))
    ++middle;
  if (middle == lines.size() || !of_box(lines[middle])) return sender;
  // A box of more lines is none, so that no page is looked through once for each of its lines.
  const auto fits = [](std::size_t from, std::size_t to) { return to - from <= most_sender_lines; };
  std::size_t from = middle, to = middle + 1;
  while (fits(from, to) && from > 0 && of_box(lines[from - 1]) && near(lines[from - 1], lines[from])) --from;
  while (fits(from, to) && to < lines.size() && of_box(lines[to]) && near(lines[to - 1], lines[to])) ++to;
  std::size_t telling = 0;
  for (std::size_t i = from; i < to; ++i) telling += lines[i].tells;
  if (to - from < least_sender_lines || !fits(from, to) || telling < 2) return sender;
  const float top = lines[from].top - 1, end = lines[to - 1].bottom + 1;
  const auto outside = std::stable_partition(words.begin(), words.end(), [&](const PageWord& word) {
    return word.x < edge || word.y < top || bottom(word) > end;
  });
  sender.assign(std::make_move_iterator(outside), std::make_move_iterator(words.end()));
  words.erase(outside, words.end());
  return sender;
}

}  // namespace klynge::extract
