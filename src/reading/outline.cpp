#include "reading/outline.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/answered_agenda.hpp"
#include "reading/contents.hpp"
#include "reading/heading_title.hpp"
#include "reading/label_cycle.hpp"
#include "reading/number_chain.hpp"
#include "reading/plain_heading.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

bool is_open_or_closed(Label label) { return label == Label::open || label == Label::closed; }

// True where “Åbent” and “Lukket” stand below the headings: above one stands then the mark of the item before, which
// may have no other text.
bool openness_below(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<std::size_t>& rows) {
  std::size_t above = 0, below = 0;
  for (const std::size_t row : rows) {
    std::size_t before = row, next = row + 1;
    while (before > 0 && sheet.rows[before - 1].furniture) --before;
    while (next < classes.size() && sheet.rows[next].furniture) ++next;
    above += before > 0 && is_open_or_closed(classes[before - 1].label.label);
    below += next < classes.size() && is_open_or_closed(classes[next].label.label);
  }
  return below > above;
}

// What may stand straight above the headings of this document.
struct AboveHeadings {
  bool times = false;
  bool openness = true;
};

// Rows straight before a heading that belong to the item: case numbers and other marks.
void take_marks(const Sheet& sheet, const std::vector<LineClass>& classes, ItemSpan& item, std::size_t floor,
                AboveHeadings may) {
  for (std::size_t i = item.heading; i > floor; --i) {
    if (sheet.rows[i - 1].furniture) continue;
    if (may.times && classes[i - 1].time_only && !item.clock) {
      item.clock = time_at(sheet.rows[i - 1].text, 0, false);
      item.marks.push_back(static_cast<std::uint32_t>(i - 1));
      continue;
    }
    const Label label = classes[i - 1].label.label;
    if (label != Label::case_number && label != Label::mark && !(may.openness && is_open_or_closed(label))) break;
    item.marks.push_back(static_cast<std::uint32_t>(i - 1));
  }
}

ItemSpan pause_span(const Sheet& sheet, std::size_t row) {
  ItemSpan item;
  item.heading = row;
  item.style = Numbering::plain;
  item.confidence = 0.85f;
  item.title.push_back({static_cast<std::uint32_t>(row), sheet.rows[row].text});
  return item;
}

// “Kl. 16.10: Drøftelse …”: headings by clock time, alone or between numbered ones.
std::vector<std::size_t> clock_headings(const Sheet& sheet, const std::vector<LineClass>& classes, bool numbered) {
  std::vector<std::size_t> rows;
  int last = -1;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const HeadingMark& mark = classes[i].heading;
    if (mark.style != Numbering::clock || sheet.rows[i].furniture) continue;
    const Row& row = sheet.rows[i];
    if (numbered && !mark.clock_marked) continue;
    if (row.text.size() > 220 || (row.text.ends_with('.') && row.text.size() > 100) || mark.major < last) continue;
    last = mark.major;
    rows.push_back(i);
  }
  if (rows.size() < 2) rows.clear();
  return rows;
}

// “PAUSE” on a row of its own is an item without a number.
std::vector<std::size_t> pause_rows(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t from) {
  std::vector<std::size_t> rows;
  for (std::size_t i = from; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (row.furniture || row.text.size() > 40 || classes[i].bullet || classes[i].heading.style != Numbering::none)
      continue;
    std::string_view text = row.text;
    // Of the words below, and what is stripped before them.
    static constexpr WordSet first_letters{"p", "P", "f", "F", "k", "K", " ", "-", ":", ".", ",", "("};
    if (!first_letters.has(text.substr(0, 1)) && static_cast<unsigned char>(text[0]) < 0x80) continue;
    const auto times = times_in(text, true);
    if (!times.empty()) text = text.substr(0, times.front().from);
    static constexpr WordSet pauses{"pause", "frokost", "frokostpause", "kaffepause"};
    if (!pauses.has(Folded(strip(text, " -:.,(")))) continue;
    const bool timed = !times.empty() || (i + 1 < classes.size() && classes[i + 1].time_only);
    if (timed || row.blanks > sheet.gap || all_upper(row.text)) rows.push_back(i);
  }
  return rows;
}

// “Spørgetid” and below it “Sag nr. 71”: the rows above numbers that have no title beside or below them, where that is
// so for nearly all; one for each of `rows`, or none at all.
std::vector<std::size_t> titles_above(const Sheet& sheet, const std::vector<LineClass>& classes,
                                      const std::vector<std::size_t>& rows) {
  std::vector<std::size_t> titles(rows.size(), no_row);
  std::size_t found = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::size_t row = rows[k];
    if (classes[row].heading.style == Numbering::none || !classes[row].heading.title.empty() || row == 0) continue;
    std::size_t above = row - 1;
    while (above > 0 && sheet.rows[above].furniture) --above;
    const std::size_t limit = k + 1 < rows.size() ? rows[k + 1] : classes.size();
    std::size_t below = row + 1;
    while (below < limit && sheet.rows[below].furniture) ++below;
    const bool titled_below = below < limit && classes[below].label.label == Label::none && !classes[below].lead_in &&
                              sheet.rows[below].role != LineRole::heading && !heading_like(sheet, classes, above);
    if (titled_below || !heading_like(sheet, classes, above) || classes[above].heading.style != Numbering::none)
      continue;
    // With text under the number as well, only what is marked as a heading is the title for sure.
    const bool text_below = below < limit && classes[below].label.label == Label::none && !classes[below].lead_in;
    if (text_below && sheet.rows[above].role != LineRole::heading) continue;
    titles[k] = above;
    ++found;
  }
  if (found < 2 || found * 4 < rows.size() * 3) titles.clear();
  return titles;
}

// “EVENTUELT” set apart below the numbered items is the last of them, without a number.
std::size_t unnumbered_last(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t last_numbered) {
  if (contains(lower(classes[last_numbered].heading.title), "eventuelt")) return no_row;
  for (std::size_t i = last_numbered + 1; i < classes.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (row.text.size() > 10 || row.furniture || row.table >= 0) continue;
    const bool told = row.text.ends_with(':') && row.blanks > sheet.gap;
    const std::string word = lower(strip(row.text, ".:"));
    if (word != "eventuelt" && !(told && word == "evt")) continue;
    // A number alone on the row above has it for its title.
    const bool numbered = i == last_numbered + 1 && classes[last_numbered].heading.title.empty();
    if (!numbered && (told || heading_like(sheet, classes, i) || all_upper(row.text))) return i;
  }
  return no_row;
}

// Items whose headings bear no number, by their look.
std::vector<ItemSpan> plain_items(const Sheet& sheet, const std::vector<LineClass>& classes, const PlainHeadings& found,
                                  std::size_t end, Outline& outline) {
  std::vector<ItemSpan> items;
  // Where the first heading has its case number above it, all have.
  const std::size_t first = found.headings.front().row;
  const bool marked = first > 0 && is_mark(classes[first - 1].label.label);
  for (const PlainHeading& heading : found.headings) {
    if (items.size() >= limits::items_per_meeting) break;
    ItemSpan item;
    item.style = Numbering::plain;
    item.confidence = 0.75f;
    item.heading = heading.row;
    const HeadingMark& mark = classes[heading.row].heading;
    // “Forslag A: Nyt tag” bears its letter.
    const bool part = mark.style == Numbering::part && heading.run_in.empty() && !mark.title.empty();
    if (part) item.number = std::string(mark.number);
    item.title.push_back({static_cast<std::uint32_t>(heading.row), part ? mark.title : heading.title});
    item.run_in = heading.run_in;
    item.body = heading.row + 1;
    if (marked) take_marks(sheet, classes, item, items.empty() ? 0 : items.back().body, {.openness = false});
    if (!items.empty()) items.back().end = item.marks.empty() ? heading.row : item.marks.back();
    item.end = end;
    items.push_back(std::move(item));
  }
  for (const std::size_t row : found.listed) outline.dropped[row] = true;
  return items;
}

// Numbers with sections of their own below two of them or more are items, whatever else is set apart.
bool hold_sections(const std::vector<LineClass>& classes, const std::vector<std::size_t>& rows) {
  if (rows.size() < 2) return false;
  std::size_t holding = 0;
  for (std::size_t k = 0; k < rows.size() && holding < 2; ++k) {
    const std::size_t end = k + 1 < rows.size() ? rows[k + 1] : classes.size();
    bool holds = false;
    for (std::size_t i = rows[k] + 1; i < end && !holds; ++i)
      holds = is_section(classes[i].label.label) && classes[i].label.alone;
    holding += holds;
  }
  return holding >= 2;
}

// Titles of a table of items, which the table itself says are headings.
bool head_table_rows(const Sheet& sheet, const std::vector<std::size_t>& rows) {
  const auto heads = std::count_if(rows.begin(), rows.end(), [&](std::size_t row) {
    return sheet.rows[row].table >= 0 && sheet.rows[row].role == LineRole::heading;
  });
  return heads >= 3 && heads * 2 >= std::ssize(rows);
}

// “Punkt 1:” and “Punkt 2:” say themselves that they are items …
bool named_items(const std::vector<LineClass>& classes, const std::vector<std::size_t>& rows) {
  return rows.size() >= 2 &&
         std::ranges::all_of(rows, [&](std::size_t row) { return classes[row].heading.style == Numbering::word; });
}

// … and the entries of lists, however many, are none beside them.
bool mostly_bullets(const std::vector<LineClass>& classes, const std::vector<PlainHeading>& headings) {
  return std::ranges::count_if(headings, [&](const PlainHeading& one) { return classes[one.row].bullet; }) * 2 >
         std::ssize(headings);
}

// True where all the numbers stand under one of the headings, with another heading behind them: a list.
bool within_one(const std::vector<std::size_t>& rows, const std::vector<PlainHeading>& headings) {
  const auto after =
      std::find_if(headings.begin(), headings.end(), [&](const PlainHeading& h) { return h.row >= rows.front(); });
  return after != headings.begin() && after != headings.end() && after->row > rows.back();
}

// “BILAG A” after the last item: the appendix is in no field.
std::size_t appendix_start(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t from) {
  for (std::size_t i = from; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (row.text.size() > 60 || row.furniture) continue;
    std::string_view text = row.text;
    bool named = false;
    for (const std::string_view word : {"BILAG", "Bilag", "APPENDIKS", "Appendiks"})
      if (begins_with_word(text, word)) {
        text = trim(text.substr(word.size()));
        named = true;
        break;
      }
    if (!named || text.empty() || classes[i].bullet) continue;
    const std::string_view rest = strip(text.substr(0, 3), " .:-");
    const bool letter = rest.size() == 1 || (rest.size() == 2 && is_digit(rest[0]) && is_digit(rest[1]));
    const bool shouted = all_upper(row.text.substr(0, 5));
    const bool alone = strip(text, " .:-").size() <= 2;
    if (letter && (row.page_start || shouted || row.role == LineRole::heading || (alone && row.blanks > sheet.gap))) {
      // Under “Bilag:” such a row is an entry of the list.
      if (!shouted && i > 0 && (classes[i - 1].label.label == Label::attachments)) continue;
      return i;
    }
  }
  return sheet.rows.size();
}

bool group_heading(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i) {
  const Row& row = sheet.rows[i];
  const bool told = row.text.ends_with(':') && row.blanks > sheet.gap && !row.furniture && starts_upper(row.text) &&
                    classes[i].label.label == Label::none && !classes[i].bullet;
  if (!told && !heading_like(sheet, classes, i)) return false;
  const std::string folded = lower(strip(row.text, ":"));
  if (token_count(folded) > 6) return false;
  // “DEBATPUNKTER”
  if (folded.ends_with("punkter") && folded.find(' ') == std::string::npos && all_upper(sheet.rows[i].text))
    return true;
  for (const std::string_view word :
       {"punkter til", "punkter", "sager til", "orienteringspunkter", "beslutningspunkter", "drøftelsespunkter",
        "orienteringssager", "beslutningssager", "temapunkter", "lukkede punkter", "åbne punkter", "temaer",
        "faste punkter", "orienteringspunkt", "åben dagsorden", "lukket dagsorden", "åbne sager", "lukkede sager"})
    if (begins_with_word(folded, word)) return true;
  return false;
}

// Rows that bear number and title of an entry of the contents, in another way than the others
// (“5.1 Forslag …” under “Ad 5.”).
void add_named_rows(const Sheet& sheet, const std::vector<LineClass>& classes, const Contents& contents,
                    const std::vector<bool>& dropped, std::vector<std::size_t>& rows) {
  std::unordered_map<std::string, const ContentsEntry*> missing;
  const bool lettered = classes[rows.front()].heading.style == Numbering::letter;
  for (const ContentsEntry& entry : contents.entries)
    if (entry.mark.style != Numbering::part && (lettered || entry.mark.style != Numbering::letter))
      missing.emplace(entry.mark.number, &entry);
  for (const std::size_t row : rows) missing.erase(std::string(classes[row].heading.number));
  if (missing.empty()) return;
  for (std::size_t i = contents.last_row + 1; i < classes.size(); ++i) {
    const HeadingMark& mark = classes[i].heading;
    if (mark.style == Numbering::none || sheet.rows[i].furniture || dropped[i] || mark.title.empty()) continue;
    const auto found = missing.find(std::string(mark.number));
    if (found == missing.end() || !similar_titles(found->second->title, mark.title)) continue;
    missing.erase(found);
    rows.push_back(i);
  }
  std::sort(rows.begin(), rows.end());
}

void add_contents_only(Outline& outline, const Contents& contents) {
  if (contents.entries.empty()) return;
  std::unordered_set<std::string> numbers;
  std::unordered_set<std::size_t> titles;
  for (const auto& item : outline.items) {
    numbers.insert(item.number);
    if (!item.title.empty()) titles.insert(title_key(item.title.front().text));
  }
  const bool lettered = !outline.items.empty() && outline.items.front().style == Numbering::letter;
  for (const auto& entry : contents.entries) {
    // “a. Formand” under a title of the contents is no item where items bear numbers.
    if (entry.mark.style == Numbering::part || (entry.mark.style == Numbering::letter && !lettered)) continue;
    if (outline.items.size() >= limits::items_per_meeting) return;
    if (!numbers.insert(std::string(entry.mark.number)).second || !titles.insert(title_key(entry.title)).second)
      continue;
    ItemSpan item;
    item.heading = entry.row;
    item.number = std::string(entry.mark.number);
    item.style = entry.mark.style;
    item.title.push_back({entry.row, entry.title});
    item.contents_only = true;
    item.confidence = 0.7f;
    const auto key = [](const std::string& number) {
      const HeadingMark mark = heading_mark(number + ". X");
      return order_key(mark);
    };
    const long mine = key(item.number);
    auto at = std::find_if(outline.items.begin(), outline.items.end(),
                           [&](const ItemSpan& other) { return !other.number.empty() && key(other.number) > mine; });
    outline.items.insert(at, std::move(item));
  }
}

}  // namespace

namespace {

// True where every number stands in a list of recommendations: what is decided, and no items.
bool only_recommended(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<std::size_t>& rows) {
  for (const std::size_t row : rows) {
    bool listed = false;
    for (std::size_t i = row; i > 0 && row - i < 12 && !listed; --i) {
      const LineClass& c = classes[i - 1];
      if (sheet.rows[i - 1].furniture) continue;
      listed = c.lead_in || c.label.label == Label::recommendation;
      if (!listed && c.label.label != Label::none) return false;
    }
    if (!listed) return false;
  }
  return !rows.empty();
}

// “1. Godkendelse af dagsorden” on the first row and “Beslutning” straight below: a page of that one item.
bool opens_with_item(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<std::size_t>& rows) {
  if (rows.size() != 1) return false;
  for (std::size_t i = 0; i < rows[0]; ++i)
    if (!sheet.rows[i].furniture) return false;
  const std::size_t below = rows[0] + 1;
  return below < classes.size() && is_section(classes[below].label.label) && classes[below].label.alone;
}

}  // namespace

bool is_kind_letter(std::string_view text) {
  static constexpr WordSet letters{"B", "O", "D"};
  return letters.has(text) ||
         (text.size() == 3 && text[1] == '/' && letters.has(text.substr(0, 1)) && letters.has(text.substr(2)));
}

namespace {

// The rows that open items, ascending, and which of them do so by a clock time.
struct ItemRows {
  std::vector<std::size_t> rows;
  std::unordered_set<std::size_t> clocks;
};

ItemRows find_item_rows(const Sheet& sheet, const std::vector<LineClass>& classes, const Contents& contents,
                        std::vector<bool>& dropped, std::vector<std::size_t> rows) {
  ItemRows out;
  if (!rows.empty()) add_named_rows(sheet, classes, contents, dropped, rows);
  const bool numbered = !rows.empty();
  const std::size_t last_numbered = numbered ? rows.back() : no_row;
  const auto clocks = clock_headings(sheet, classes, numbered);
  out.clocks.insert(clocks.begin(), clocks.end());
  rows.insert(rows.end(), clocks.begin(), clocks.end());
  if (!rows.empty()) {
    const auto pauses = pause_rows(sheet, classes, *std::min_element(rows.begin(), rows.end()));
    rows.insert(rows.end(), pauses.begin(), pauses.end());
    if (const std::size_t last = numbered ? unnumbered_last(sheet, classes, last_numbered) : no_row; last != no_row)
      rows.push_back(last);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  if (rows.size() > limits::items_per_meeting) rows.resize(limits::items_per_meeting);
  out.rows = std::move(rows);
  return out;
}

// The chain of numbers, where it convinces more than headings without numbers do; those go to `plain`.
std::vector<std::size_t> numbered_rows(const Sheet& sheet, const std::vector<LineClass>& classes,
                                       const std::vector<bool>& dropped, PlainHeadings& plain) {
  NumberChain chain = find_number_chain(sheet, classes, dropped);
  std::vector<std::size_t> rows;
  if (chain.score >= 1.0) rows = std::move(chain.rows);
  if (rows.size() <= 3 && only_recommended(sheet, classes, rows)) rows.clear();
  // A single number may be anything; headings by their look may be several.
  if (!hold_sections(classes, rows) && !head_table_rows(sheet, rows))
    plain = find_plain_headings(sheet, classes, dropped);
  if (plain.headings.size() >= 3 && (rows.size() <= 1 || within_one(rows, plain.headings)) &&
      !opens_with_item(sheet, classes, rows) &&
      !(named_items(classes, rows) && mostly_bullets(classes, plain.headings)))
    rows.clear();
  return rows;
}

// Where most items have their time on the row above, all have.
bool times_stand_above(const std::vector<LineClass>& classes, const std::vector<std::size_t>& rows) {
  const auto timed = std::ranges::count_if(rows, [&](std::size_t row) {
    return row > 0 && classes[row - 1].time_only && classes[row].heading.style != Numbering::none;
  });
  return timed * 2 > static_cast<std::ptrdiff_t>(rows.size());
}

void add_items_of_rows(Outline& outline, const Sheet& sheet, const std::vector<LineClass>& classes,
                       const Contents& contents, const ItemRows& found) {
  const std::vector<std::size_t>& rows = found.rows;
  std::optional<TimeFound> group_clock;
  const AboveHeadings above{.times = times_stand_above(classes, rows),
                            .openness = !openness_below(sheet, classes, rows)};
  const HeadingStyle style = heading_style(sheet, classes, rows);
  const std::vector<std::size_t> titles = titles_above(sheet, classes, rows);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::size_t limit = k + 1 < rows.size() ? rows[k + 1] : classes.size();
    const bool pause = classes[rows[k]].heading.style == Numbering::none;
    ItemSpan item = pause ? pause_span(sheet, rows[k]) : span_of(sheet, classes, contents, rows[k], limit, style);
    const bool titled_above = !titles.empty() && titles[k] != no_row;
    if (titled_above) item.title.push_back({static_cast<std::uint32_t>(titles[k]), sheet.rows[titles[k]].text});
    item.body = pause || titled_above ? rows[k] + 1 : title_end(sheet, classes, item, limit);
    item.end = limit;
    // A clock heading with a numbered one straight under it is a group's; its time goes to the item.
    if (found.clocks.contains(rows[k]) && k + 1 < rows.size() && !found.clocks.contains(rows[k + 1]) &&
        item.body >= rows[k + 1]) {
      group_clock = item.clock;
      outline.dropped[rows[k]] = true;
      continue;
    }
    if (group_clock && !item.clock) item.clock = group_clock;
    group_clock.reset();
    take_marks(sheet, classes, item, outline.items.empty() ? 0 : outline.items.back().body, above);
    if (titled_above) item.marks.push_back(static_cast<std::uint32_t>(titles[k]));
    outline.items.push_back(std::move(item));
  }
}

// The title printed twice: the echo before the heading goes, and so do the headings of groups.
void drop_above_headings(Outline& outline, const Sheet& sheet, const std::vector<LineClass>& classes) {
  for (std::size_t k = 0; k < outline.items.size(); ++k) {
    ItemSpan& item = outline.items[k];
    if (item.heading == no_row) continue;
    std::size_t start = item.marks.empty() ? item.heading : item.marks.back();
    const std::size_t floor = k == 0 ? 0 : outline.items[k - 1].body;
    for (unsigned back = 0; start > floor && back < 2 && !item.title.empty(); ++back) {
      const HeadingMark& echo = classes[start - 1].heading;
      if (!same_titles(echo.style != Numbering::none ? echo.title : sheet.rows[start - 1].text,
                       item.title.front().text))
        break;
      outline.dropped[--start] = true;
    }
    while (start > floor && k > 0 && group_heading(sheet, classes, start - 1)) outline.dropped[--start] = true;
    if (k > 0) outline.items[k - 1].end = std::min(outline.items[k - 1].end, start);
    if (k == 0) outline.header_end = start;
  }
  if (outline.items.empty())
    outline.header_end = classes.size();
  else if (outline.items.front().heading == no_row)
    outline.header_end = outline.items.front().body;
}

// Ends the last item before the appendix, and drops the echo after a heading: “1. Budget”, blank, “1.  Budget”.
void close_items(Outline& outline, const Sheet& sheet, const std::vector<LineClass>& classes) {
  outline.end = classes.size();
  if (!outline.items.empty()) {
    outline.end = appendix_start(sheet, classes, outline.items.back().body);
    outline.items.back().end = std::min(outline.items.back().end, outline.end);
  }
  for (auto& item : outline.items) {
    item.end = std::max(item.end, item.body);
    if (item.body >= item.end || item.title.empty()) continue;
    const HeadingMark& echo = classes[item.body].heading;
    if (echo.style != Numbering::none && echo.number == item.number &&
        title_key(echo.title) == title_key(item.title.front().text))
      outline.dropped[item.body++] = true;
  }
}

// What the whole document tells of its form.
void see_form(Outline& outline, const Sheet& sheet, const std::vector<LineClass>& classes) {
  outline.kind_letters =
      std::ranges::count_if(sheet.rows, [](const Row& row) { return is_kind_letter(row.text); }) >= 3;
  for (std::size_t i = 0; i < classes.size() && outline.responsible_columns.size() < 20; ++i)
    if (const Row& row = sheet.rows[i];
        row.table >= 0 && row.row == 0 && row.text.size() < 20 && lower(row.text).starts_with("ansv"))
      outline.responsible_columns.emplace_back(row.table, row.column);
}

}  // namespace

Outline make_outline(const Sheet& sheet, const std::vector<LineClass>& classes) {
  Outline outline;
  outline.dropped.assign(classes.size(), false);
  see_form(outline, sheet, classes);
  const Contents contents = find_contents(sheet, classes);
  for (const auto row : contents.rows) outline.dropped[row] = true;

  PlainHeadings plain;
  std::vector<std::size_t> numbered = numbered_rows(sheet, classes, outline.dropped, plain);
  const ItemRows found = find_item_rows(sheet, classes, contents, outline.dropped, std::move(numbered));
  if (found.rows.empty()) {
    outline.items = items_of_label_cycle(sheet, classes, outline.dropped);
    if (plain.headings.size() > outline.items.size() && !is_page_of_one_item(outline.items, classes))
      outline.items = plain_items(sheet, classes, plain, classes.size(), outline);
  } else {
    add_items_of_rows(outline, sheet, classes, contents, found);
  }
  drop_above_headings(outline, sheet, classes);
  close_items(outline, sheet, classes);
  // “Referat” above the first item is the document's heading.
  outline.minutes_labels = std::any_of(
      classes.begin() + static_cast<std::ptrdiff_t>(outline.header_end), classes.end(),
      [](const LineClass& c) { return c.label.label == Label::minutes && c.heading.style == Numbering::none; });
  take_answers_by_number(sheet, classes, outline);
  add_contents_only(outline, contents);
  return outline;
}

}  // namespace klynge::reading
