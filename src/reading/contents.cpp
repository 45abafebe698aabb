#include "reading/contents.hpp"

#include <functional>

#include "base/text.hpp"
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
    if (value != next || end >= text.size() || text[end] != '.' || end + 1 >= text.size() || !is_blank(text[end + 1])) continue;
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

long key_of(const HeadingMark& mark) { return mark.major * 10000L + (mark.minor + 1) * 100L + mark.letter; }

}  // namespace

std::size_t title_key(std::string_view title) {
  title = without_leader(title);
  std::string folded;
  folded.reserve(title.size());
  for (const char c : title)
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || is_digit(c)) folded += c;
    else if (c >= 'A' && c <= 'Z') folded += static_cast<char>(c + 32);
  return folded.empty() ? 0 : std::hash<std::string>{}(folded);
}

Contents find_contents(const Sheet& sheet, const std::vector<LineClass>& classes) {
  Contents contents;
  std::unordered_map<std::size_t, std::size_t> last_by_title;  // where a title stands last
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const auto& mark = classes[i].heading;
    if (mark.style == Numbering::none || mark.style == Numbering::clock || mark.title.empty() || mark.title.size() > 300) continue;
    last_by_title[title_key(mark.title)] = i;
  }
  // A table of contents comes before any item's text; later runs are lists.
  std::size_t end = 0;
  while (end < classes.size() && !classes[end].lead_in && !(is_section(classes[end].label.label) && classes[end].label.alone && end > 3)) ++end;
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
    const Numbering style = classes[i].heading.style;
    if (style == Numbering::none || style == Numbering::clock || sheet.rows[i].furniture) {
      ++i;
      continue;
    }
    // A run of headings with nothing between them.
    std::vector<std::size_t> run{i};
    std::size_t next = i + 1;
    long key = key_of(classes[i].heading);
    for (; next < classes.size(); ++next) {
      if (sheet.rows[next].furniture) continue;
      const auto& mark = classes[next].heading;
      if (mark.style != style || key_of(mark) <= key) break;
      key = key_of(mark);
      run.push_back(next);
    }
    if (run.size() >= 2) {
      std::size_t again = 0;
      bool first_again = false;
      for (const std::size_t row : run) {
        const auto found = last_by_title.find(title_key(classes[row].heading.title));
        const bool later = found != last_by_title.end() && found->second > run.back();
        again += later;
        first_again = first_again || (row == run.front() && later);
      }
      if (first_again || again * 2 >= run.size()) {
        for (const std::size_t row : run) {
          contents.entries.push_back({classes[row].heading, static_cast<std::uint32_t>(row), without_leader(classes[row].heading.title)});
          contents.rows.push_back(static_cast<std::uint32_t>(row));
        }
        contents.last_row = run.back();
      }
    }
    i = next;
  }
  return contents;
}

}  // namespace klynge::reading
