#include "base/date.hpp"

#include <date/tz.h>
#include <fmt/compile.h>

#include <array>
#include <chrono>

namespace klynge {
namespace {

constexpr std::array<std::string_view, 12> month_names = {"januar",    "februar", "marts",    "april",
                                                          "maj",       "juni",    "juli",     "august",
                                                          "september", "oktober", "november", "december"};
constexpr std::array<std::string_view, 7> weekday_names = {"mandag", "tirsdag", "onsdag", "torsdag",
                                                           "fredag", "lørdag",  "søndag"};

date::sys_days to_days(Date d) {
  return date::sys_days{date::year{d.year} / date::month{static_cast<unsigned>(d.month)} /
                        date::day{static_cast<unsigned>(d.day)}};
}

Date from_days(date::sys_days days) {
  const date::year_month_day ymd{days};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

const date::time_zone& copenhagen() {
  static const date::time_zone* zone = date::locate_zone("Europe/Copenhagen");
  return *zone;
}

date::local_time<std::chrono::microseconds> local(Instant instant) {
  return copenhagen().to_local(date::sys_time<std::chrono::microseconds>{std::chrono::microseconds{instant.us}});
}

}  // namespace

bool exists(Date d) {
  if (d.year < 1900 || d.year > 2199) return false;
  return (date::year{d.year} / date::month{static_cast<unsigned>(d.month)} / date::day{static_cast<unsigned>(d.day)})
      .ok();
}

int weekday(Date d) { return static_cast<int>(date::weekday{to_days(d)}.iso_encoding()) - 1; }

Date plus_days(Date d, int days) { return from_days(to_days(d) + date::days{days}); }

// Pages and the log are full of dates, so their formats are taken apart at compile time.
std::string iso(Date d) {
  // Nearly every day there is: its digits need no formatting.
  if (d.year < 0 || d.year > 9'999 || d.month < 0 || d.month > 99 || d.day < 0 || d.day > 99)
    return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), d.year, d.month, d.day);
  std::string text = "0000-00-00";
  const auto put = [&](std::size_t behind, int value) {
    for (; value > 0; value /= 10) text[--behind] = static_cast<char>('0' + value % 10);
  };
  put(4, d.year);
  put(7, d.month);
  put(10, d.day);
  return text;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(from, count)) value = value * 10 + (c - '0');
    return value;
  };
  const Date d{number(0, 4), number(5, 2), number(8, 2)};
  if (!exists(d)) return std::nullopt;
  return d;
}

std::string danish(Date d) {
  return fmt::format(FMT_COMPILE("{}. {} {}"), d.day, month_names.at(static_cast<std::size_t>(d.month - 1)), d.year);
}

std::string danish_with_weekday(Date d) {
  return fmt::format(FMT_COMPILE("{} den {}"), weekday_names.at(static_cast<std::size_t>(weekday(d))), danish(d));
}

std::optional<int> danish_month(std::string_view name) {
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  if (name.size() < 3) return std::nullopt;
  if (name == "sept") return 9;
  for (std::size_t i = 0; i < month_names.size(); ++i)
    if (name[0] == month_names[i][0] && (name == month_names[i] || name == month_names[i].substr(0, 3)))
      return static_cast<int>(i + 1);
  return std::nullopt;
}

Instant system_now() {
  using namespace std::chrono;
  return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

std::string iso(Instant instant) {
  const date::sys_time<std::chrono::microseconds> time{std::chrono::microseconds{instant.us}};
  const auto days = date::floor<date::days>(time);
  const date::hh_mm_ss<std::chrono::microseconds> clock{time - days};
  return fmt::format(FMT_COMPILE("{}T{:02}:{:02}:{:02}.{:06}Z"), iso(from_days(days)), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::string danish(Instant instant) {
  const auto time = local(instant);
  const auto days = date::floor<date::days>(time);
  const date::hh_mm_ss<std::chrono::microseconds> clock{time - days};
  return fmt::format(FMT_COMPILE("{} kl. {:02}.{:02}"), danish(local_date(instant)), clock.hours().count(),
                     clock.minutes().count());
}

Date local_date(Instant instant) {
  const auto days = date::floor<date::days>(local(instant));
  return from_days(date::sys_days{days.time_since_epoch()});
}

Instant beginning_of(Date day) {
  const date::local_days midnight{date::year{day.year} / day.month / day.day};
  const auto at = copenhagen().to_sys(midnight, date::choose::earliest);
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(at.time_since_epoch()).count()};
}

}  // namespace klynge
