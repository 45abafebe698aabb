#include "reading/header_body.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "reading/header_place.hpp"
#include "reading/scan.hpp"
#include "reading/title_body.hpp"
#include "reading/when.hpp"

namespace klynge::reading {
namespace {

constexpr auto npos = std::string_view::npos;

// “Menighedsrådsmøde” tells what kind of body meets; the row with “Ørby Sogns Menighedsråd” which.
std::size_t fuller_name(const Reading& r, const Title& title, std::string_view body, std::size_t end) {
  const std::string kind = lower(body);
  const std::string heading = lower(title.text);
  const std::size_t meeting = heading.find("møde");
  if (body.find(' ') != npos || kind.size() < 4 || meeting == npos || all_upper(body)) return no_row;
  // “bestyrelsesmøde i X” says already whose it is.
  const std::string rest = lower(without_dates(std::string_view(title.text).substr(meeting)));
  for (const std::string_view lead : {"møde i ", "møde for ", "møde af ", "møde på ", ", "})
    if (contains(rest, lead)) return no_row;
  if (kind == "bestyrelse") return no_row;
  const std::size_t first = title.rows.front() > 2 ? title.rows.front() - 2 : 0;
  for (std::size_t i = first; i < std::min(end, title.rows.back() + 4); ++i) {
    if (!r.free(i) || r.classes[i].label.label != Label::none || std::ranges::find(title.rows, i) != title.rows.end())
      continue;
    const std::string_view text = r.row(i).text;
    if (text.size() > 90 || is_breadcrumb(text) || has_heading_word(text) || !dates_in(text).empty() ||
        text.ends_with('.') || token_count(text) < 2)
      continue;
    const std::string folded = lower(text);
    if (names_a_body(text) && contains(folded, kind) && !contains(folded, "møde")) return i;
  }
  return no_row;
}

// “BESLUTNINGER / REGION FJORDLAND / REGIONSRÅDET”: below the authority in the title stands who of it met.
std::size_t named_below(const Reading& r, const Title& title, std::string_view body, std::size_t end) {
  const std::string authority = lower(body);
  const bool whole = authority.starts_with("region ") || authority.ends_with(" kommune");
  const std::size_t below = title.rows.back() + 1;
  if (!whole || below >= end || !r.free(below) || r.classes[below].label.label != Label::none) return no_row;
  const std::string_view text = r.row(below).text;
  const bool named = names_a_body(text) && token_count(text) <= 6 && !text.ends_with('.') && !has_heading_word(text) &&
                     dates_in(text).empty();
  return named ? below : no_row;
}

}  // namespace

std::optional<DecidedMeeting> meeting_in_decisions(const Reading& r) {
  std::map<Date, DecidedMeeting> meetings;
  std::map<Date, unsigned> votes;
  const std::size_t last = std::min<std::size_t>(r.sheet.rows.size(), 20'000);
  for (std::size_t i = 0; i < last; ++i) {
    const std::string_view text = r.row(i).text;
    if (r.row(i).furniture || text.size() > 160 || text.size() < 12 || is_breadcrumb(text)) continue;
    const auto date = first_date(text);
    if (!date || date->date.year == 0) continue;
    std::string_view before = text.substr(0, date->start);
    const bool decision = r.classes[i].label.label == Label::minutes;
    for (const std::string_view lead : {"Beslutning i ", "Beslutning fra ", "Beslutning af ", "Behandling i "})
      if (before.starts_with(lead)) before.remove_prefix(lead.size());
    before = strip(before, " ,:-");
    for (const std::string_view tail :
         {" den", " d.", " d", " i mødet", " på mødet", "s beslutning", "s møde", " møde"})
      if (before.ends_with(tail)) before = strip(before.substr(0, before.size() - tail.size()), " ,");
    const std::string_view after = strip(text.substr(date->end), " ,.:");
    const bool heading = decision || after.empty() || lower(after).starts_with("pkt");
    if (!heading || before.empty() || !names_a_body(before) || token_count(before) > 10) continue;
    ++votes[date->date];
    meetings.try_emplace(date->date, DecidedMeeting{squeeze(before), date->date, i});
  }
  // Earlier meetings are quoted once each; the document's own decides every item.
  const DecidedMeeting* best = nullptr;
  unsigned most = 0;
  for (const auto& [day, count] : votes)
    if (count >= most) most = count, best = &meetings.at(day);
  if (!best) return std::nullopt;
  return *best;
}

namespace {

// “- Udvalg: HMU Socialområdet”, as web pages list a meeting's facts; empty for another row.
std::string_view body_in_bullet(const Reading& r, std::size_t i) {
  if (!r.classes[i].bullet || r.taken[i]) return {};
  const std::string_view text = r.row(i).text;
  const std::string_view entry = text.substr(bullet_length(text));
  const LabelFound label = find_label(entry);
  if (label.label != Label::body || label.alone || !label.colon) return {};
  return entry.substr(label.value);
}

}  // namespace

void read_body(Reading& r, const Title& title, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    const std::string_view listed = body_in_bullet(r, i);
    if (r.row(i).furniture || (r.classes[i].label.label != Label::body && listed.empty()) || r.taken[i]) continue;
    std::size_t row = i;
    std::string_view value = listed.empty() ? value_of(r, i) : listed;
    if (r.classes[i].label.alone) {
      row = i + 1;
      while (row < end && r.row(row).furniture) ++row;
      if (row >= end || r.classes[row].label.label != Label::none) continue;
      value = r.row(row).text;
    }
    if (value.size() > 120 || value.size() < 2) continue;
    r.record.body = squeeze(strip(value, " .:"));
    r.note(Field::body, place_of(r.sheet, row, value, 0.95f));
    return;
  }
  if (title.body_row != no_row) {
    const std::string_view named = r.row(title.body_row).text;
    const std::size_t gap = named.find("     ");  // at the right of a letterhead stands something else
    const auto day = first_date(named);           // “Sundhedsudvalget - 08-06-2022”
    const std::size_t end_of_name = day && day->start > 4 ? day->start : gap;
    r.record.body =
        squeeze(strip(end_of_name != npos && end_of_name > 4 ? named.substr(0, end_of_name) : named, " .:,-"));
    r.note(Field::body, place_of(r.sheet, title.body_row, r.row(title.body_row).text, 0.8f));
    return;
  }
  std::string body = body_in_title(title.text);
  if (!body.empty()) {
    if (const std::size_t full = fuller_name(r, title, body, end); full != no_row) {
      r.record.body = squeeze(strip(r.row(full).text, " .:,-"));
      r.note(Field::body, place_of(r.sheet, full, r.row(full).text, 0.75f));
      return;
    }
    if (const std::size_t named = named_below(r, title, body, end); named != no_row) {
      r.record.body = squeeze(r.row(named).text);
      r.note(Field::body, place_of(r.sheet, named, r.row(named).text, 0.75f));
      return;
    }
    r.record.body = body;
    r.note(Field::body, place_of(r.sheet, title.rows.front(), title.rows.back(), 0.85f));
    return;
  }
  for (std::size_t i = 0; i < end; ++i) {
    if (!r.free(i) || r.row(i).text.size() > 160 || is_breadcrumb(r.row(i).text)) continue;
    const std::string folded = lower(r.row(i).text);
    if (!contains(folded, "møde") || contains(folded, "næste møde") || contains(folded, "møded") ||
        contains(folded, "mødeleder"))
      continue;
    body = body_in_title(without_dates(r.row(i).text));
    if (body.empty()) continue;
    r.record.body = body;
    r.note(Field::body, place_of(r.sheet, i, r.row(i).text, 0.7f));
    return;
  }
  // The row under a bare heading.
  for (std::size_t i = 0; i < end && i < 12; ++i) {
    if (!r.free(i) || r.classes[i].label.label != Label::none || begins_with_date(r.row(i).text) ||
        has_heading_word(r.row(i).text) || is_breadcrumb(r.row(i).text))
      continue;
    const std::string folded = lower(r.row(i).text);
    if (!names_a_body(r.row(i).text) || r.row(i).text.size() > 100 || contains(folded, "indstil")) continue;
    r.record.body = squeeze(strip(without_dates(r.row(i).text), " -.:,"));
    r.note(Field::body, place_of(r.sheet, i, r.row(i).text, 0.6f));
    return;
  }
  if (const auto decided = meeting_in_decisions(r); decided && !decided->body.empty()) {
    r.record.body = decided->body;
    r.note(Field::body, place_of(r.sheet, decided->row, r.row(decided->row).text, 0.6f));
  }
}

}  // namespace klynge::reading
