// When something of the structure holds: from a day, and until the day on which it no longer does.
//
// A period is half open, from <= day < to, so that what ends on the day another begins meets it without
// a gap and without an overlap. An end that is not known is left open to that side. People write the
// last day on which something holds (“til og med 30. juni 2022”); the day after it is what is kept.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "platform/database/connection.hpp"

namespace klynge::structure {

struct Period {
  std::optional<Date> from{};  // the first day; none: not known, so open
  std::optional<Date> to{};    // the first day on which it no longer holds; none: open
  bool operator==(const Period&) const = default;

  bool contains(Date day) const { return (!from || *from <= day) && (!to || day < *to); }
  // True where it holds no single day: it ends before it begins, or on the same day.
  bool is_empty() const { return from && to && *to <= *from; }
  bool is_over(Date day) const { return to && *to <= day; }
  bool is_to_come(Date day) const { return from && *from > day; }
};

// Whether there is a day in both. An empty period overlaps nothing.
bool overlaps(const Period& a, const Period& b);
// Whether each day of `inner` is a day of `outer`.
bool covers(const Period& outer, const Period& inner);
// The days in both; empty (is_empty) where there are none.
Period intersection(const Period& a, const Period& b);

// Whether what is said of `inner` lies within `outer`: an end that is left open is not said, and is no
// reason to refuse; an end that is said must be inside, and some day must be left.
bool fits_within(const Period& outer, const Period& inner);
// `inner` after `outer` has become `outer_after`: an end it shares with `outer` moves along.
Period following(const Period& inner, const Period& outer, const Period& outer_after);

// “fra 1. juli 2022 til og med 31. december 2026”, “til og med 30. juni 2022”, “fra 1. juli 2022”;
// “” where both ends are open.
std::string danish(const Period& period);
// “2022–2026”, “siden 2022”, “til 2022”, “”: for a narrow column.
std::string danish_years(const Period& period);

// What stands in two form fields: the first day and the last day (inclusive), each “” for open, as
// “2022-07-01” or “1/7 2022”, “1.7.2022”. Problems: a day that does not exist; an end before the beginning.
Result<Period> read_period(std::string_view first_day, std::string_view last_day);
// One day, as above; none where `text` is blank. `name` begins the sentence of the Problem: “Dagen”.
Result<std::optional<Date>> read_day(std::string_view text, std::string_view name);
// What read_period() takes: “2022-07-01” or “”.
std::string first_day_text(const Period& period);
std::string last_day_text(const Period& period);

// Columns valid_from and valid_to. An unreadable day counts as open.
Period period_of(database::Rows& rows, int from_column, int to_column);
std::optional<std::string> from_text(const Period& period);  // for binding: “2022-07-01”
std::optional<std::string> to_text(const Period& period);

}  // namespace klynge::structure
