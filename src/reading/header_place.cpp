#include "reading/header_place.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

bool online_words(std::string_view folded) {
  for (const std::string_view word : {"online", "teams", "video", "virtuel", "skype", "zoom", "telefonmøde", "webmøde"})
    if (contains(folded, word)) return true;
  return false;
}

// “online”, “Teams-møde”: nothing of a room is in it.
bool only_online(std::string_view text) {
  for (const auto token : tokens(text)) {
    const std::string word = lower(strip(token, ".,:;()-/"));
    static constexpr std::array<std::string_view, 32> words{"", "online", "teams", "microsoft", "ms", "via", "på", "over", "video", "videomøde", "virtuelt", "virtuel", "møde", "skype", "zoom", "mødet", "afholdes", "afholdt", "teamsmøde", "teams-møde", "onlinemøde", "videokonference", "videolink", "webex", "telefonmøde", "som", "et", "holdes", "virtuelle", "for", "business", "link"};
    if (std::find(words.begin(), words.end(), word) == words.end()) return false;
  }
  return true;
}

void set_place(Reading& r, std::string text, std::size_t first, std::size_t last, std::string_view part, float confidence) {
  while (!text.empty() && (text.back() == '.' || text.back() == ',' || text.back() == ' ')) text.pop_back();
  std::string_view value = strip(text, " :,;");
  while (const unsigned dash = dash_at(value, 0)) value = trim(value.substr(dash));
  if (value.size() < 2) return;
  const std::string folded = lower(value);
  if (online_words(folded)) {
    if (only_online(value)) {
      r.record.mode = Mode::online;
      return;
    }
    r.record.mode = Mode::hybrid;
  }
  r.record.place = std::string(value);
  if (first == last) r.note("/place", place_of(r.sheet, first, part, confidence));
  else r.note("/place", place_of(r.sheet, first, last, confidence));
}

// What stands behind date and time in the same row: “… kl.18.30-21.00 - Kantinen”.
std::string_view behind_times(std::string_view text) {
  std::size_t end = 0;
  for (const auto& date : dates_in(text)) end = std::max(end, date.end);
  for (const auto& time : times_in(text, true)) end = std::max(end, time.to);
  std::string_view rest = text.substr(std::min(end, text.size()));
  for (const std::string_view word : {" i ", " på ", ", "})
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  return strip(rest, " ,.:;-");
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

bool place_stops(const Reading& r, std::size_t i) {
  const LineClass& c = r.classes[i];
  return c.label.label != Label::none || c.bullet || c.lead_in || r.taken[i] || r.outline.dropped[i];
}

}  // namespace

bool begins_with_date(std::string_view text) {
  std::string_view rest = text;
  const std::string folded = lower(first_word(text));
  if (danish_weekday(folded)) return true;
  for (const std::string_view word : {"den ", "Den ", "d. ", "D. ", "dato"})
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  const auto date = first_date(rest.substr(0, 40));
  return date && date->start == 0;
}

std::string_view value_of(const Reading& r, std::size_t i) {
  const LabelFound& label = r.classes[i].label;
  return label.label == Label::none || label.alone ? r.row(i).text : r.row(i).text.substr(label.value);
}

void read_place(Reading& r, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.outline.dropped[i] || r.classes[i].label.label != Label::place || r.taken[i]) continue;
    if (!r.classes[i].label.alone) {
      const std::string_view value = value_of(r, i);
      std::string text = squeeze(value);
      std::size_t last = i;
      // An address may go on below.
      for (std::size_t k = i + 1; k < end && k < i + 3 && !place_stops(r, k) && !r.row(k).furniture; ++k) {
        const bool goes_on = r.row(k).blanks == 0 && !begins_with_date(r.row(k).text) && (text.ends_with(',') || is_digit(r.row(k).text[0]) || r.row(k).indent > r.row(i).indent + 2) && r.classes[k].heading.style == Numbering::none;
        if (!goes_on) break;
        text += ' ';
        text += squeeze(r.row(k).text);
        last = k;
      }
      return set_place(r, text, i, last, value, 0.97f);
    }
    std::string text;
    std::size_t first = no_row, last = no_row;
    for (std::size_t k = i + 1; k < end && !place_stops(r, k); ++k) {
      if (r.row(k).furniture) continue;
      if (first != no_row && r.row(k).blanks > 1) break;
      const auto times = times_in(r.row(k).text.substr(0, 200), true);
      const bool only_time = !times.empty() && behind_times(r.row(k).text).empty();
      if (only_time) continue;
      if (first == no_row) first = k;
      else text += '\n';
      last = k;
      text += squeeze(r.row(k).text);
      if (k > first + 2) break;
    }
    if (first != no_row) return set_place(r, text, first, last, r.row(first).text, 0.95f);
  }
  // Without a label: behind the day and the time, or on the rows straight below them.
  std::size_t at = no_row;
  for (std::size_t i = 0; i < end; ++i) {
    if (r.row(i).furniture || r.outline.dropped[i]) continue;
    const bool dated = !dates_in(r.row(i).text.substr(0, 300)).empty();
    const bool timed = !times_in(r.row(i).text.substr(0, 300), false).empty();
    if ((dated && (timed || begins_with_date(r.row(i).text))) || (timed && r.classes[i].label.label != Label::end)) {
      const std::string_view rest = behind_times(r.row(i).text.substr(0, 400));
      const std::string folded = lower(rest);
      if (!rest.empty() && tokens(rest).size() <= 14 && !contains(folded, "møde i") && !contains(folded, "referat") && !r.taken[i] && (starts_upper(rest) || rest.starts_with("hos ")) && rest.size() > 3) {
        return set_place(r, squeeze(rest), i, i, rest, 0.7f);
      }
      if (!rest.empty() && online_words(folded) && only_online(rest)) {
        r.record.mode = Mode::online;
        return;
      }
      if (at == no_row || timed) at = i;
      if (timed) break;
    }
  }
  if (at == no_row) return;
  std::string text;
  std::size_t first = no_row, last = no_row;
  for (std::size_t k = at + 1; k < end && k < at + 6; ++k) {
    if (r.row(k).furniture) continue;
    if (place_stops(r, k)) break;
    std::string_view row = r.row(k).text;
    const std::string folded = lower(row);
    if (first != no_row && r.row(k).blanks > 0) break;
    if (row.size() > 160 || (row.ends_with('.') && tokens(row).size() > 8) || !dates_in(row).empty() || r.classes[k].time_only) break;
    if (contains(folded, "referat") || contains(folded, "dagsorden") || row.ends_with(':') || contains(folded, "var mødt") || contains(folded, "deltog") || contains(folded, "afbud") || looks_like_name(row)) break;
    if (first == no_row) {
      const bool in = row.starts_with("i ") || row.starts_with("på ") || row.starts_with("I ") || row.starts_with("På ");
      if (in) row = trim(row.substr(row.find(' ')));
      const bool room = in || contains(folded, "lokale") || contains(folded, "rådhus") || contains(folded, "hus") || contains(folded, "vej") || contains(folded, "sal") || contains(folded, "gade") || contains(folded, "hospital") || contains(folded, "skole") || contains(folded, "center") || contains(folded, "online") || contains(folded, "teams") || contains(folded, "gård") || contains(folded, "rum") || contains(folded, "værelse") || (has_digit(row) && contains(row, ",")) || contains(folded, "kantine") || contains(folded, "sted") || contains(folded, "bibliotek") || contains(folded, "torv");
      if (!room) break;
      first = k;
    } else {
      text += ' ';
    }
    last = k;
    text += squeeze(row);
  }
  if (first != no_row) set_place(r, text, first, last, r.row(first).text, 0.75f);
}

}  // namespace klynge::reading
