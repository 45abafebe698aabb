#include "bodies/structure/period.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/text.hpp"

namespace klynge::structure {
namespace {

// The later of two beginnings, where an open one is before all.
std::optional<Date> later(const std::optional<Date>& a, const std::optional<Date>& b) {
  if (!a) return b;
  if (!b) return a;
  return std::max(*a, *b);
}

std::optional<Date> earlier(const std::optional<Date>& a, const std::optional<Date>& b) {
  if (!a) return b;
  if (!b) return a;
  return std::min(*a, *b);
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// “1/7 2022”, “1.7.2022”, “01-07-2022”, “1. juli 2022”: three words whatever stands between them.
std::optional<Date> parse_danish_date(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    const bool between = c == ' ' || c == '.' || c == '/' || c == '-';
    if (!between) word += c;
    if (between && !word.empty()) words.push_back(std::exchange(word, {}));
  }
  if (!word.empty()) words.push_back(word);
  if (words.size() != 3 || words[2].size() != 4) return std::nullopt;
  const auto day = number(words[0]), year = number(words[2]);
  const auto month = number(words[1]) ? number(words[1]) : danish_month(lower(words[1]));
  if (!day || !month || !year) return std::nullopt;
  const Date date{*year, *month, *day};
  if (!exists(date)) return std::nullopt;
  return date;
}

}  // namespace

Period intersection(const Period& a, const Period& b) { return {later(a.from, b.from), earlier(a.to, b.to)}; }

bool overlaps(const Period& a, const Period& b) {
  return !a.is_empty() && !b.is_empty() && !intersection(a, b).is_empty();
}

bool covers(const Period& outer, const Period& inner) {
  if (inner.is_empty()) return true;
  return intersection(outer, inner) == inner;
}

bool fits_within(const Period& outer, const Period& inner) {
  if (inner.is_empty() || intersection(outer, inner).is_empty()) return false;
  const bool begins_before = inner.from && outer.from && *inner.from < *outer.from;
  const bool ends_after = inner.to && outer.to && *inner.to > *outer.to;
  return !begins_before && !ends_after;
}

Period following(const Period& inner, const Period& outer, const Period& outer_after) {
  return {inner.from == outer.from ? outer_after.from : inner.from, inner.to == outer.to ? outer_after.to : inner.to};
}

std::string danish(const Period& period) {
  std::string out;
  if (period.from) out = "fra " + danish(*period.from);
  if (period.to) out += (out.empty() ? "til og med " : " til og med ") + danish(plus_days(*period.to, -1));
  return out;
}

std::string danish_years(const Period& period) {
  const auto first = period.from ? std::to_string(period.from->year) : std::string();
  const auto last = period.to ? std::to_string(plus_days(*period.to, -1).year) : std::string();
  if (first.empty() && last.empty()) return {};
  if (last.empty()) return "siden " + first;
  if (first.empty()) return "til " + last;
  return first == last ? first : first + "–" + last;
}

Result<std::optional<Date>> read_day(std::string_view text, std::string_view name) {
  const auto typed = trim(text);
  if (typed.empty()) return std::optional<Date>{};
  auto date = parse_iso_date(typed);
  if (!date) date = parse_danish_date(typed);
  if (!date)
    return invalid(std::string(name) + " findes ikke i kalenderen. Skriv den som 31/12 2026.",
                   "not a day: " + std::string(typed.substr(0, 40)));
  return date;
}

Result<Period> read_period(std::string_view first_day, std::string_view last_day) {
  const auto first = read_day(first_day, "Den første dag");
  if (!first) return std::unexpected(first.error());
  const auto last = read_day(last_day, "Den sidste dag");
  if (!last) return std::unexpected(last.error());
  if (*first && *last && **last < **first)
    return invalid("Perioden slutter den " + danish(**last) + ", før den begynder den " + danish(**first) + ".",
                   "a period ends before it begins");
  return Period{*first, *last ? std::optional(plus_days(**last, 1)) : std::nullopt};
}

std::string first_day_text(const Period& period) { return period.from ? iso(*period.from) : std::string(); }
std::string last_day_text(const Period& period) { return period.to ? iso(plus_days(*period.to, -1)) : std::string(); }

Period period_of(database::Rows& rows, int from_column, int to_column) {
  const auto day = [&](int column) { return rows.is_null(column) ? std::nullopt : parse_iso_date(rows.text(column)); };
  return {day(from_column), day(to_column)};
}

std::optional<std::string> from_text(const Period& period) {
  return period.from ? std::optional(iso(*period.from)) : std::nullopt;
}
std::optional<std::string> to_text(const Period& period) {
  return period.to ? std::optional(iso(*period.to)) : std::nullopt;
}

}  // namespace klynge::structure
