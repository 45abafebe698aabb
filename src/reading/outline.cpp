#include "reading/outline.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/contents.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

struct Candidate {
  std::size_t row = 0;
  long key = 0;
  double weight = 0;
};

long key_of(const HeadingMark& mark) { return mark.major * 10000L + (mark.minor + 1) * 100L + mark.letter; }

enum Family { dotted, bracketed, worded, glued, bare, family_count };

Family family_of(Numbering style) {
  switch (style) {
    case Numbering::bracket: return bracketed;
    case Numbering::word: return worded;
    case Numbering::glued: return glued;
    case Numbering::bare: return bare;
    default: return dotted;
  }
}

double base_weight(Numbering style) {
  switch (style) {
    case Numbering::word: return 2.0;
    case Numbering::glued: return 0.8;
    case Numbering::bare: return 0.1;
    default: return 0.6;
  }
}

bool usual_title(std::string_view title) {
  static constexpr std::array<std::string_view, 16> starts{"eventuelt", "evt", "godkendelse af", "meddelelser", "velkomst", "orientering", "næste møde", "meddelelse", "valg af", "økonomi", "status", "opfølgning", "kommende", "bordet rundt", "lukket", "nyt fra"};
  const std::string folded = lower(title.substr(0, 32));
  for (const auto start : starts)
    if (folded.starts_with(start)) return true;
  return false;
}

bool presenter_row(std::string_view text) {
  const std::string folded = lower(text.substr(0, 4));
  return folded.starts_with("v/") || folded.starts_with("v.") || folded.starts_with("ved ");
}

// What the rows after a heading say for it: labels come close behind an item's title.
double evidence_after(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t row) {
  double weight = 0;
  unsigned looked = 0;
  for (std::size_t i = row + 1; i < classes.size() && looked < 4; ++i) {
    if (sheet.rows[i].furniture) continue;
    const LineClass& c = classes[i];
    const double near = 1.0 - 0.15 * looked;
    if (is_section(c.label.label) || c.lead_in) return weight + 2.0 * near;
    if (is_mark(c.label.label)) return weight + 2.0 * near;
    if (c.time_only) weight += 1.2 * near;
    if (presenter_row(sheet.rows[i].text)) weight += 1.2 * near;
    if (looked > 0 && c.heading.style == classes[row].heading.style) break;
    ++looked;
  }
  return weight;
}

double weight_of(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i) {
  const Row& row = sheet.rows[i];
  const HeadingMark& mark = classes[i].heading;
  double weight = base_weight(mark.style);
  if (row.role == LineRole::heading) weight += 3;
  if (row.bold) weight += 1.5;
  if (row.blanks > sheet.gap) weight += 0.8;
  else if (row.page_start) weight += 0.3;
  std::size_t before = i;
  while (before > 0 && sheet.rows[before - 1].furniture) --before;
  if (before > 0) {
    const Label label = classes[before - 1].label.label;
    if (is_mark(label)) weight += 2;
    if (label == Label::agenda || label == Label::contents) weight += 1;
  }
  weight += evidence_after(sheet, classes, i);
  const std::string_view title = mark.title;
  if (title.empty()) return mark.style == Numbering::word ? weight : weight - 1;
  if (usual_title(title)) weight += 0.8;
  if (!times_in(title, false).empty()) weight += 1.2;
  const bool evt = lower(title.substr(0, 5)) == "evt.";
  if (title.ends_with('.') && !evt) weight -= 1;
  if (title.ends_with(',') || title.ends_with(';')) weight -= 2.5;
  if (row.text.ends_with(':')) weight -= 0.5;
  if (starts_lower(title)) weight -= 1.5;
  if (begins_with_word(title, "at") || begins_with_word(title, "At")) weight -= 3;
  if (title.size() > 160) weight -= 1;
  return weight;
}

// Lists inside an item count from 1 on; a heading that is the next of such a list is suspect.
struct ListState {
  bool open = false;
  bool labelled = false;  // under “Indstilling” or “Bilag”
  int next = 1;
  Numbering style = Numbering::none;

  void see(const LineClass& c) {
    const Label label = c.label.label;
    if (label == Label::recommendation || label == Label::attachments || c.lead_in) {
      *this = {true, true, 1, Numbering::none};
    } else if (is_section(label) || is_mark(label)) {
      *this = {};
    }
  }
  // `straight`: the row above opened the list.
  double penalty(const HeadingMark& mark, bool after_colon, bool straight) {
    if (labelled && mark.minor >= 0) return 2.6;
    if (mark.minor >= 0 || mark.letter) return 0;
    const bool fits_style = style == Numbering::none || style == mark.style;
    if (labelled && fits_style && mark.major == next) {
      const bool opens = next == 1 && straight;
      ++next;
      style = mark.style;
      return opens ? 100 : 2.6;
    }
    if (!labelled && mark.major == 1 && after_colon) {
      *this = {true, false, 2, mark.style};
      return 1.5;
    }
    if (open && !labelled && fits_style && mark.major == next) {
      ++next;
      return 1.2;
    }
    return 0;
  }
};

// The heaviest subsequence with rising keys.
std::vector<std::size_t> heaviest_chain(const std::vector<Candidate>& all) {
  std::vector<long> keys;
  for (const auto& c : all) keys.push_back(c.key);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  struct Best { double weight = 0; std::size_t at = no_row; };
  std::vector<Best> tree(keys.size() + 1);
  std::vector<std::size_t> previous(all.size(), no_row);
  Best overall;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].weight <= 0) continue;
    const std::size_t rank = static_cast<std::size_t>(std::lower_bound(keys.begin(), keys.end(), all[i].key) - keys.begin());
    Best best;
    for (std::size_t k = rank; k > 0; k -= k & (~k + 1))
      if (tree[k].weight > best.weight) best = tree[k];
    previous[i] = best.at;
    const Best mine{best.weight + all[i].weight, i};
    for (std::size_t k = rank + 1; k < tree.size(); k += k & (~k + 1))
      if (mine.weight > tree[k].weight) tree[k] = mine;
    if (mine.weight > overall.weight) overall = mine;
  }
  std::vector<std::size_t> chain;
  for (std::size_t at = overall.at; at != no_row; at = previous[at]) chain.push_back(at);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

struct Chain {
  std::vector<Candidate> headings;
  double score = 0;
};

// A number far from its neighbours is a figure that happens to start a row.
void drop_strays(std::vector<Candidate>& chain) {
  const auto major = [](const Candidate& c) { return c.key / 10000; };
  while (chain.size() >= 2 && major(chain.back()) - major(chain[chain.size() - 2]) > 25) chain.pop_back();
  while (chain.size() >= 3 && major(chain[1]) - major(chain[0]) > 25) chain.erase(chain.begin());
}

// How many of the chain's items hold a section label: items have sections, entries of lists have none.
double coverage(const std::vector<Candidate>& chain, const std::vector<std::size_t>& labels_before) {
  double covered = 0;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const std::size_t end = i + 1 < chain.size() ? chain[i + 1].row : labels_before.size() - 1;
    if (labels_before[end] > labels_before[chain[i].row]) covered += 1;
  }
  return covered;
}

Chain best_chain(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<bool>& skip) {
  std::array<std::vector<Candidate>, family_count> families;
  std::array<std::unordered_set<int>, family_count> seen;
  ListState list;
  std::vector<std::size_t> labels_before(classes.size() + 1, 0);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const Label label = classes[i].label.label;
    labels_before[i + 1] = labels_before[i] + (is_section(label) || classes[i].lead_in ? 1 : 0);
    if (sheet.rows[i].furniture || skip[i]) continue;
    list.see(classes[i]);
    const HeadingMark& mark = classes[i].heading;
    if (mark.style == Numbering::none || mark.style == Numbering::clock) continue;
    const bool after_colon = i > 0 && sheet.rows[i - 1].text.ends_with(':');
    const bool straight = i > 0 && (classes[i - 1].lead_in || (classes[i - 1].label.label == Label::recommendation && classes[i - 1].label.alone));
    double weight = weight_of(sheet, classes, i) - list.penalty(mark, after_colon, straight);
    const Family family = family_of(mark.style);
    if (mark.major == 1 || seen[family].contains(mark.major - 1) || mark.minor >= 0) weight += 0.5;
    seen[family].insert(mark.major);
    families[family].push_back({i, key_of(mark), weight});
  }
  Chain best;
  for (const auto& candidates : families) {
    if (candidates.empty()) continue;
    Chain chain;
    for (const std::size_t at : heaviest_chain(candidates)) chain.headings.push_back(candidates[at]);
    drop_strays(chain.headings);
    for (const auto& c : chain.headings) chain.score += c.weight;
    chain.score += 2 * coverage(chain.headings, labels_before);
    if (chain.score > best.score) best = std::move(chain);
  }
  return best;
}

bool ends_open(std::string_view title) {
  if (title.ends_with("–") || title.ends_with(" -") || title.ends_with(',') || title.ends_with('/') || title.ends_with("kl.")) return true;
  const auto opened = std::count(title.begin(), title.end(), '(');
  const auto closed = std::count(title.begin(), title.end(), ')');
  if (opened > closed) return true;
  const std::string word = lower(last_word(title));
  for (const std::string_view w : {"i", "og", "af", "for", "til", "ved", "mellem", "om", "på", "med", "fra", "samt", "den", "de", "det", "vedr", "vedrørende", "eller", "under", "over"})
    if (word == w && !title.ends_with('.')) return true;
  return false;
}

// Rows that go on with a heading's title.
std::size_t title_end(const Sheet& sheet, const std::vector<LineClass>& classes, ItemSpan& item, std::size_t limit) {
  std::size_t next = item.heading + 1;
  const auto skip_furniture = [&] { while (next < limit && sheet.rows[next].furniture) ++next; };
  const bool only_names = item.title.size() == 1 && item.title.front().text.starts_with('(') && item.title.front().text.ends_with(')');
  if (item.title.empty() || only_names) {
    // “Pkt. 1” alone, or with a name in brackets: the next row is the title.
    skip_furniture();
    if (next < limit && classes[next].label.label == Label::none && !classes[next].bullet && !classes[next].time_only && sheet.rows[next].text.size() < 250) {
      item.title.push_back({static_cast<std::uint32_t>(next), sheet.rows[next].text});
      ++next;
    }
    return next;
  }
  for (unsigned more = 0; more < 3; ++more) {
    skip_furniture();
    if (next >= limit) break;
    const Row& row = sheet.rows[next];
    const Row& last = sheet.rows[item.title.back().row];
    const LineClass& c = classes[next];
    const std::string_view so_far = item.title.back().text;
    const bool open = ends_open(so_far);
    const bool clock_tail = open && c.time_only;
    if (!clock_tail && (c.label.label != Label::none || c.bullet || c.lead_in || c.time_only)) break;
    if (c.heading.style != Numbering::none && !open) break;
    if (presenter_row(row.text) || enumerator_length(row.text) > 0) break;
    if (row.blanks > std::max(1u, sheet.gap)) break;
    const bool tail = starts_lower(row.text) || row.text.size() < 40;
    if (last.bold && !row.bold && !open && !tail) break;
    if (last.role == LineRole::heading && row.role != LineRole::heading) break;
    const bool short_tail = row.text.size() < 90 && !row.text.ends_with('.');
    const bool small_start = starts_lower(row.text) && (short_tail || open) && row.blanks <= sheet.gap;
    const bool full = row.blanks <= sheet.gap && sheet.width > 0 && short_tail && continues(sheet, last, so_far, row, row.text);
    if (!open && !small_start && !full) break;
    item.title.push_back({static_cast<std::uint32_t>(next), row.text});
    ++next;
  }
  return next;
}

bool heading_like(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i) {
  const Row& row = sheet.rows[i];
  const LineClass& c = classes[i];
  if (row.furniture || c.label.label != Label::none || c.bullet || c.lead_in || c.time_only) return false;
  const bool set_apart = row.bold || row.role == LineRole::heading || row.blanks > 0 || row.page_start;
  const char last = row.text.back();
  return set_apart && row.text.size() <= 140 && last != '.' && last != ',' && last != ':' && last != ';' && starts_upper(row.text);
}

// Rows straight before a heading that belong to the item: case numbers and other marks.
void take_marks(const Sheet& sheet, const std::vector<LineClass>& classes, ItemSpan& item, std::size_t floor, bool times_above) {
  for (std::size_t i = item.heading; i > floor; --i) {
    if (sheet.rows[i - 1].furniture) continue;
    if (times_above && classes[i - 1].time_only && !item.clock) {
      item.clock = time_at(sheet.rows[i - 1].text, 0, false);
      item.marks.push_back(static_cast<std::uint32_t>(i - 1));
      continue;
    }
    const Label label = classes[i - 1].label.label;
    if (label != Label::case_number && label != Label::open && label != Label::closed && label != Label::mark) break;
    item.marks.push_back(static_cast<std::uint32_t>(i - 1));
  }
}

ItemSpan span_of(const std::vector<LineClass>& classes, std::size_t row, float confidence) {
  const HeadingMark& mark = classes[row].heading;
  ItemSpan item;
  item.heading = row;
  item.number = std::string(mark.number);
  item.style = mark.style;
  item.clock = mark.clock;
  item.confidence = confidence;
  if (!mark.title.empty()) item.title.push_back({static_cast<std::uint32_t>(row), mark.title});
  return item;
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
    if (numbered && !mark.clock->marked) continue;
    if (row.text.size() > 220 || (row.text.ends_with('.') && row.text.size() > 100) || mark.clock->start.minutes < last) continue;
    last = mark.clock->start.minutes;
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
    if (row.furniture || row.text.size() > 40 || classes[i].bullet || classes[i].heading.style != Numbering::none) continue;
    std::string_view text = row.text;
    const auto times = times_in(text, true);
    if (!times.empty()) text = text.substr(0, times.front().from);
    const std::string word = lower(strip(text, " -:.,("));
    if (word != "pause" && word != "frokost" && word != "frokostpause" && word != "kaffepause") continue;
    const bool timed = !times.empty() || (i + 1 < classes.size() && classes[i + 1].time_only);
    if (timed || row.blanks > sheet.gap || all_upper(row.text)) rows.push_back(i);
  }
  return rows;
}

// A label cycle: without headings, an item begins where the labels begin anew.
std::vector<ItemSpan> cycle_items(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<bool>& skip) {
  std::vector<ItemSpan> items;
  std::unordered_set<std::size_t> seen;
  bool decided = false;
  std::size_t floor = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const LineClass& c = classes[i];
    if (sheet.rows[i].furniture || skip[i]) continue;
    const bool section = is_section(c.label.label) && c.label.label != Label::attachments && c.label.label != Label::follow_up;
    if (!section) continue;
    if (items.empty() && c.label.label == Label::minutes && i < 3) continue;  // the document's own heading
    if (items.empty() && c.label.label == Label::case_text && !c.label.alone) continue;
    if (items.empty() && lower(c.label.words) == "bemærkninger") continue;
    const std::size_t key = std::hash<std::string>{}(c.label.label == Label::minutes ? std::string("#minutes") : lower(c.label.words));
    if (items.empty() || seen.contains(key)) {
      std::size_t start = i;
      ItemSpan item;
      item.style = Numbering::plain;
      item.confidence = 0.6f;
      const std::size_t lowest = items.empty() ? 0 : floor;
      // The title is a row set apart before the first label; with the decision as the only label
      // the case stands between them.
      for (std::size_t back = i; back > lowest + 1 && i - back < (c.label.label == Label::minutes ? 12u : 1u); --back) {
        if (!heading_like(sheet, classes, back - 1)) continue;
        if (classes[back - 1].heading.style == Numbering::clock) continue;
        item.heading = back - 1;
        item.title.push_back({static_cast<std::uint32_t>(back - 1), sheet.rows[back - 1].text});
        start = back - 1;
        break;
      }
      if (items.empty() && item.heading != no_row && item.heading < 3) {
        item.heading = no_row;
        item.title.clear();
        start = i;
      }
      item.body = item.heading == no_row ? start : start + 1;
      if (!items.empty()) items.back().end = start;
      items.push_back(std::move(item));
      seen.clear();
      decided = false;
    }
    seen.insert(key);
    decided = decided || c.label.label == Label::minutes;
    floor = i;
    if (items.size() >= limits::items_per_meeting) break;
  }
  if (items.size() == 1 && !decided) items.clear();
  if (!items.empty()) items.back().end = classes.size();
  return items;
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
  if (!heading_like(sheet, classes, i)) return false;
  const std::string folded = lower(sheet.rows[i].text);
  if (tokens(folded).size() > 6) return false;
  for (const std::string_view word : {"punkter til", "punkter", "sager til", "orienteringspunkter", "beslutningspunkter", "drøftelsespunkter", "orienteringssager", "beslutningssager", "temapunkter", "lukkede punkter", "åbne punkter", "temaer", "faste punkter", "orienteringspunkt", "åben dagsorden", "lukket dagsorden"})
    if (begins_with_word(folded, word)) return true;
  return false;
}

void add_contents_only(Outline& outline, const Contents& contents) {
  std::unordered_set<std::string> numbers;
  std::unordered_set<std::size_t> titles;
  for (const auto& item : outline.items) {
    numbers.insert(item.number);
    if (!item.title.empty()) titles.insert(title_key(item.title.front().text));
  }
  for (const auto& entry : contents.entries) {
    if (outline.items.size() >= limits::items_per_meeting) return;
    if (!numbers.insert(std::string(entry.mark.number)).second || !titles.insert(title_key(entry.title)).second) continue;
    ItemSpan item;
    item.heading = entry.row;
    item.number = std::string(entry.mark.number);
    item.style = entry.mark.style;
    item.title.push_back({entry.row, entry.title});
    item.contents_only = true;
    item.confidence = 0.7f;
    const auto key = [](const std::string& number) {
      const HeadingMark mark = heading_mark(number + ". X");
      return key_of(mark);
    };
    const long mine = key(item.number);
    auto at = std::find_if(outline.items.begin(), outline.items.end(), [&](const ItemSpan& other) { return !other.number.empty() && key(other.number) > mine; });
    outline.items.insert(at, std::move(item));
  }
}

}  // namespace

Outline make_outline(const Sheet& sheet, const std::vector<LineClass>& classes) {
  Outline outline;
  outline.dropped.assign(classes.size(), false);
  for (const auto& c : classes) outline.minutes_labels = outline.minutes_labels || (c.label.label == Label::minutes && c.heading.style == Numbering::none);

  const Contents contents = find_contents(sheet, classes);
  for (const auto row : contents.rows) outline.dropped[row] = true;

  const Chain chain = best_chain(sheet, classes, outline.dropped);
  std::vector<std::size_t> rows;
  if (chain.score >= 1.0)
    for (const auto& c : chain.headings) rows.push_back(c.row);
  const bool numbered = !rows.empty();
  const auto clocks = clock_headings(sheet, classes, numbered);
  const std::unordered_set<std::size_t> clock_rows(clocks.begin(), clocks.end());
  rows.insert(rows.end(), clocks.begin(), clocks.end());
  if (!rows.empty()) {
    const auto pauses = pause_rows(sheet, classes, *std::min_element(rows.begin(), rows.end()));
    rows.insert(rows.end(), pauses.begin(), pauses.end());
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  if (rows.size() > limits::items_per_meeting) rows.resize(limits::items_per_meeting);

  if (rows.empty()) {
    outline.items = cycle_items(sheet, classes, outline.dropped);
  } else {
    std::optional<TimeFound> group_clock;
    // Where the first item has its time on the row above, all have.
    const bool times_above = std::count_if(rows.begin(), rows.end(), [&](std::size_t row) { return row > 0 && classes[row - 1].time_only && classes[row].heading.style != Numbering::none; }) * 2 > static_cast<std::ptrdiff_t>(rows.size());
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const std::size_t limit = k + 1 < rows.size() ? rows[k + 1] : classes.size();
      const bool pause = classes[rows[k]].heading.style == Numbering::none;
      ItemSpan item = pause ? pause_span(sheet, rows[k]) : span_of(classes, rows[k], 0.95f);
      item.body = pause ? rows[k] + 1 : title_end(sheet, classes, item, limit);
      item.end = limit;
      // A clock heading with a numbered one straight under it is a group's; its time goes to the item.
      if (clock_rows.contains(rows[k]) && k + 1 < rows.size() && !clock_rows.contains(rows[k + 1]) && item.body >= rows[k + 1]) {
        group_clock = item.clock;
        outline.dropped[rows[k]] = true;
        continue;
      }
      if (group_clock && !item.clock) item.clock = group_clock;
      group_clock.reset();
      take_marks(sheet, classes, item, outline.items.empty() ? 0 : outline.items.back().body, times_above);
      outline.items.push_back(std::move(item));
    }
  }
  // The title printed twice: the echo before the heading goes.
  for (std::size_t k = 0; k < outline.items.size(); ++k) {
    ItemSpan& item = outline.items[k];
    if (item.heading == no_row || item.title.empty()) continue;
    std::size_t start = item.marks.empty() ? item.heading : item.marks.back();
    const std::size_t floor = k == 0 ? 0 : outline.items[k - 1].body;
    for (unsigned back = 0; start > floor && back < 2; ++back) {
      const HeadingMark& echo = classes[start - 1].heading;
      const bool same_title = echo.style != Numbering::none ? title_key(echo.title) == title_key(item.title.front().text)
                                                            : title_key(sheet.rows[start - 1].text) == title_key(item.title.front().text);
      if (!same_title) break;
      outline.dropped[--start] = true;
    }
    while (start > floor && k > 0 && group_heading(sheet, classes, start - 1)) outline.dropped[--start] = true;
    if (k > 0) outline.items[k - 1].end = std::min(outline.items[k - 1].end, start);
    if (k == 0) outline.header_end = start;
  }
  if (outline.items.empty()) outline.header_end = classes.size();
  else if (outline.items.front().heading == no_row) outline.header_end = outline.items.front().body;

  outline.end = classes.size();
  if (!outline.items.empty()) {
    outline.end = appendix_start(sheet, classes, outline.items.back().body);
    outline.items.back().end = std::min(outline.items.back().end, outline.end);
  }
  for (auto& item : outline.items) {
    item.end = std::max(item.end, item.body);
    // An echo after the heading: “1. Budget”, blank, “1.  Budget”.
    if (item.body < item.end && !item.title.empty()) {
      const HeadingMark& echo = classes[item.body].heading;
      if (echo.style != Numbering::none && echo.number == item.number && title_key(echo.title) == title_key(item.title.front().text)) outline.dropped[item.body++] = true;
    }
  }
  add_contents_only(outline, contents);
  return outline;
}

}  // namespace klynge::reading
