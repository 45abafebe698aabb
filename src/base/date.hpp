// Days, clock times and instants.
//
// A meeting is held on a calendar day at a local clock time; what the machine does happens at an
// instant. The two are different types and are not mixed: a Date has no zone, an Instant is UTC in
// microseconds and is shown in Europe/Copenhagen. Clocks are passed in, never asked for, so that
// tests decide what time it is.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace klynge {

struct Date {
  int year = 0, month = 0, day = 0;
  auto operator<=>(const Date&) const = default;
};

// True for a day that exists in the Gregorian calendar, years 1900 to 2199.
bool exists(Date date);
// 0 = Monday … 6 = Sunday.
int weekday(Date date);
// The day `days` later (or earlier).
Date plus_days(Date date, int days);
// "2022-11-07"
std::string iso(Date date);
std::optional<Date> parse_iso_date(std::string_view text);
// "7. november 2022"
std::string danish(Date date);
// "mandag den 7. november 2022"
std::string danish_with_weekday(Date date);
// Danish month name (lower case, full or a usual abbreviation with or without its dot) to 1…12.
std::optional<int> danish_month(std::string_view lower_case_name);

// Microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t us = 0;
  auto operator<=>(const Instant&) const = default;
};
using Clock = std::function<Instant()>;
Instant system_now();
// "2022-11-07T16:00:00.000000Z"
std::string iso(Instant instant);
// In Europe/Copenhagen: "7. november 2022 kl. 17.00"
std::string danish(Instant instant);
// The calendar day of an instant in Europe/Copenhagen.
Date local_date(Instant instant);
// The first instant of a day that exists, in Europe/Copenhagen.
Instant beginning_of(Date day);

}  // namespace klynge
