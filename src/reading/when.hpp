// Days and clock times as Danish minutes print them.
//
// Forms taken: “7. november 2022”, “17.-18. juni 2016” (the first day), “d. 8 februar 2022”, “3.februar”, “17.08.2012”,
// “23-08-2012”, “31/8 2021”, “31/8-21”, “2022-11-07”; “kl. 17.00 – 19.00”, “14-16”, “13:00:00”, “9.00-10.00”. A date
// without its year keeps year 0, for the caller to fill in from elsewhere.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::reading {

struct DateFound {
  Date date;                       // year 0 where none is printed
  std::optional<int> weekday;      // 0 = Monday, where printed just before the date
  std::size_t start = 0, end = 0;  // bytes; without the weekday
};
struct TimeFound {
  ClockTime start;
  std::optional<ClockTime> end;  // of a range
  std::size_t from = 0, to = 0;  // bytes, with “kl.”
  bool marked = false;           // “kl.” stands before it
};

// Every date in the text, in order; days that do not exist are left out.
std::vector<DateFound> dates_in(std::string_view text);
std::optional<DateFound> first_date(std::string_view text);
// “25.08.27” with the year first: 27 August 2025. None where the text is no such date, or none that exists.
std::optional<Date> year_first(std::string_view date);
// Times need “kl.” before them, unless `bare`: then hours with minutes count too (“9.00-10.00”).
std::vector<TimeFound> times_in(std::string_view text, bool bare);
// A time or range that starts exactly here (after “kl.” or not).
std::optional<TimeFound> time_at(std::string_view text, std::size_t at, bool hours_alone);
// Month name followed by a year, without a day (“september 2021”).
std::optional<Date> month_and_year(std::string_view text);
std::optional<int> danish_weekday(std::string_view lower_case_word);
// Years 1950 to 2100 in the text.
std::vector<int> years_in(std::string_view text);

}  // namespace klynge::reading
