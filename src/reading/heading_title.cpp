#include "reading/heading_title.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/number_chain.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

bool ends_open(std::string_view title) {
  if (title.ends_with('?') || title.ends_with('!')) return false;
  if (title.ends_with("–") || title.ends_with(" -") || title.ends_with(',') || title.ends_with('/') ||
      title.ends_with("kl."))
    return true;
  const auto opened = std::count(title.begin(), title.end(), '(');
  const auto closed = std::count(title.begin(), title.end(), ')');
  if (opened > closed) return true;
  static constexpr WordSet small{"i",   "og",   "af",  "for", "til", "ved",  "mellem",     "om",    "på",    "med",
                                 "fra", "samt", "den", "de",  "det", "vedr", "vedrørende", "eller", "under", "over"};
  // “(AF)”, “(DE)” are somebody's letters.
  const std::string_view last = last_word(title);
  return starts_lower(last) && small.has(Folded(last)) && !title.ends_with('.');
}

// “Referat: Bo Krag” below the last item says who wrote the minutes and parts no text.
bool names_the_writer(const Sheet& sheet, const LineClass& c, std::size_t row) {
  if (c.label.label != Label::minutes || c.label.alone || !c.label.colon) return false;
  const std::string_view name = trim(sheet.rows[row].text.substr(c.label.value));
  return token_count(name) <= 4 && !name.ends_with('.') && is_given_name(first_word(name)) && looks_like_name(name);
}

bool has_section(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    if ((is_section(classes[i].label.label) || classes[i].lead_in) && !names_the_writer(sheet, classes[i], i))
      return true;
  return false;
}

// Whether the paragraph that starts with the row ends as a sentence does.
bool paragraph_ends(const Sheet& sheet, std::size_t row, std::size_t limit) {
  std::size_t last = row;
  for (std::size_t next = row + 1; next < limit && next < row + 60; ++next) {
    if (sheet.rows[next].furniture) continue;
    if (presenter_row(sheet.rows[next].text) ||
        !continues(sheet, sheet.rows[last], sheet.rows[last].text, sheet.rows[next], sheet.rows[next].text))
      break;
    last = next;
  }
  return ends_as_sentence(sheet.rows[last].text);
}

// “Ad 2. Formanden fortalte …”, “Punkt 7: Naturbasen blev …”: a text stands where the title should.
bool tells_instead(const HeadingMark& mark, std::string_view known) {
  const bool sentence = ends_as_sentence(mark.title);
  if (!similar_titles(known, mark.title)) return sentence || mark.style == Numbering::word;
  const std::string_view bare = strip(known, " .:,;-");
  return sentence && mark.title.size() > bare.size() + 25 && starts_lower(trim(mark.title.substr(bare.size())));
}

// The parts of a row between tabs or gaps of three blanks and more.
std::vector<std::string_view> wide_cells(std::string_view text) {
  std::vector<std::string_view> cells;
  std::size_t from = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    std::size_t end = at;
    while (end < text.size() && is_blank(text[end])) ++end;
    const bool gap = at == text.size() || end - at >= 3 ||
                     (end > at && text.substr(at, end - at).find('\t') != std::string_view::npos);
    if (gap) {
      if (const std::string_view cell = trim(text.substr(from, at - from)); !cell.empty()) cells.push_back(cell);
      from = end;
    }
    at = std::max(at, end > at ? end - 1 : at);
  }
  return cells;
}

// True where a sentence of its own stands on the row below.
bool text_below(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t row, std::size_t limit) {
  std::size_t below = row + 1;
  while (below < limit && sheet.rows[below].furniture) ++below;
  if (below >= limit || classes[below].label.label != Label::none) return false;
  return starts_upper(sheet.rows[below].text) && token_count(sheet.rows[below].text) >= 4;
}

// Where the text of a row begins that holds title and text; the row's size where it is all title.
RunIn part_title(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t row, std::size_t limit,
                 const HeadingStyle& style) {
  const std::string_view title = classes[row].heading.title;
  const RunIn whole{title.size(), title.size()};
  // What is marked as a heading is all title, whatever colon stands in it.
  if (sheet.rows[row].role == LineRole::heading && title.size() < 120 && row + 1 < limit &&
      sheet.rows[row + 1].role != LineRole::heading)
    return whole;
  // “1. Fraværende: Bo Krag og Ida Vang”: who was away is the item's text.
  if (const std::size_t colon = title.substr(0, 40).find(": "); colon != std::string_view::npos)
    if (const auto heading = attendance_heading(title);
        heading && heading->status == Status::apologies && heading->value > colon && heading->value < title.size())
      return {colon, heading->value};
  const bool sentence = paragraph_ends(sheet, row, limit);
  // “2. Forslag A: Nyt tag”: that colon parts no text from the title.
  if (const HeadingMark part = heading_mark(title); part.style == Numbering::part && !part.title.empty()) {
    const auto before = static_cast<std::size_t>(part.title.data() - title.data());
    const RunIn inner = find_run_in(part.title, sentence);
    return {before + inner.title, before + inner.text};
  }
  // Where labels part the text, what stands behind the title is part of it, unless the page lost its breaks.
  if (has_section(sheet, classes, row + 1, limit))
    return sentence && style.sentences && title.size() > 60 ? find_unparted(title, true) : whole;
  if (style.colons)
    if (const RunIn colon = find_after_colon(title); colon.title < title.size()) return colon;
  const RunIn run_in = find_run_in(title, sentence);
  // “Vedtægter – ændring af suppleanters rolle.” with its text below: what follows the dash in a small letter is no
  // sentence of the minutes.
  const bool dashed = run_in.text < title.size() && title.substr(run_in.title, 1) != ":" &&
                      starts_lower(title.substr(run_in.text)) && text_below(sheet, classes, row, limit);
  if (dashed) return whole;
  if (run_in.title == title.size()) return find_unparted(title, sentence && style.sentences);
  // “Eventuelt Intet. Næste møde er …”: the first sentence may hold title and text already.
  if (run_in.text > run_in.title && title[run_in.title - 1] == '.') {
    const RunIn first = find_unparted(title.substr(0, run_in.title), true);
    if (first.title < run_in.title) return first;
  }
  return run_in;
}

}  // namespace

namespace {

// What stands behind “Emne:” or “Titel:”.
std::string_view titled_field(std::string_view text) {
  static constexpr WordSet fields{"Emne:", "EMNE:", "Titel:", "TITEL:", "Overskrift:", "Sagstitel:"};
  if (!fields.begins(text) || text.size() > 250) return {};
  return trim(text.substr(text.find(':') + 1));
}

}  // namespace

std::size_t title_end(const Sheet& sheet, const std::vector<LineClass>& classes, ItemSpan& item, std::size_t limit) {
  std::size_t next = item.heading + 1;
  if (item.run_in_row != no_row) return item.run_in_row + 1;
  if (!item.run_in.empty() || item.title_elsewhere) return next;
  const auto skip_furniture = [&] {
    while (next < limit && sheet.rows[next].furniture) ++next;
  };
  const bool only_names =
      item.title.size() == 1 && item.title.front().text.starts_with('(') && item.title.front().text.ends_with(')');
  if (item.title.empty() || only_names) {
    // “Pkt. 1” alone, or with a name in brackets: the next row is the title.
    skip_furniture();
    if (next < limit)
      if (const std::string_view named = titled_field(sheet.rows[next].text); !named.empty()) {
        item.title.push_back({static_cast<std::uint32_t>(next), named});
        return next + 1;
      }
    // “Forslag A” alone, with what is proposed below it in a sentence.
    if (item.style == Numbering::part && item.title.empty() &&
        (next + 1 >= limit || sheet.rows[next].text.size() > 100 || ends_as_sentence(sheet.rows[next].text) ||
         classes[next].label.label != Label::none)) {
      item.title.push_back({static_cast<std::uint32_t>(item.heading), strip(sheet.rows[item.heading].text, ".:")});
      return item.heading + 1;
    }
    // “Høring: Ny politik” with a section straight below it is a title, though it begins as a section does.
    const LabelFound* const label = next < limit ? &classes[next].label : nullptr;
    const bool named_as_section = label && label->label == Label::case_text && !label->alone && next + 1 < limit &&
                                  is_section(classes[next + 1].label.label) && sheet.rows[next].text.size() < 120 &&
                                  !ends_as_sentence(sheet.rows[next].text);
    // “Pkt. 12” and below it “Næste møde:”
    const bool next_meeting = label && label->label == Label::next_meeting && label->alone;
    if (named_as_section || next_meeting) {
      item.title.push_back({static_cast<std::uint32_t>(next), sheet.rows[next].text});
      return next + 1;
    }
    if (next < limit && classes[next].label.label == Label::none && !classes[next].bullet && !classes[next].time_only &&
        sheet.rows[next].text.size() < 250) {
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
    // A short line, but no paragraph's first in a narrow column.
    const bool ends = next + 1 >= limit || !fills_cell(row, sheet.rows[next + 1]);
    const bool tail = starts_lower(row.text) || (row.text.size() < 40 && ends);
    if (last.bold && !row.bold && !open && !tail) break;
    if (last.role == LineRole::heading && row.role != LineRole::heading) break;
    const bool short_tail = row.text.size() < 90 && !row.text.ends_with('.');
    const bool small_start = starts_lower(row.text) && (short_tail || open) && row.blanks <= sheet.gap;
    // “Regeringen og kommunerne har i juni” and “indgået en aftale”: a sentence, however full the title above it.
    const bool sentence = !row.bold && starts_upper(row.text) && next + 1 < limit &&
                          starts_lower(sheet.rows[next + 1].text) &&
                          continues(sheet, row, row.text, sheet.rows[next + 1], sheet.rows[next + 1].text);
    const bool full = !sentence && !so_far.ends_with('?') && row.blanks <= sheet.gap && sheet.width > 0 && short_tail &&
                      continues(sheet, last, so_far, row, row.text);
    if (!open && !small_start && !full) break;
    item.title.push_back({static_cast<std::uint32_t>(next), row.text});
    ++next;
  }
  return next;
}

HeadingStyle heading_style(const Sheet& sheet, const std::vector<LineClass>& classes,
                           const std::vector<std::size_t>& rows) {
  std::size_t sentences = 0, colons = 0, headings = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::string_view title = classes[rows[k]].heading.title;
    if (title.empty()) continue;
    ++headings;
    const RunIn colon = find_after_colon(title.substr(0, 200));
    colons += colon.title < std::min<std::size_t>(title.size(), 200);
    sentences += token_count(title.substr(0, 400)) >= 4 &&
                 paragraph_ends(sheet, rows[k], k + 1 < rows.size() ? rows[k + 1] : classes.size());
  }
  return {headings >= 2 && sentences * 2 >= headings, headings >= 3 && colons * 2 >= headings};
}

namespace {

// What the contents say of the number; “Forslag 1” is not their item 1.
const ContentsEntry* entry_of(const Contents& contents, const HeadingMark& mark) {
  const ContentsEntry* entry = contents.entry(mark.number);
  if (!entry || mark.style != Numbering::part) return entry;
  return entry->mark.style == Numbering::part || entry->mark.style == Numbering::letter ? entry : nullptr;
}

}  // namespace

ItemSpan span_of(const Sheet& sheet, const std::vector<LineClass>& classes, const Contents& contents, std::size_t row,
                 std::size_t limit, const HeadingStyle& style) {
  const HeadingMark& mark = classes[row].heading;
  ItemSpan item;
  item.heading = row;
  item.number = std::string(mark.number);
  item.style = mark.style;
  if (mark.style == Numbering::clock) {
    item.clock = TimeFound{.start = {mark.major}, .marked = mark.clock_marked};
    if (mark.clock_end >= 0) item.clock->end = ClockTime{mark.clock_end};
  }
  item.confidence = 0.95f;
  if (mark.title.empty()) {
    const ContentsEntry* entry = entry_of(contents, mark);
    std::size_t next = row + 1;
    while (next < limit && sheet.rows[next].furniture) ++next;
    const std::string_view under = next < limit ? sheet.rows[next].text : std::string_view();
    const bool below = entry && ((similar_titles(entry->title, under) && under.size() <= entry->title.size() + 20) ||
                                 (under.size() > 10 && all_upper(under) && classes[next].label.label == Label::none));
    const std::string_view known = entry ? strip(entry->title, " .:,;-") : std::string_view();
    if (known.size() >= 4 && under.size() > known.size() + 3 && under.starts_with(known) &&
        (under[known.size()] == '.' || under[known.size()] == ':')) {
      // “Ad 1” and below it “Valg af dirigent. Ida blev valgt.”
      item.title.push_back(
          {static_cast<std::uint32_t>(next), under.substr(0, known.size() + (under[known.size()] == '.'))});
      item.run_in = trim(under.substr(known.size() + 1));
      item.run_in_row = next;
      return item;
    }
    if (!entry || below) return item;
    item.title.push_back({entry->row, entry->title});
    item.title_elsewhere = true;
    return item;
  }
  if (const ContentsEntry* entry = entry_of(contents, mark); entry && tells_instead(mark, entry->title)) {
    // “Ad 2. Formanden fortalte …”: the title stands in the contents alone.
    item.title.push_back({entry->row, entry->title});
    item.run_in = mark.title;
    return item;
  }
  if (const ContentsEntry* entry = contents.entry(mark.number)) {
    // “2. Budget Formanden orienterede …”: the contents say where the title ends.
    const std::string_view known = strip(entry->title, " .:,;-");
    if (known.size() >= 4 && mark.title.size() > known.size() + 1 && mark.title.starts_with(known) &&
        !letter_at(mark.title, known.size())) {
      const std::string_view rest = mark.title.substr(known.size());
      const std::string_view said = strip(rest, " .:,;-–");
      if (starts_upper(said) && (ends_as_sentence(said) || paragraph_ends(sheet, row, limit)) &&
          !rest.starts_with(" (")) {
        item.title.push_back({static_cast<std::uint32_t>(row), mark.title.substr(0, known.size())});
        item.run_in = mark.title.substr(static_cast<std::size_t>(said.data() - mark.title.data()));
        return item;
      }
    }
  }
  const auto cells = wide_cells(mark.title);
  if (cells.size() == 2 || cells.size() == 3) {
    // Cells of a table's row: the title, perhaps who presents it, and the text.
    item.title.push_back({static_cast<std::uint32_t>(row), cells.front()});
    // The name may stand in the middle or last.
    const bool name_last = cells.size() == 3 && looks_like_name(cells[2], true) && !looks_like_name(cells[1], true);
    // The last cell with the colon that no title bears: “Gruppen drøftede:”.
    const std::string_view whole = sheet.rows[row].text;
    item.run_in =
        name_last ? cells[1] : trim(whole.substr(static_cast<std::size_t>(cells.back().data() - whole.data())));
    if (cells.size() == 3) item.presenter = name_last ? cells[2] : cells[1];
    return item;
  }
  const RunIn run_in = part_title(sheet, classes, row, limit, style);
  item.title.push_back({static_cast<std::uint32_t>(row), mark.title.substr(0, run_in.title)});
  item.run_in = mark.title.substr(run_in.text);
  return item;
}

}  // namespace klynge::reading
