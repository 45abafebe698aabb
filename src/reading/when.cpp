#include "reading/when.hpp"

#include <array>

#include "base/text.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

struct Number {
  int value = 0;
  unsigned digits = 0;
};

// Up to four digits at `at`; more than that is no day, hour or year and counts as none.
Number number_at(std::string_view text, std::size_t at) {
  Number n;
  while (at < text.size() && is_digit(text[at]) && n.digits < 5) {
    n.value = n.value * 10 + (text[at++] - '0');
    ++n.digits;
  }
  if (n.digits > 4) return {};
  return n;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  while (text.substr(at).starts_with("\u00a0")) at += 2;
  return at;
}

int full_year(Number n) {
  if (n.digits == 4 && n.value >= 1900 && n.value < 2200) return n.value;
  if (n.digits == 2) return n.value < 70 ? 2000 + n.value : 1900 + n.value;
  return 0;
}

bool day_and_month(int day, int month) { return month >= 1 && month <= 12 && day >= 1 && exists({2020, month, day}); }

std::optional<int> weekday_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const auto back = [&] {
    while (end > 0 && (is_blank(text[end - 1]) || text[end - 1] == '.' || text[end - 1] == ',')) --end;
  };
  for (int skipped = 0; skipped < 2; ++skipped) {
    back();
    std::size_t start = end;
    while (start > 0 && letter_before(text, start) && end - start < 12) {
      --start;
      while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xc0) == 0x80) --start;
    }
    if (start == end) return std::nullopt;
    const std::string word = lower(text.substr(start, end - start));
    if (const auto day = danish_weekday(word)) return day;
    if (word != "den" && word != "d") return std::nullopt;
    end = start;
  }
  return std::nullopt;
}

// “november 2022”, “nov. 22” at `at`.
std::optional<DateFound> named_month(std::string_view text, std::size_t start, int day, std::size_t at) {
  at = skip_space(text, at);
  std::size_t end = at;
  while (end < text.size() && letter_at(text, end) && end - at < 12) ++end;
  if (end == at || end - at > 11) return std::nullopt;
  const auto month = danish_month(lower(text.substr(at, end - at)));
  if (!month || !day_and_month(day, *month)) return std::nullopt;
  DateFound found{{0, *month, day}, std::nullopt, start, end};
  if (end < text.size() && text[end] == '.') ++end;
  std::size_t next = skip_space(text, end);
  if (next < text.size() && text[next] == ',') next = skip_space(text, next + 1);
  const Number year = number_at(text, next);
  if (year.digits == 4 && full_year(year)) {
    found.date.year = full_year(year);
    found.end = next + 4;
  }
  return found;
}

// “den ”, “d. ” or a weekday stands straight before it.
bool behind_day_word(std::string_view text, std::size_t at) {
  const std::string word = lower(strip(last_word(strip(text.substr(0, at), " ")), "."));
  return word == "den" || word == "d" || danish_weekday(word).has_value();
}

// “23-08-2012”, “05/09/2022”, “den 26.2-23”, “31/8 2021”, “23/8”, “17.08.2012”.
std::optional<DateFound> figures(std::string_view text, std::size_t start, int day, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  const char mark = text[at];
  if (mark != '-' && mark != '/' && mark != '.') return std::nullopt;
  const Number month = number_at(text, at + 1);
  if (month.digits < 1 || month.digits > 2 || !day_and_month(day, month.value)) return std::nullopt;
  std::size_t next = at + 1 + month.digits;
  DateFound found{{0, month.value, day}, std::nullopt, start, next};
  if (mark == '/' && next < text.size()) {
    const bool mark_again = text[next] == '/' || text[next] == '-' || text[next] == '.';
    const std::size_t place = mark_again ? next + 1 : skip_space(text, next);
    const Number year = number_at(text, place);
    const bool year_fits = year.digits == 4 || (year.digits == 2 && mark_again);
    if (year_fits && full_year(year)) {
      found.date.year = full_year(year);
      found.end = place + year.digits;
    }
    return found;
  }
  // “den 26.2-23”; elsewhere hours are printed so.
  const bool dashed = mark == '.' && text.substr(next).starts_with('-') && behind_day_word(text, start);
  if (next >= text.size() || (text[next] != mark && !dashed)) return std::nullopt;
  const Number year = number_at(text, next + 1);
  if ((year.digits != 2 && year.digits != 4) || !full_year(year)) return std::nullopt;
  found.date.year = full_year(year);
  found.end = next + 1 + year.digits;
  return found;
}

// “17.-18. juni 2016”, “17. – 18. juni”, “17. og 18. juni”: the first of the days.
std::optional<DateFound> first_of_days(std::string_view text, std::size_t start, int day, std::size_t at) {
  at = skip_space(text, at);
  std::size_t link = 0;
  for (const std::string_view word : {"-", "–", "og "})
    if (text.substr(at).starts_with(word)) link = word.size();
  if (link == 0) return std::nullopt;
  at = skip_space(text, at + link);
  const Number last = number_at(text, at);
  if (last.digits < 1 || last.digits > 2 || last.value <= day || at + last.digits >= text.size() ||
      text[at + last.digits] != '.')
    return std::nullopt;
  return named_month(text, start, day, at + last.digits + 1);
}

std::optional<DateFound> date_at(std::string_view text, std::size_t at) {
  const Number first = number_at(text, at);
  if (first.digits == 4 && text.substr(at + 4).starts_with('-')) {
    if (const auto iso = parse_iso_date(text.substr(at, 10))) {
      if (at + 10 >= text.size() || !is_digit(text[at + 10])) return DateFound{*iso, std::nullopt, at, at + 10};
    }
    return std::nullopt;
  }
  if (first.digits < 1 || first.digits > 2) return std::nullopt;
  std::size_t next = at + first.digits;
  if (const auto found = figures(text, at, first.value, next)) return found;
  // “7. november”, and “7 . november” from a picture.
  if (text.substr(next).starts_with(" . ")) ++next;
  if (next < text.size() && text[next] == '.') ++next;
  if (auto found = named_month(text, at, first.value, next)) return found;
  return first_of_days(text, at, first.value, next);
}

std::optional<ClockTime> clock(int hours, int minutes) {
  if (hours > 24 || minutes > 59 || (hours == 24 && minutes > 0)) return std::nullopt;
  return ClockTime{hours * 60 + minutes};
}

struct OneTime {
  ClockTime time;
  std::size_t end = 0;
  bool minutes = false;
};

std::optional<OneTime> one_time(std::string_view text, std::size_t at, bool hours_alone) {
  const Number hours = number_at(text, at);
  if (hours.digits < 1 || hours.digits > 2) return std::nullopt;
  std::size_t next = at + hours.digits;
  if (next < text.size() && (text[next] == '.' || text[next] == ':')) {
    const Number minutes = number_at(text, next + 1);
    if (minutes.digits == 2) {
      next += 3;
      if (text.substr(next, 1) == ":" && number_at(text, next + 1).digits == 2) next += 3;
      const bool date_like = next + 1 < text.size() && text[next] == '.' && is_digit(text[next + 1]);
      const auto time = clock(hours.value, minutes.value);
      if (time && !date_like && !(next < text.size() && is_digit(text[next]))) return OneTime{*time, next, true};
      return std::nullopt;
    }
  }
  if (!hours_alone || (next < text.size() && is_digit(text[next]))) return std::nullopt;
  const auto time = clock(hours.value, 0);
  if (!time) return std::nullopt;
  return OneTime{*time, next, false};
}

// “kl.”, “kl”, “klokken” at `at`: where the time would start; `at` itself where it is not there.
std::size_t after_clock_word(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || (text[at] | 0x20) != 'k' || (text[at + 1] | 0x20) != 'l') return at;
  for (const std::string_view word :
       {"klokken", "Klokken", "kl.:", "Kl.:", "kl.", "Kl.", "KL.", "kl:", "Kl:", "kl", "Kl", "KL"})
    if (text.substr(at).starts_with(word)) {
      const std::size_t next = skip_space(text, at + word.size());
      if (next < text.size() && is_digit(text[next])) return next;
    }
  return at;
}

}  // namespace

std::optional<int> danish_weekday(std::string_view word) {
  static constexpr std::array<std::string_view, 7> names{"mandag", "tirsdag", "onsdag", "torsdag",
                                                         "fredag", "lørdag",  "søndag"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (word == names[i]) return static_cast<int>(i);
  return std::nullopt;
}

std::vector<DateFound> dates_in(std::string_view text) {
  std::vector<DateFound> found;
  if (!any_digit(text)) return found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    const bool fresh = at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '/' && !letter_before(text, at));
    auto date = fresh ? date_at(text, at) : std::nullopt;
    if (date && (date->date.year == 0 || exists(date->date))) {
      date->weekday = weekday_before(text, at);
      found.push_back(*date);
      at = date->end - 1;
      continue;
    }
    while (at + 1 < text.size() && is_digit(text[at + 1])) ++at;
  }
  return found;
}

std::optional<DateFound> first_date(std::string_view text) {
  auto all = dates_in(text);
  if (all.empty()) return std::nullopt;
  return all.front();
}

namespace {

// “… til lørdag den 4. maj kl. 15”: behind the day on which the meeting ends, where “kl.” follows; else `at`.
std::size_t past_day(std::string_view text, std::size_t at, bool& other_day) {
  const std::string_view weekday = word_at(text, at);
  if (weekday.size() < 6 || !danish_weekday(Folded(weekday))) return at;
  std::size_t next = skip_space(text, at + weekday.size());
  for (const std::string_view lead : {"den ", "d. "})
    if (text.substr(next).starts_with(lead)) next += lead.size();
  if (const auto date = next < text.size() && is_digit(text[next]) ? date_at(text, next) : std::nullopt)
    next = skip_space(text, date->end);
  if (text.substr(next).starts_with(',')) next = skip_space(text, next + 1);
  other_day = after_clock_word(text, next) != next;
  return other_day ? next : at;
}

}  // namespace

std::optional<TimeFound> time_at(std::string_view text, std::size_t at, bool hours_alone) {
  TimeFound found;
  found.from = at;
  const std::size_t digits = after_clock_word(text, at);
  found.marked = digits != at;
  const auto start = one_time(text, digits, hours_alone || found.marked);
  if (!start) return std::nullopt;
  found.start = start->time;
  found.to = start->end;
  std::size_t next = skip_space(text, start->end);
  bool range = false;
  if (const unsigned dash = dash_at(text, next)) {
    next = skip_space(text, next + dash);
    range = true;
  } else if (text.substr(next).starts_with("til ")) {
    next = skip_space(text, next + 4);
    if (text.substr(next).starts_with("senest ")) next = skip_space(text, next + 7);
    range = true;
  }
  if (!range) return found;
  bool other_day = false;
  const std::size_t end_digits = after_clock_word(text, past_day(text, next, other_day));
  const auto end = one_time(text, end_digits, start->minutes || hours_alone || found.marked);
  if (!end) return found;
  // A range that runs backwards is printed so; it is for the findings to say. Hours alone are none.
  if (end->time < start->time && !other_day && !(end->minutes && start->minutes)) return found;
  found.end = end->time;
  found.to = end->end;
  return found;
}

std::optional<Date> year_first(std::string_view date) {
  if (date.size() != 8 || date[2] != date[5] || (date[2] != '.' && date[2] != '-' && date[2] != '/'))
    return std::nullopt;
  const Number year = number_at(date, 0), month = number_at(date, 3), day = number_at(date, 6);
  if (year.digits != 2 || month.digits != 2 || day.digits != 2) return std::nullopt;
  const Date read{full_year(year), month.value, day.value};
  return exists(read) ? std::optional(read) : std::nullopt;
}

std::vector<TimeFound> times_in(std::string_view text, bool bare) {
  std::vector<TimeFound> found;
  if (!any_digit(text)) return found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool word = (c == 'k' || c == 'K') && !letter_before(text, at) && after_clock_word(text, at) != at;
    const bool digits = bare && is_digit(c) &&
                        (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '.' && text[at - 1] != ',' &&
                                     text[at - 1] != '/' && !letter_before(text, at)));
    if (!word && !digits) continue;
    if (const auto time = time_at(text, at, word)) {
      found.push_back(*time);
      at = time->to - 1;
    } else if (digits) {
      while (at + 1 < text.size() && is_digit(text[at + 1])) ++at;
    }
  }
  return found;
}

std::optional<Date> month_and_year(std::string_view text) {
  const auto words = tokens(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto month = words[i].size() < 12 ? danish_month(lower(words[i])) : std::nullopt;
    const Number year = number_at(words[i + 1], 0);
    const bool day_before = i > 0 && is_digit(words[i - 1].front());
    if (month && year.digits == 4 && full_year(year) && !day_before) return Date{full_year(year), *month, 0};
  }
  return std::nullopt;
}

std::vector<int> years_in(std::string_view text) {
  std::vector<int> years;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - at == 4) {
      const Number year = number_at(text, at);
      if (year.value >= 1950 && year.value <= 2100) years.push_back(year.value);
    }
    at = end;
  }
  return years;
}

}  // namespace klynge::reading
