#include "reading/contents.hpp"

#include <cstdint>
#include <optional>

#include "base/text.hpp"
#include "reading/number_chain.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

// “Title ........ 3”: leader dots and the page number go.
std::string_view without_leader(std::string_view title) {
  std::size_t end = title.size();
  while (end > 0 && is_digit(title[end - 1])) --end;
  std::size_t dots = end;
  while (dots > 0 && (title[dots - 1] == '.' || is_blank(title[dots - 1]) || title[dots - 1] == '_')) --dots;
  const std::string_view leader = title.substr(dots, end - dots);
  if (leader.size() < 2) return title;
  const bool dotted = contains(leader, "..") || contains(leader, ". .") || (end < title.size() && leader.size() >= 3);
  return dotted ? title.substr(0, dots) : title;
}

// “1. Godkendelse 2. Økonomi 3. Eventuelt” run together in one row.
void inline_entries(Contents& contents, std::string_view text, std::uint32_t row) {
  std::vector<std::size_t> starts;
  int next = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at]) || (at > 0 && !is_blank(text[at - 1]))) continue;
    std::size_t end = at;
    int value = 0;
    while (end < text.size() && end - at < 3 && is_digit(text[end])) value = value * 10 + (text[end++] - '0');
    if (value != next || end >= text.size() || text[end] != '.' || end + 1 >= text.size() || !is_blank(text[end + 1]))
      continue;
    starts.push_back(at);
    ++next;
  }
  if (starts.size() < 2) return;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : text.size();
    const HeadingMark mark = heading_mark(trim(text.substr(starts[i], end - starts[i])));
    if (mark.style != Numbering::none) contents.entries.push_back({mark, row, without_leader(mark.title)});
  }
}

// “1 valg af ordstyrer”: an agenda in small letters, whose rows are headings nowhere else.
void small_entries(Contents& contents, const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t label) {
  std::vector<ContentsEntry> found;
  for (std::size_t i = label + 1; i < classes.size() && found.size() < 100; ++i) {
    if (sheet.rows[i].furniture) continue;
    const std::string_view text = sheet.rows[i].text;
    std::size_t end = 0;
    int value = 0;
    while (end < text.size() && end < 2 && is_digit(text[end])) value = value * 10 + (text[end++] - '0');
    if (value != static_cast<int>(found.size()) + 1 || end >= text.size() || !is_blank(text[end]) || text.size() > 120)
      break;
    ContentsEntry entry;
    entry.mark.style = Numbering::bare;
    entry.mark.major = static_cast<std::int16_t>(value);
    entry.mark.number = text.substr(0, end);
    entry.mark.title = entry.title = trim(text.substr(end));
    entry.row = static_cast<std::uint32_t>(i);
    found.push_back(entry);
  }
  const bool small =
      std::any_of(found.begin(), found.end(), [](const ContentsEntry& e) { return starts_lower(e.title); });
  if (found.size() < 3 || !small) return;
  for (const ContentsEntry& entry : found) {
    contents.rows.push_back(entry.row);
    contents.entries.push_back(entry);
  }
  contents.last_row = found.back().row;
}

}  // namespace

std::size_t title_key(std::string_view title) {
  title = without_leader(title);
  // Letters and digits alone (FNV-1a).
  std::uint64_t key = 0;
  for (const char c : title) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !capital && !is_digit(c)) continue;
    if (key == 0) key = 0xcbf29ce484222325u;
    key = (key ^ static_cast<unsigned char>(capital ? c + 32 : c)) * 0x100000001b3u;
  }
  return key;
}

bool same_titles(std::string_view a, std::string_view b) {
  const auto small_letter = [](std::string_view text) {
    const char c = text.empty() ? '\0' : static_cast<char>(text[0] | 0x20);
    return c >= 'a' && c <= 'z' ? c : '\0';
  };
  const char first = small_letter(a), other = small_letter(b);
  if (first != '\0' && other != '\0' && first != other) return false;
  return title_key(a) == title_key(b);
}

bool similar_titles(std::string_view a, std::string_view b) {
  const auto words = [](std::string_view text) {
    std::string out;
    const std::string folded = lower(text.substr(0, 80));
    for (const auto word : tokens(folded)) {
      const std::string_view bare = strip(word, " .,:;-()");
      if (!bare.empty()) out.append(bare).append(" ");
      if (out.size() > 40) break;
    }
    return out;
  };
  std::string one = words(without_leader(a)), other = words(without_leader(b));
  if (one.size() > other.size()) std::swap(one, other);
  if (one.size() < 4) return false;
  if (other.starts_with(one)) return true;
  std::size_t same = 0;
  while (same < one.size() && one[same] == other[same]) ++same;
  return same >= 16 && same * 2 >= one.size();
}

const ContentsEntry* Contents::entry(std::string_view number) const {
  const auto found = by_number.find(number);
  return found == by_number.end() ? nullptr : &entries[found->second];
}

namespace {

// Where each title, and each number printed with a word, stands last.
struct LastSeen {
  std::unordered_map<std::size_t, std::size_t> title;
  std::unordered_map<long, std::size_t> worded;
  std::unordered_map<long, std::vector<std::pair<std::size_t, std::string_view>>> numbered;  // at most a few for each

  explicit LastSeen(const std::vector<LineClass>& classes) {
    for (std::size_t i = 0; i < classes.size(); ++i) {
      const auto& mark = classes[i].heading;
      if (mark.style == Numbering::none || mark.style == Numbering::clock) continue;
      if (mark.style == Numbering::word) worded[order_key(mark)] = i;
      if (mark.title.empty() || mark.title.size() > 300) continue;
      title[title_key(mark.title)] = i;
      auto& rows = numbered[order_key(mark)];
      if (rows.size() < 8) rows.emplace_back(i, mark.title);
    }
  }
  bool same_title(const HeadingMark& mark, std::size_t after) const {
    const auto found = title.find(title_key(mark.title));
    return found != title.end() && found->second > after;
  }
  bool same_number(const HeadingMark& mark, std::size_t after) const {
    const long key = order_key(mark);
    if (const auto found = worded.find(key); found != worded.end() && found->second > after) return true;
    const auto found = numbered.find(key);
    if (found == numbered.end()) return false;
    for (const auto& [row, other] : found->second)
      if (row > after && similar_titles(other, mark.title)) return true;
    return false;
  }
};

// “Godkendelse af dagsorden 4”, “Budget 2021 9”: the pages of a list of contents, which rise from entry to entry.
// The titles without them; none where the last words are no pages.
std::vector<std::string_view> without_pages(const std::vector<LineClass>& classes,
                                            const std::vector<std::size_t>& run) {
  std::vector<std::string_view> titles;
  int before = 0;
  for (const std::size_t row : run) {
    const std::string_view title = classes[row].heading.title;
    const std::string_view page = last_word(title);
    if (page.empty() || page.size() > 3 || page.size() >= title.size() ||
        page.find_first_not_of("0123456789") != std::string_view::npos)
      return {};
    int value = 0;
    for (const char c : page) value = value * 10 + (c - '0');
    if (value < before) return {};
    before = value;
    titles.push_back(trim(title.substr(0, title.size() - page.size())));
  }
  return titles;
}

bool below_contents_heading(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t row) {
  while (row > 0 && sheet.rows[row - 1].furniture) --row;
  return row > 0 && classes[row - 1].label.label == Label::contents && classes[row - 1].label.alone;
}

// The row that only ends the title of the heading before it.
bool ends_title(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i, const HeadingMark& above) {
  if (i + 1 >= classes.size()) return false;
  const LineClass& c = classes[i];
  const HeadingMark& below = classes[i + 1].heading;
  const bool between =
      below.style == above.style && order_key(below) > order_key(above) && below.major <= above.major + 1;
  if (!between || c.label.label != Label::none || c.bullet || sheet.rows[i].blanks > 0) return false;
  const std::string_view text = sheet.rows[i].text;
  // “Medarbejder ........ 3”: its page stands behind the title's rest.
  if (text.size() < 200 && without_leader(text).size() < text.size()) return true;
  return text.size() < 60 && starts_lower(text) && !text.ends_with('.');
}

}  // namespace

Contents find_contents(const Sheet& sheet, const std::vector<LineClass>& classes) {
  Contents contents;
  std::optional<LastSeen> seen;  // looked at only where headings follow one another
  // A table of contents comes before any item's text; later runs are lists.
  std::size_t end = 0;
  while (end < classes.size() && !classes[end].lead_in &&
         !(is_section(classes[end].label.label) && classes[end].label.alone && end > 3))
    ++end;
  std::size_t i = 0;
  while (i < end) {
    if (classes[i].label.label == Label::contents && !classes[i].label.alone) {
      const std::size_t before = contents.entries.size();
      inline_entries(contents, sheet.rows[i].text.substr(classes[i].label.value), static_cast<std::uint32_t>(i));
      if (contents.entries.size() > before) {
        contents.rows.push_back(static_cast<std::uint32_t>(i));
        contents.last_row = i;
      }
    }
    if (classes[i].label.label == Label::agenda && classes[i].label.alone) small_entries(contents, sheet, classes, i);
    const Numbering style = classes[i].heading.style;
    if (style == Numbering::none || style == Numbering::clock || sheet.rows[i].furniture) {
      ++i;
      continue;
    }
    // A run of headings with nothing between them.
    std::vector<std::size_t> run{i}, tails;
    std::size_t next = i + 1;
    long key = order_key(classes[i].heading);
    for (; next < classes.size(); ++next) {
      if (sheet.rows[next].furniture) continue;
      const auto& mark = classes[next].heading;
      if (mark.style == Numbering::none && ends_title(sheet, classes, next, classes[run.back()].heading)) {
        tails.push_back(next);
        continue;
      }
      if (mark.style != style || order_key(mark) <= key) break;
      key = order_key(mark);
      run.push_back(next);
    }
    // Under “Indholdsfortegnelse” with a page behind each title, whether or not the items follow.
    if (run.size() >= 3 && below_contents_heading(sheet, classes, run.front()))
      if (const auto titles = without_pages(classes, run); !titles.empty()) {
        for (std::size_t k = 0; k < run.size(); ++k) {
          contents.entries.push_back({classes[run[k]].heading, static_cast<std::uint32_t>(run[k]), titles[k]});
          contents.rows.push_back(static_cast<std::uint32_t>(run[k]));
        }
        for (const std::size_t row : tails) contents.rows.push_back(static_cast<std::uint32_t>(row));
        contents.last_row = run.back();
        i = next;
        continue;
      }
    if (run.size() >= 2) {
      if (!seen) seen.emplace(classes);
      const LastSeen& last = *seen;
      std::size_t again = 0, numbers = 0;
      for (const std::size_t row : run) {
        again += last.same_title(classes[row].heading, run.back());
        numbers += last.same_number(classes[row].heading, run.back());
      }
      const HeadingMark& first = classes[run.front()].heading;
      if (last.same_title(first, run.back()) || again * 2 >= run.size() ||
          (last.same_number(first, run.back()) && numbers * 10 >= run.size() * 6)) {
        for (const std::size_t row : run) {
          contents.entries.push_back(
              {classes[row].heading, static_cast<std::uint32_t>(row), without_leader(classes[row].heading.title)});
          contents.rows.push_back(static_cast<std::uint32_t>(row));
        }
        for (const std::size_t row : tails) contents.rows.push_back(static_cast<std::uint32_t>(row));
        contents.last_row = run.back();
      }
    }
    i = next;
  }
  for (std::size_t k = 0; k < contents.entries.size(); ++k)
    contents.by_number.emplace(contents.entries[k].mark.number, k);
  return contents;
}

}  // namespace klynge::reading
