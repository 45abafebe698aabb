#include "reading/header_tail.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "reading/header.hpp"
#include "reading/phrase_scan.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

// The end of the meeting and the next one stand near the end of the document.
constexpr std::size_t rows_looked_at = 120;

// Where the word stands that closes the meeting: “sluttede”, “afsluttet”, and not “tilsluttede sig mødet”.
std::size_t closing_word(std::string_view folded) {
  for (const std::string_view word : {"hævet", "hævede", "slut"})
    for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
      const std::string_view before = folded.substr(0, at);
      if (!letter_before(folded, at) || before.ends_with("af") || before.ends_with("møde")) return at;
    }
  return std::string_view::npos;
}

// “Mødet sluttede kl. 21.05”, “Dirigenten afsluttede generalforsamlingen kl. 22.10”.
std::optional<TimeFound> closing_time(std::string_view text) {
  if (text.size() > 250) return std::nullopt;
  static constexpr PhraseScan closes{"hævet", "hævede", "slut"};
  const Folded lowered(text);
  const std::string_view folded = lowered;
  if (!closes.in(folded) || (!contains(folded, "møde") && !contains(folded, "generalforsamling"))) return std::nullopt;
  const std::size_t at = closing_word(folded);
  if (at == std::string::npos) return std::nullopt;
  // “Næste møde er den 14. juni. Mødet sluttede kl. 16.05.”: only the sentence that tells of the end counts.
  const std::size_t stop = folded.rfind(". m", at);
  if (contains(folded.substr(stop == std::string::npos ? 0 : stop), "næste møde")) return std::nullopt;
  for (const auto& time : times_in(text, true))
    if (time.from > at) return time;
  return std::nullopt;
}

// The row opens with the next meeting, or one of its sentences does.
bool is_about_the_next(std::string_view text) {
  static constexpr Bytes first_letters{"NK"};
  static constexpr WordSet openings{"Næste ", "Næstkommende ", "Kommende "};
  if (text.size() > 400) return false;
  for (std::size_t at = first_letters.find(text); at != std::string_view::npos; at = first_letters.find(text, at + 1))
    if ((at < 8 || text[at - 1] == ' ') && openings.begins(text.substr(at))) return true;
  return false;
}

}  // namespace

void read_item_on_next_meeting(Reading& r) {
  for (const auto& item : r.outline.items) {
    if (r.record.next_meeting || item.heading == no_row) continue;
    const std::string_view heading = r.row(item.heading).text;
    const std::string folded = lower(heading.substr(0, 130));
    const bool named = is_about_the_next(heading) || contains(folded, "dato for næste ");
    if (heading.size() > 120 || !named || !contains(folded, "møde") || contains(heading, "lan")) continue;
    unsigned looked = 0;
    for (std::size_t row = item.heading; row < item.end && looked < 4; ++row) {
      if (r.row(row).furniture) continue;
      ++looked;
      const std::string said =
          row == item.heading ? std::string(heading) : "Næste møde " + std::string(r.row(row).text.substr(0, 200));
      const auto date = next_meeting_in(said, r.record.date);
      if (!date) continue;
      r.record.next_meeting = date;
      r.note(Field::next_meeting, place_of(r.sheet, row, r.row(row).text, 0.8f));
      break;
    }
  }
}

void read_tail(Reading& r) {
  std::size_t looked = 0;
  bool closed = false;
  const std::size_t last_item = r.outline.items.empty() ? 0 : r.outline.items.back().body;
  for (std::size_t i = std::min(r.outline.end, r.sheet.rows.size());
       i > (r.outline.items.empty() ? 0 : r.outline.header_end) && looked < rows_looked_at; --i) {
    const std::size_t row = i - 1;
    if (r.row(row).furniture) continue;
    ++looked;
    const std::string_view text = r.row(row).text;
    if (!closed && r.row(row).marks.digit)
      if (const auto time = closing_time(text)) {
        // When it was closed outranks when it was to end.
        closed = true;
        r.record.end = time->start;
        r.note(Field::end, place_of(r.sheet, row, text.substr(time->from, time->to - time->from), 0.8f));
      }
    if (r.record.next_meeting) continue;
    // In an item before the last a “next meeting” may be anybody's, unless it is a field or a heading
    // or names the day in full.
    if (!is_about_the_next(text)) continue;
    const auto day = first_date(text.substr(0, 200));
    const bool in_full = day && day->date.year != 0;
    if (row < last_item && !in_full && text.find(':') == std::string_view::npos &&
        r.classes[row].heading.style == Numbering::none && !r.classes[row].label.alone)
      continue;
    std::string said(text.substr(0, 300));
    // “Næste møde” alone: the day stands below.
    if (said.size() < 40 && dates_in(said).empty() && row + 1 < r.sheet.rows.size())
      said += " " + std::string(r.row(row + 1).text.substr(0, 200));
    if (const auto date = next_meeting_in(said, r.record.date)) {
      r.record.next_meeting = date;
      r.note(Field::next_meeting, place_of(r.sheet, row, text, 0.75f));
    }
  }
}

}  // namespace klynge::reading
