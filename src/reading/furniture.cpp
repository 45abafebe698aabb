#include "reading/furniture.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"
#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/mail_frame.hpp"
#include "reading/outcome.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/sender_block.hpp"
#include "reading/text_join.hpp"
#include "reading/web_frame.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

bool digits_only(std::string_view text) {
  if (text.empty() || text.size() > 4) return false;
  for (const char c : text)
    if (!is_digit(c)) return false;
  return true;
}

// “Side 4 af 5”, “Side 4”, “5/10”, “- 4 -”.
bool is_page_number(std::string_view text) {
  static constexpr WordSet begins{"s", "S", " ", "-", "|", ".", "–"};
  if (text.size() > 24 || !(is_digit(text[0]) || begins.begins(text))) return false;
  const Folded lowered(text);
  const std::string_view folded = lowered;
  std::string_view rest = strip(folded, " -|.");
  const bool side = rest.starts_with("side");
  if (side)
    rest = strip(rest.substr(4), " :.-");
  else if (rest.starts_with("s."))
    return false;
  std::size_t at = 0;
  while (at < rest.size() && is_digit(rest[at])) ++at;
  if (at == 0 || at > 4) return false;
  if (at == rest.size())
    return side || (text.starts_with('-') && text.ends_with('-')) || (text.starts_with("–") && text.ends_with("–"));
  const std::string_view tail = trim(rest.substr(at));
  if (tail.starts_with("af ")) return digits_only(trim(tail.substr(3)));
  // “5/10” is a page where it stands alone; “23/8” too, but a date never fills a row.
  if (tail.starts_with("/")) return digits_only(trim(tail.substr(1)));
  return false;
}

// “Fælles Arbejdsmiljøudvalg               Side 1 / 2”: a foot's text and the page, far apart.
bool ends_in_page_number(std::string_view text) {
  if (text.size() > 160 || text.size() < 12) return false;
  std::size_t at = text.size();
  while (at > 0 && text.size() - at < 14 &&
         (is_digit(text[at - 1]) || text[at - 1] == ' ' || text[at - 1] == '/' || text[at - 1] == 'a' ||
          text[at - 1] == 'f'))
    --at;
  const std::string_view before = text.substr(0, at);
  return (before.ends_with("   Side") || before.ends_with("   side")) && is_page_number(text.substr(at - 4));
}

// “--------”: a line drawn under a heading or between items.
bool is_rule(std::string_view text) {
  const char mark = text[0];
  if (text.size() < 5 || (mark != '-' && mark != '=' && mark != '_' && mark != '~' && mark != '*')) return false;
  for (const char c : text)
    if (c != mark) return false;
  return true;
}

// Text with its digits folded away, so that “Side 3” and “Side 4” are the same.
std::size_t shape(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (const char c : text)
    if (is_digit(c)) {
      if (folded.empty() || folded.back() != '0') folded += '0';
    } else if (!is_blank(c)) {
      folded += c;
    }
  return std::hash<std::string>{}(folded);
}

// Rows near the top or the foot of a page that come again on most pages.
void mark_repeated(Sheet& sheet) {
  constexpr std::size_t band = 4;
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    if (sheet.rows[i].page_start) starts.push_back(i);
  if (starts.size() < 2) return;
  std::unordered_map<std::size_t, unsigned> count;
  std::vector<std::size_t> candidates;
  for (std::size_t p = 0; p < starts.size(); ++p) {
    const std::size_t from = starts[p], to = p + 1 < starts.size() ? starts[p + 1] : sheet.rows.size();
    for (std::size_t i = from; i < to; ++i) {
      if (i - from >= band && to - i > band) continue;
      // Cells hold nothing of the page's, and what most items say may stand near most pages' ends.
      if (sheet.rows[i].text.size() > 160 || sheet.rows[i].table >= 0) continue;
      candidates.push_back(i);
      ++count[shape(sheet.rows[i].text)];
    }
  }
  const unsigned needed = starts.size() == 2 ? 2 : static_cast<unsigned>(starts.size() + 1) / 2;
  for (const std::size_t i : candidates) {
    Row& row = sheet.rows[i];
    if (count[shape(row.text)] < needed || find_label(row.text).label != Label::none) continue;
    const HeadingMark heading = heading_mark(row.text);
    if (heading.style != Numbering::none && heading.style != Numbering::bare) continue;
    // What comes again on every page is the minutes' where it is a sentence (“A og B deltog ikke i mødet.”), where
    // something follows it (“Byrådet den 3. maj 2022:”) and where it decides (“Godkendt”), as on pages of one item
    // each.
    if (row.text.ends_with('.') && token_count(row.text) > 5) continue;
    if (!row.page_start && (row.text.ends_with(':') || (row.text.size() < 60 && outcome_of(row.text)))) continue;
    if (starts.size() == 2 && row.text.size() < 12 && !is_digit(row.text[0])) continue;
    // The first page's copy may be the heading itself.
    if (row.page_start || i >= starts[1] || (starts.size() > 2 && i > 3) || digits_only(row.text)) row.furniture = true;
  }
  // What is furniture on later pages is the heading on the first, unless another row there is.
  if (starts.size() >= 2 && starts[0] == 0) sheet.rows[0].furniture = false;
}

// The row stands in the midst of a sentence: the page ended there.
bool parts_a_sentence(const Sheet& sheet, std::size_t i) {
  if (i == 0 || i + 1 >= sheet.rows.size()) return false;
  const std::string_view above = sheet.rows[i - 1].text;
  return !ends_as_sentence(above) && !above.ends_with(':') && starts_lower(sheet.rows[i + 1].text);
}

// “[4]”, “~ 4 ~”, “Side | 4”, “4 | Side”, “s. 4” and “4”: the number in a row that holds nothing else; -1 where it
// does.
int framed_number(std::string_view text) {
  if (text.size() > 14) return -1;
  const Folded folded(text);
  std::string_view rest = strip(folded, " -|.:~[](){}=*_");
  static constexpr WordSet words{"side", "page", "s.", "p."};
  if (const std::string_view word = words.beginning(rest); !word.empty())
    rest = strip(rest.substr(word.size()), " -|.:");
  else if (rest.ends_with("side"))
    rest = strip(rest.substr(0, rest.size() - 4), " -|.:");
  if (!digits_only(rest) || rest.size() > 3) return -1;
  int number = 0;
  for (const char c : rest) number = number * 10 + (c - '0');
  return number;
}

// Numbers in such rows are pages' where they count on from row to row and a page's end parts a sentence there; numbers
// of items have their titles below them.
void mark_framed_numbers(Sheet& sheet) {
  struct Run {
    std::vector<std::size_t> rows;
    int next = 0;
    bool counts = true, parts = false;
  };
  std::unordered_map<std::size_t, Run> runs;  // by what the row holds beside the number
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (!row.marks.digit || row.furniture || row.table >= 0) continue;
    const int number = framed_number(row.text);
    if (number < 0) continue;
    Run& run = runs[shape(row.text)];
    run.counts = run.counts && (run.rows.empty() ? number <= 2 : number == run.next);
    run.parts = run.parts || parts_a_sentence(sheet, i);
    run.next = number + 1;
    run.rows.push_back(i);
  }
  for (const auto& [text, run] : runs)
    if (run.counts && run.parts && run.rows.size() >= 2)
      for (const std::size_t i : run.rows) sheet.rows[i].furniture = true;
}

// “Referat, Elmerådet, den 3. maj 2022” again and again without the pages whose head it is. A body and a day that come
// again may as well head its decisions, so such a row must bear the word “Referat” or part a sentence.
void mark_running_titles(Sheet& sheet) {
  constexpr std::size_t shortest = 12, longest = 120;
  std::unordered_map<std::string_view, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    const bool may = row.text.size() >= shortest && row.text.size() <= longest && row.marks.digit && row.table < 0;
    if (may && !row.furniture && !row.text.ends_with('.') && !row.text.ends_with(':')) places[row.text].push_back(i);
  }
  static constexpr WordSet titles{"referat", "beslutningsreferat", "mødereferat", "dagsorden", "beslutningsprotokol"};
  for (const auto& [text, rows] : places) {
    if (rows.size() < 2 || heading_mark(text).style != Numbering::none || dates_in(text).empty()) continue;
    const LabelFound label = find_label(text);
    if (label.colon || label.alone) continue;
    const Folded folded(text);
    const bool titled = !titles.beginning(folded).empty() && token_count(text) >= 3;
    const auto parting = static_cast<std::size_t>(
        std::ranges::count_if(rows, [&](std::size_t i) { return parts_a_sentence(sheet, i); }));
    if (!titled && parting * 3 < rows.size()) continue;
    for (const std::size_t i : rows)
      if (i > 3) sheet.rows[i].furniture = true;
  }
}

// “Side 2 af 5” and below it “Region Øst – Praksisrådet – 3. maj 2022”: what comes again straight above or below most
// pages' numbers is the pages' too.
void mark_beside_page_numbers(Sheet& sheet, const std::vector<std::size_t>& numbers) {
  if (numbers.size() < 2) return;
  std::unordered_map<std::string_view, std::vector<std::size_t>> places;
  const auto see = [&](std::size_t i) {
    if (i <= 3 || i >= sheet.rows.size()) return;
    const Row& row = sheet.rows[i];
    if (row.furniture || row.table >= 0 || row.text.size() < 8 || row.text.size() > 120 || row.text.ends_with(':'))
      return;
    places[row.text].push_back(i);
  };
  for (const std::size_t number : numbers) {
    see(number - 1);
    see(number + 1);
  }
  for (const auto& [text, rows] : places) {
    if (rows.size() < 2 || rows.size() * 2 < numbers.size() || ends_as_sentence(text)) continue;
    if (find_label(text).alone || heading_mark(text).style != Numbering::none || outcome_of(text)) continue;
    for (const std::size_t i : rows) sheet.rows[i].furniture = true;
  }
}

// “Integrationsrådet Side 3”: a page's head that came without its page.
void mark_side_numbers(Sheet& sheet) {
  std::unordered_map<std::size_t, unsigned> count;
  const auto side = [](std::string_view text) {
    if (text.size() > 90 || text.empty() || !is_digit(text.back())) return false;
    const Folded folded(text);
    const std::size_t at = std::string_view(folded).rfind("side ");
    return at != std::string_view::npos && at > 0 && is_page_number(text.substr(at));
  };
  std::vector<std::size_t> found;
  for (std::size_t i = 0, rows = sheet.rows.size(); i < rows; ++i)
    if (side(sheet.rows[i].text)) {
      found.push_back(i);
      ++count[shape(sheet.rows[i].text)];
    }
  for (const std::size_t i : found)
    if (count[shape(sheet.rows[i].text)] >= 2) sheet.rows[i].furniture = true;
}

// The letterhead's first row, printed again further down.
void mark_letterhead(Sheet& sheet) {
  std::size_t first = 0;
  while (first < sheet.rows.size() && sheet.rows[first].furniture) ++first;
  if (first >= sheet.rows.size()) return;
  const std::string_view head = sheet.rows[first].text;
  if (head.size() < 8 || find_label(head).label != Label::none || heading_mark(head).style != Numbering::none) return;
  for (std::size_t i = first + 4; i < sheet.rows.size(); ++i)
    if (sheet.rows[i].text == head) sheet.rows[i].furniture = true;
}

// Slides: “1 Bestyrelse …”, “2 Indholdsfortegnelse …”, “4 1. Godkendelse …”: the slide's number goes.
void strip_slide_numbers(Sheet& sheet) {
  std::vector<std::pair<std::size_t, std::size_t>> slides;  // row, bytes of the number
  int next = 1;
  bool sure = false;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const std::string_view text = sheet.rows[i].text;
    std::size_t at = 0;
    int value = 0;
    while (at < text.size() && at < 3 && is_digit(text[at])) value = value * 10 + (text[at++] - '0');
    if (at == 0 || at >= text.size() || !is_blank(text[at]) || value != next) continue;
    if (i > 0 && sheet.rows[i].blanks == 0 && !sheet.rows[i].page_start && !sheet.rows[i - 1].furniture) continue;
    const std::string_view rest = trim(text.substr(at));
    if (slides.empty() && i > 8) return;
    const Label label = find_label(rest).label;
    sure = sure || is_attendance(label) || label == Label::contents || heading_mark(rest).style == Numbering::dot;
    if (starts_lower(rest)) continue;
    slides.emplace_back(i, text.size() - rest.size());
    ++next;
  }
  if (slides.size() < 3 || !sure) return;
  for (const auto& [row, bytes] : slides) sheet.rows[row].text.remove_prefix(bytes);
}

// “4”, “5”, “6” between blank lines, each above a heading that bears another number: the pages' numbers, whose pages
// themselves are lost.
void mark_numbers_alone(Sheet& sheet) {
  std::vector<std::size_t> found;
  int before = 0;
  std::size_t headed = 0;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (!digits_only(row.text) || row.text.size() > 3 || row.table >= 0 || row.blanks == 0) continue;
    const bool last = i + 1 == sheet.rows.size();
    if (!last && sheet.rows[i + 1].blanks == 0) continue;
    int number = 0;
    for (const char c : row.text) number = number * 10 + (c - '0');
    if (!found.empty() && number != before + 1) return;
    before = number;
    found.push_back(i);
    if (last) continue;
    const HeadingMark below = heading_mark(sheet.rows[i + 1].text);
    headed += below.style != Numbering::none && below.number != row.text;
  }
  if (found.size() < 3 || headed * 2 < found.size()) return;
  for (const std::size_t i : found) sheet.rows[i].furniture = true;
}

// “fold dette punkt ind Sagsfremstilling”: a button run together with what follows it.
void strip_buttons(Row& row) {
  static constexpr WordSet buttons{"fold dette punkt ind", "fold dette punkt ud", "Fold dette punkt ind",
                                   "Fold dette punkt ud"};
  if (!buttons.begins(row.text)) return;
  for (const std::string_view button : buttons)
    if (row.text.starts_with(button) && row.text.size() > button.size())
      row.text = trim(row.text.substr(button.size()));
}

}  // namespace

void mark_furniture(Sheet& sheet) {
  std::vector<std::size_t> page_numbers;
  std::vector<std::size_t> beside;  // “Forrige møde”, “Næste møde”: a button beside other buttons
  for (std::size_t i = 0, count = sheet.rows.size(); i < count; ++i) {
    Row& row = sheet.rows[i];
    strip_buttons(row);
    if (row.role == LineRole::header || row.role == LineRole::footer) row.furniture = true;
    const bool numbers_page = is_page_number(row.text) || (is_digit(row.text.back()) && ends_in_page_number(row.text));
    if (numbers_page && i > 0) page_numbers.push_back(i);
    if (numbers_page || is_rule(row.text)) row.furniture = true;
    if (row.text.size() < 60) {
      // “… i den nordlige” / “del.” goes on with its sentence.
      const auto goes_on = [&] {
        return i > 0 && starts_lower(row.text) && row.text.ends_with('.') && row.blanks == 0 &&
               sheet.rows[i - 1].text.size() > 40;
      };
      if (is_button(row.text.substr(bullet_length(row.text))) && !goes_on()) row.furniture = true;
      // An entry of a list that was left empty.
      static constexpr WordSet empty_bullets{"•", "·", "◦", "▪", "●", "○"};
      if (row.text.size() < 4 && empty_bullets.has(row.text)) row.furniture = true;
      // A transcript's frame on a site that shows other people's documents.
      static constexpr WordSet transcript{"Størrelse: px", "Starte visningen fra side:", "Transkript"};
      if (transcript.has(row.text)) row.furniture = true;
      static constexpr WordSet buttons{"Næste møde", "Referat", "Dagsorden"};
      if (buttons.has(row.text)) beside.push_back(i);
    }
  }
  for (const std::size_t i : beside)
    if (i > 0 && sheet.rows[i - 1].furniture && i + 1 < sheet.rows.size() && sheet.rows[i + 1].furniture)
      sheet.rows[i].furniture = true;
  mark_web_frame(sheet);
  mark_mail_frame(sheet);
  mark_sender(sheet);
  mark_repeated(sheet);
  mark_beside_page_numbers(sheet, page_numbers);
  mark_side_numbers(sheet);
  mark_numbers_alone(sheet);
  mark_framed_numbers(sheet);
  mark_running_titles(sheet);
  mark_letterhead(sheet);
  strip_slide_numbers(sheet);
}

}  // namespace klynge::reading
