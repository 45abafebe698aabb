#include "reading/header.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "reading/header_body.hpp"
#include "reading/header_place.hpp"
#include "reading/header_title.hpp"
#include "reading/people_words.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

struct DateChoice {
  Date date;
  std::optional<int> weekday;
  std::size_t row = 0, start = 0, end = 0;
  double weight = 0;
};

// Year where the heading gives only day and month: the one whose weekday fits, else the commonest.
int guess_year(const Reading& r, std::size_t end, const DateChoice& choice) {
  std::map<int, int> votes;
  const std::size_t look = std::min(r.sheet.rows.size(), end + 400);
  for (std::size_t i = 0; i < look; ++i)
    for (const int year : years_in(r.row(i).text.substr(0, 500))) votes[year] += i < end ? 5 : 1;
  int best = 0, most = 0;
  for (const auto& [year, count] : votes) {
    if (!exists({year, choice.date.month, choice.date.day})) continue;
    int score = count;
    if (choice.weekday && weekday({year, choice.date.month, choice.date.day}) == *choice.weekday) score += 1000;
    if (score > most) most = score, best = year;
  }
  return best;
}

// What the rest of the document knows of when the meeting was: days with their whole year, and the header's years.
struct KnownDays {
  std::vector<Date> days;
  std::vector<int> header_years;
};

KnownDays known_days(const Reading& r, std::size_t end) {
  KnownDays known;
  const std::size_t look = std::min(r.sheet.rows.size(), end + 400);
  for (std::size_t i = 0; i < look; ++i) {
    const std::string_view text = r.row(i).text.substr(0, 500);
    const auto years = years_in(text);
    if (years.empty()) continue;
    if (i < end) known.header_years.insert(known.header_years.end(), years.begin(), years.end());
    for (const auto& found : dates_in(text))
      if (std::ranges::find(years, found.date.year) != years.end()) known.days.push_back(found.date);
  }
  return known;
}

// Minutes name days around their meeting: of the months before it, and when something is due or they meet again.
bool is_among(const KnownDays& known, const Date& meeting) {
  constexpr int before = 120, after = 370;
  return std::ranges::find(known.header_years, meeting.year) != known.header_years.end() ||
         std::ranges::any_of(known.days, [&](const Date& day) {
           return plus_days(meeting, -before) < day && day < plus_days(meeting, after);
         });
}

// “25.08.27” is the 25th of August as Danes write it, unless only the weekday of 2025-08-27 stands beside it, or only
// the days around 2025-08-27 stand elsewhere.
Date settle_order(const Reading& r, std::size_t end, const DateChoice& chosen) {
  const std::string_view text = r.row(chosen.row).text;
  const auto other = year_first(text.substr(chosen.start, chosen.end - chosen.start));
  if (!other || chosen.date == *other) return chosen.date;
  std::optional<int> printed = chosen.weekday;
  for (const auto word : tokens(text.substr(chosen.end, 40)))
    if (!printed) printed = danish_weekday(lower(strip(word, " .,()")));
  if (printed && (weekday(chosen.date) == *printed) != (weekday(*other) == *printed))
    return weekday(*other) == *printed ? *other : chosen.date;
  const KnownDays known = known_days(r, end);
  return is_among(known, *other) && !is_among(known, chosen.date) ? *other : chosen.date;
}

void read_date(Reading& r, const Title& title, std::size_t end) {
  std::vector<DateChoice> choices;
  Label context = Label::none;  // a label alone on its row speaks for the next one
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.outline.dropped[i]) continue;
    const Label label = r.classes[i].label.label;
    const Label speaks = label != Label::none ? label : context;
    context = label != Label::none && r.classes[i].label.alone ? label : Label::none;
    if (speaks == Label::next_meeting || choices.size() > 400) continue;
    const bool in_title = std::find(title.rows.begin(), title.rows.end(), i) != title.rows.end();
    for (const auto& found : dates_in(r.row(i).text.substr(0, 2'000))) {
      DateChoice choice{found.date, found.weekday, i, found.start, found.end, 1};
      if (speaks == Label::date || speaks == Label::start || speaks == Label::time) choice.weight += 4;
      if (in_title) choice.weight += 3.5;
      // A letterhead's “Dato:” above the heading is the day the minutes were written.
      const bool above_title = !title.rows.empty() && i < title.rows.front();
      if (speaks == Label::date && above_title) choice.weight -= 2.5;
      // So is a day alone there, unless the body's name is all that stands around it.
      if (label == Label::none && above_title && begins_with_date(r.row(i).text)) choice.weight -= 0.5;
      if (found.weekday) choice.weight += 1.5;
      if (found.date.year) choice.weight += 1.2;
      const std::string folded = lower(r.row(i).text.substr(0, 300));
      if (contains(folded, "kl")) choice.weight += 0.8;
      if (begins_with_date(r.row(i).text)) choice.weight += 0.8;
      if (contains(folded, "møde") && !contains(folded, "næste møde")) choice.weight += 0.8;
      for (const std::string_view word :
           {"næste møde", "udgivet", "udskrevet", "offentliggjort", "publiceret", "frist", "revideret", "oprettet",
            "version", "udsendt", "opdateret", "senest ", "godkendt den", "godkendt d.", "underskrevet"})
        if (contains(folded, word)) choice.weight -= 3;
      if (is_attendance(speaks)) choice.weight -= 2;
      if (!found.date.year && !found.weekday && !contains(folded, "kl") && !contains(folded, "møde") &&
          speaks != Label::date && !in_title)
        choice.weight -= 2;
      choice.weight -= 0.02 * static_cast<double>(std::min<std::size_t>(i, 40));
      choices.push_back(choice);
    }
  }
  // “… onsdag den 26.” / “oktober 2011”: the heading's day goes on below.
  if (title.rows.size() > 1)
    for (const auto& found : dates_in(title.text)) {
      if (found.date.year == 0 ||
          r.row(title.rows.front())
                  .text.find(std::string_view(title.text).substr(found.start, found.end - found.start)) != npos)
        continue;
      DateChoice choice{found.date, found.weekday, title.rows.front(), 0, r.row(title.rows.front()).text.size(), 5};
      choices.push_back(choice);
    }
  if (choices.empty()) {
    if (const auto decided = meeting_in_decisions(r)) {
      r.record.date = decided->date;
      r.note(Field::date, place_of(r.sheet, decided->row, r.row(decided->row).text, 0.6f));
    }
    return;
  }
  const auto best = std::max_element(choices.begin(), choices.end(),
                                     [](const auto& a, const auto& b) { return a.weight < b.weight; });
  if (best->weight <= 0) return;
  DateChoice chosen = *best;
  float confidence = best->weight >= 4 ? 0.97f : best->weight >= 2 ? 0.85f : 0.6f;
  if (chosen.date.year == 0) {
    for (const auto& other : choices)
      if (other.date.year && other.date.day == chosen.date.day && other.date.month == chosen.date.month)
        chosen.date.year = other.date.year;
    if (chosen.date.year == 0) {
      chosen.date.year = guess_year(r, end, chosen);
      confidence = 0.6f;
    }
  }
  if (!exists(chosen.date)) return;
  chosen.date = settle_order(r, end, chosen);
  r.record.date = chosen.date;
  r.note(Field::date, place_of(r.sheet, chosen.row,
                               r.row(chosen.row).text.substr(chosen.start, chosen.end - chosen.start), confidence));
}

void set_time(Reading& r, std::optional<ClockTime>& field, Field noted_as, ClockTime time, std::size_t row,
              const TimeFound& found, float confidence) {
  if (field) return;
  field = time;
  r.note(noted_as, place_of(r.sheet, row, r.row(row).text.substr(found.from, found.to - found.from), confidence));
}

// “slut”, “sluttede”, “mødeslut”, and not “beslutning”.
std::size_t closing_word(std::string_view folded) {
  for (std::size_t at = folded.find("slut"); at != npos; at = folded.find("slut", at + 1))
    if (at < 2 || folded.substr(at - 2, 2) != "be") return at;
  return npos;
}

// “… 2024, 13-15”: two hours without “kl.” and without minutes straight behind the day, and nothing behind them
// but the place.
std::optional<TimeFound> hours_behind_date(std::string_view text) {
  const auto dates = dates_in(text);
  if (dates.size() != 1 || dates.front().date.year == 0) return std::nullopt;
  std::size_t at = dates.front().end;
  while (at < text.size() && (is_blank(text[at]) || text[at] == ',')) ++at;
  if (at >= text.size() || !is_digit(text[at]) || at == dates.front().end) return std::nullopt;
  auto hours = time_at(text, at, true);
  if (!hours || !hours->end || *hours->end <= hours->start) return std::nullopt;
  if (hours->to < text.size() && !is_blank(text[hours->to]) && text[hours->to] != ',') return std::nullopt;
  return hours;
}

void read_times(Reading& r, std::size_t end) {
  Label context = Label::none;
  std::size_t date_row = no_row;
  const Place* const date_place = r.noted_place(Field::date);
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.outline.dropped[i]) continue;
    if (date_place && r.sheet.document->lines[r.row(i).line].number == date_place->line) date_row = i;
  }
  const auto& sources = r.record;
  for (int pass = 0; pass < 2; ++pass) {
    context = Label::none;
    for (std::size_t i = 0; i < end; ++i) {
      if (r.row(i).furniture || r.outline.dropped[i]) continue;
      const Label label = r.classes[i].label.label;
      const Label speaks = label != Label::none ? label : context;
      context = label != Label::none && r.classes[i].label.alone ? label : Label::none;
      const bool clock_label =
          speaks == Label::time || speaks == Label::start || speaks == Label::end || speaks == Label::date;
      if (speaks == Label::next_meeting || (is_attendance(speaks) && r.taken[i]) || !r.row(i).marks.digit) continue;
      const std::string folded = lower(r.row(i).text.substr(0, 300));
      // “Mødet startede kl. 18.30 og sluttede kl. 20.15”: only what stands behind the word is the end.
      const std::size_t closing_at = std::min({folded.find("hævet"), closing_word(folded), folded.find("afsluttet")});
      const bool closing = closing_at != std::string::npos;
      // First the rows that are about time; then whatever names a clock.
      if (pass == 0 && !clock_label && i != date_row && !closing) continue;
      if (contains(folded, "næste møde") || (contains(folded, "forlod") && !closing) || contains(folded, "ankom"))
        continue;
      const bool near_date = i == date_row || clock_label;
      // An hour beside another day is that of a web page or a letter.
      if (i != date_row && !clock_label && r.record.date)
        if (const auto other = first_date(r.row(i).text.substr(0, 200));
            other && other->date.year != 0 && other->date != *r.record.date)
          continue;
      // “Tid: 18-20”: behind the label hours may stand alone.
      if (speaks == Label::time && !r.record.start) {
        const std::string_view value =
            r.row(i).text.substr(label == Label::time && !r.classes[i].label.alone ? r.classes[i].label.value : 0);
        std::size_t digits = 0;
        while (digits < value.size() && digits < 12 && !is_digit(value[digits])) ++digits;
        if (const auto hours = digits < 12 && dates_in(value).empty() ? time_at(value, digits, true) : std::nullopt;
            hours && hours->end) {
          const std::size_t shift = static_cast<std::size_t>(value.data() - r.row(i).text.data());
          TimeFound found = *hours;
          found.from += shift;
          found.to += shift;
          set_time(r, r.record.start, Field::start, found.start, i, found, 0.95f);
          set_time(r, r.record.end, Field::end, *found.end, i, found, 0.95f);
          continue;
        }
      }
      // “11. september 2024, 13-15”: behind the day hours may stand alone.
      if (i == date_row && !r.record.start)
        if (const auto hours = hours_behind_date(r.row(i).text.substr(0, 300))) {
          set_time(r, r.record.start, Field::start, hours->start, i, *hours, 0.85f);
          set_time(r, r.record.end, Field::end, *hours->end, i, *hours, 0.85f);
          continue;
        }
      // “12.30-14.30 – Rådhuset” straight below the day.
      const bool below_date = date_row != no_row && i == date_row + 1 && is_digit(r.row(i).text.front());
      for (const auto& found : times_in(r.row(i).text.substr(0, 1'000), near_date || below_date)) {
        if (!found.marked && !clock_label && !found.end && i != date_row) continue;
        const float confidence = clock_label ? 0.97f : 0.85f;
        const bool opening = closing && found.from < closing_at &&
                             (contains(folded, "start") || contains(folded, "begynd") || contains(folded, "åbnede"));
        if (speaks == Label::end || (closing && !opening && speaks != Label::start && !found.end)) {
          set_time(r, r.record.end, Field::end, found.start, i, found, confidence);
          continue;
        }
        const bool fresh = !sources.start;
        set_time(r, r.record.start, Field::start, found.start, i, found, confidence);
        if (found.end && fresh) set_time(r, r.record.end, Field::end, *found.end, i, found, confidence);
      }
    }
  }
}

// “3, 2026”, “3/2026”, “3-2016” or “3” at `at`.
std::string_view number_at(std::string_view text, std::size_t at, bool& with_year) {
  std::size_t stop = at;
  while (stop < text.size() && is_digit(text[stop])) ++stop;
  with_year = false;
  if (stop == at || stop - at > 3) return {};
  std::size_t year = stop;
  while (year < text.size() && (text[year] == ',' || text[year] == '/' || text[year] == ' ' || text[year] == '-'))
    ++year;
  with_year = year > stop && !years_in(text.substr(year, 4)).empty();
  return text.substr(at, (with_year ? year + 4 : stop) - at);
}

// “Referat af 5. styregruppemøde”, “2. rådsmøde”: which meeting it was, in the heading.
std::string_view ordinal_of_meeting(std::string_view text) {
  const std::string folded = lower(text);
  for (std::size_t at = folded.find("møde"); at != npos; at = folded.find("møde", at + 1)) {
    std::size_t start = at;
    while (start > 0 && !is_blank(text[start - 1])) --start;
    if (start < 3 || text[start - 1] != ' ' || text[start - 2] != '.' || !is_digit(text[start - 3])) continue;
    std::size_t first = start - 2;
    while (first > 0 && is_digit(text[first - 1])) --first;
    if (start - 2 - first <= 3 && (first == 0 || is_blank(text[first - 1])))
      return text.substr(first, start - 2 - first);
  }
  return {};
}

void read_number(Reading& r, const Title& title, std::size_t end) {
  const auto take = [&](std::size_t row, std::string_view value, float confidence) {
    r.record.meeting_number = squeeze(value);
    r.note(Field::meeting_number, place_of(r.sheet, row, value, confidence));
  };
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture) continue;
    const std::string_view text = r.row(i).text;
    const LabelFound& label = r.classes[i].label;
    if (label.label == Label::number && !label.alone) return take(i, value_of(r, i), 0.95f);
    if (label.label == Label::next_meeting) continue;
    const std::string folded = lower(text.substr(0, 160));
    for (const std::string_view lead : {"møde nr. ", "møde nr.", "møde nr ", "mødenr. ", "møde "}) {
      const std::size_t at = folded.find(lead);
      // “Styregruppemøde nr. 4”; “møde 3/2021” needs its year.
      if (at == npos || (letter_before(folded, at) && !contains(lead, "nr"))) continue;
      bool with_year = false;
      const std::string_view value = number_at(text, at + lead.size(), with_year);
      const bool ends_heading = value.data() + value.size() == text.data() + text.size() &&
                                std::ranges::find(title.rows, i) != title.rows.end() && contains(folded, ", møde ");
      if (value.empty() || (!with_year && lead == "møde " && !ends_heading)) continue;
      return take(i, value, 0.85f);
    }
  }
  for (const std::size_t i : title.rows)
    if (const std::string_view value = ordinal_of_meeting(r.row(i).text); !value.empty()) return take(i, value, 0.8f);
  // “2. møde 2021” on a row of its own.
  for (std::size_t i = 0; i < end; ++i) {
    const std::string_view text = r.row(i).text;
    if (!r.free(i) || text.size() > 40 || !is_digit(text[0])) continue;
    if (const std::string_view value = ordinal_of_meeting(text); !value.empty() && value.data() == text.data())
      return take(i, value, 0.7f);
  }
}

}  // namespace

namespace {

// Where a next meeting is spoken of: “Næste møde”, “næste ordinære MR møde”, “kommende møde”.
std::size_t next_meeting_phrase(std::string_view folded) {
  for (const std::string_view word : {"næste", "næstkommende", "kommende"})
    for (std::size_t at = folded.find(word); at != npos; at = folded.find(word, at + 1)) {
      if (letter_before(folded, at)) continue;
      std::string_view rest = folded.substr(at + word.size(), 60);
      for (unsigned words = 0; words < 4; ++words) {
        rest = skip_blanks(rest);
        const std::string_view next = rest.substr(0, rest.find(' '));
        if (contains(next, "møde") && !contains(next, "lokale")) return at;
        if (word == "kommende" || next.empty() || next.ends_with('.') || next.ends_with(',')) break;
        rest = rest.substr(next.size());
      }
    }
  return npos;
}

}  // namespace

std::optional<Date> next_meeting_in(std::string_view text, const std::optional<Date>& meeting) {
  const std::string folded = lower(text.substr(0, 400));
  const std::size_t at = next_meeting_phrase(folded);
  if (at == npos) return std::nullopt;
  const std::string_view said = text.substr(at, 200);
  const auto dates = dates_in(said);
  for (std::size_t k = 0; k < dates.size(); ++k) {
    const auto& found = dates[k];
    // “Mødet den 5. maj flyttes til den 12. maj.”
    if (k + 1 < dates.size() && found.end < dates[k + 1].start) {
      const std::string between = lower(said.substr(found.end, dates[k + 1].start - found.end));
      if (contains(between, "flytte") || contains(between, "rykke") || contains(between, "ændre")) continue;
    }
    Date date = found.date;
    if (date.year == 0) {
      if (!meeting) return std::nullopt;
      date.year = meeting->year;
      if (date < *meeting) ++date.year;
    }
    if (exists(date) && (!meeting || date > *meeting)) return date;
  }
  return std::nullopt;
}

void read_header(Reading& r) {
  const std::size_t end = r.outline.header_end;
  const Title title = find_title(r, end);
  if (!title.rows.empty()) {
    r.record.title = title.text;
    r.note(Field::title, place_of(r.sheet, title.rows.front(), title.rows.back(), 0.9f));
  }
  read_number(r, title, end);
  read_date(r, title, end);
  read_times(r, end);
  read_body(r, title, end);
  read_place(r, end);
  for (std::size_t i = 0; i < end; ++i) {
    if (r.record.next_meeting || r.row(i).furniture) continue;
    const LabelFound& label = r.classes[i].label;
    if (label.label != Label::next_meeting) continue;
    std::string text = "næste møde ";
    text += label.alone && i + 1 < end ? r.row(i + 1).text : value_of(r, i);
    if (const auto date = next_meeting_in(text, r.record.date)) {
      r.record.next_meeting = date;
      r.note(Field::next_meeting, place_of(r.sheet, i, r.row(i).text, 0.9f));
    }
  }
}

}  // namespace klynge::reading
