#include "bodies/structure/timeline.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "bodies/structure/text_fit.hpp"

namespace klynge::structure {
namespace {

constexpr int name_width = 300, name_font_px = 14;
constexpr int row_height = 34, bar_height = 16, head_height = 34;
constexpr int least_bars_px = 640, least_year_px = 28, most_year_px = 96;
constexpr int unsettled_width = 130, link_inset = 9;
constexpr int most_years = 60;  // a slip of the pen in a year must not make a drawing miles wide

bool is_unsettled(const BodyProfile& body) { return body.planned && !body.period.from; }

struct Span {
  int first = 0, last = 0;  // years; `last` is drawn whole
};

Span years_of(const std::vector<BodyProfile>& profiles, Date today) {
  Span span{today.year - 1, today.year + 1};
  const auto reach = [&](const std::optional<Date>& day) {
    if (!day) return;
    span.first = std::min(span.first, std::max(day->year, today.year - most_years));
    span.last = std::max(span.last, std::min(day->year, today.year + most_years));
  };
  for (const auto& one : profiles) {
    reach(one.period.from);
    reach(one.period.to);
  }
  return span;
}

int day_of_year(Date day) {
  int count = 0;
  for (Date at{day.year, 1, 1}; at < Date{day.year, day.month, 1}; at.month++)
    count += at.month == 2 ? (exists({at.year, 2, 29}) ? 29 : 28) : exists({at.year, at.month, 31}) ? 31 : 30;
  return count + day.day - 1;
}

struct Scale {
  Span span;
  int year_px = 0;
  int x(Date day) const {
    if (day.year < span.first) return name_width;
    if (day.year > span.last) return end();
    return name_width + (day.year - span.first) * year_px + day_of_year(day) * year_px / 366;
  }
  int end() const { return name_width + (span.last - span.first + 1) * year_px; }
};

// Whoever is joined by succession has the same family: the number of its first member.
std::vector<std::size_t> families(std::size_t count, const std::vector<std::pair<std::size_t, std::size_t>>& links) {
  std::vector<std::size_t> family(count);
  std::iota(family.begin(), family.end(), std::size_t{0});
  const auto head = [&](std::size_t one) {
    while (family[one] != one) one = family[one];
    return one;
  };
  for (const auto& [a, b] : links) {
    const auto low = std::min(head(a), head(b)), high = std::max(head(a), head(b));
    family[high] = low;
  }
  for (auto& one : family) one = head(one);
  return family;
}

constexpr Date long_ago{1, 1, 1}, far_off{9999, 1, 1};
Date begins(const BodyProfile& body) { return is_unsettled(body) ? far_off : body.period.from.value_or(long_ago); }

Rectangle bar_of(const BodyProfile& body, const Scale& scale, int y) {
  if (is_unsettled(body)) return {scale.end() + 12, y, unsettled_width - 24, bar_height};
  const int left = body.period.from ? scale.x(*body.period.from) : name_width,
            right = body.period.to ? scale.x(*body.period.to) : scale.end();
  return {left, y, std::max(right - left, 4), bar_height};
}

// Down from the older bar's end to just beside the younger one, along, and into it: where it begins, or, where
// it was there before, on the day it took over.
std::vector<Point> way_between(const Rectangle& older, const Rectangle& younger) {
  const bool down = younger.y > older.y;
  const int inset = std::min(link_inset, younger.width / 2);
  const int x = older.right() - std::min(link_inset, older.width / 2),
            into = std::clamp(older.right(), younger.x + inset, younger.right() - inset);
  const int beside = down ? younger.y - 9 : younger.bottom() + 9;
  return {
      {x, down ? older.bottom() : older.y}, {x, beside}, {into, beside}, {into, down ? younger.y : younger.bottom()}};
}

}  // namespace

Timeline timeline_of(const std::vector<BodyProfile>& profiles, const std::vector<Succession>& successions, Date today) {
  Timeline out;
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < profiles.size(); ++i) places.emplace(profiles[i].body_id, i);
  std::vector<std::pair<std::size_t, std::size_t>> links;
  for (const auto& one : successions) {
    const auto older = places.find(one.predecessor_id), younger = places.find(one.successor_id);
    if (older != places.end() && younger != places.end() && older != younger)
      links.emplace_back(older->second, younger->second);
  }
  const auto family = families(profiles.size(), links);
  std::vector<Date> first(profiles.size(), far_off);  // of each family
  std::vector<std::size_t> size(profiles.size(), 0);
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    first[family[i]] = std::min(first[family[i]], begins(profiles[i]));
    ++size[family[i]];
  }
  std::vector<std::size_t> order(profiles.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Of whom nothing is known stands last: there is nothing to see of it.
  std::ranges::sort(order, {}, [&](std::size_t one) {
    const bool unknown = size[family[one]] == 1 && profiles[one].period == Period{} && !profiles[one].planned;
    return std::tuple(unknown, first[family[one]], family[one], begins(profiles[one]), one);
  });

  Scale scale{years_of(profiles, today), 0};
  const int years = scale.span.last - scale.span.first + 1;
  scale.year_px = std::clamp(least_bars_px / years, least_year_px, most_year_px);
  for (int year = scale.span.first; year <= scale.span.last; ++year) out.years.push_back({year, scale.x({year, 1, 1})});
  out.today_x = scale.x(today);
  out.top = head_height;
  out.width = scale.end();

  std::vector<std::size_t> bar_place(profiles.size());
  for (const auto body : order) {
    const auto& one = profiles[body];
    bar_place[body] = out.bars.size();
    const int y = head_height + static_cast<int>(out.bars.size()) * row_height + (row_height - bar_height) / 2;
    if (is_unsettled(one)) out.unsettled_x = scale.end();
    out.bars.push_back({.body = body,
                        .bar = bar_of(one, scale, y),
                        .label = fit_text(one.name, name_width - 36, name_font_px, 1).lines.front(),
                        .open_from = !one.period.from && !is_unsettled(one),
                        .open_to = !one.period.to && !is_unsettled(one),
                        .planned = one.planned});
  }
  if (out.unsettled_x) out.width += unsettled_width;
  out.width += 16;  // for the points of open ends
  out.height = head_height + static_cast<int>(out.bars.size()) * row_height + 8;
  for (const auto& [older, younger] : links) {
    auto &before = out.bars[bar_place[older]], &after = out.bars[bar_place[younger]];
    before.before.push_back(bar_place[younger]);
    after.after.push_back(bar_place[older]);
    out.ways.push_back(way_between(before.bar, after.bar));
  }
  return out;
}

}  // namespace klynge::structure
