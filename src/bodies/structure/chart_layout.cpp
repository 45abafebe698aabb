#include "bodies/structure/chart_layout.hpp"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <map>
#include <optional>
#include <tuple>

#include "bodies/structure/text_fit.hpp"

namespace klynge::structure {
namespace {

constexpr int box_width = 172, box_inset = 10;
constexpr int label_width = 118;  // of the levels' names, left of all columns
constexpr int narrow_gutter = 26, frame_pad = 8, frame_head = 24;
constexpr int label_gap = 6;                  // between a cluster's name and a line beside it
constexpr int lane_px = 10, beside_row = 14;  // between two lines; between a row of boxes and the first line
constexpr int widest_slot = 16;
constexpr std::size_t fewest_columns = 5;  // a row of region-wide bodies is broken after so many
constexpr std::size_t cluster_stack = 3;   // so many of a cluster stand over each other before it gets another column
constexpr std::size_t name_lines = 4;

struct Cell {
  std::size_t row = 0, column = 0;
};
struct GridRow {
  BodyLevel level = BodyLevel::unknown;
  bool in_clusters = false, first_of_tier = false, last_of_tier = false, first_of_band = false;
  int y = 0, height = 0;
};
// One line's stay in a channel, gutter or column: from `low` to `high` (whole numbers or pixels), of `net`.
struct Stay {
  std::size_t net = 0;
  int low = INT_MAX, high = INT_MIN;
  std::size_t lane = 0;
  void reach(int at) {
    low = std::min(low, at);
    high = std::max(high, at);
  }
};
using Stays = std::map<std::size_t, Stay>;  // by net

// Gives each stay the first lane in which it meets no other; how many lanes there are.
std::size_t give_lanes(Stays& stays, int apart) {
  std::vector<Stay*> order;
  for (auto& [net, stay] : stays) order.push_back(&stay);
  std::ranges::stable_sort(order, {}, [](const Stay* one) { return std::tuple(one->low, one->net); });
  std::vector<int> ends;  // of the last stay in each lane
  for (auto* stay : order) {
    auto lane = std::ranges::find_if(ends, [&](int end) { return end + apart < stay->low; });
    if (lane == ends.end()) lane = ends.insert(ends.end(), 0);
    *lane = stay->high;
    stay->lane = static_cast<std::size_t>(lane - ends.begin());
  }
  return ends.size();
}

// 0, -1, 1, -2, 2 …: the middle first.
int from_the_middle(std::size_t lane) {
  const int half = static_cast<int>((lane + 1) / 2);
  return lane % 2 == 1 ? -half : half;
}

// A net on its way: between which channels it must climb, and where.
struct Route {
  ChartNet net;
  std::size_t channel = 0;              // at its target
  std::vector<std::size_t> channels{};  // of each source
  std::size_t top = 0, bottom = 0;      // the trunk's, where they differ
  bool in_column = false;               // the trunk runs through a column's empty cells, else in a gutter
  std::size_t place = 0;                // which column or gutter
  bool climbs() const { return top != bottom; }
};

class Layout {
 public:
  explicit Layout(const Chart& chart) : chart_(chart) {}

  ChartLayout run() {
    place_columns();
    set_frame_head();
    place_rows();
    fit_names();
    route();
    give_places();
    set_x();
    set_y();
    draw();
    return std::move(out_);
  }

 private:
  // --- the grid -----------------------------------------------------------------------------------------------

  std::vector<std::size_t> members(BodyLevel level, std::optional<std::size_t> cluster) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < chart_.bodies.size(); ++i)
      if (chart_.bodies[i].level == level && chart_.bodies[i].cluster == cluster) found.push_back(i);
    return found;
  }

  void place_columns() {
    std::size_t columns = 0, wide = 1;
    for (std::size_t cluster = 0; cluster < chart_.clusters.size(); ++cluster) {
      std::size_t most = 1;
      for (const auto level : body_levels()) most = std::max(most, members(level, cluster).size());
      cluster_column_.push_back(columns);
      columns += (most + cluster_stack - 1) / cluster_stack;
    }
    cluster_column_.push_back(columns);
    for (const auto level : body_levels()) wide = std::max(wide, members(level, std::nullopt).size());
    columns_ = std::max(columns, std::min(wide, fewest_columns));
  }

  // A line to or from a box passes through the middle of its column, so a name has half of it, or two lines.
  void set_frame_head() {
    constexpr int half = frame_pad + box_width / 2 - 2 * label_gap;
    const bool one_line = std::ranges::all_of(
        chart_.clusters, [](const std::string& name) { return text_width(name, chart_small_px) <= half; });
    frame_head_ = one_line ? frame_head : frame_head + chart_small_line_px;
  }

  void add_rows(BodyLevel level, bool in_clusters, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      rows_.push_back({.level = level,
                       .in_clusters = in_clusters,
                       .first_of_tier = i == 0,
                       .last_of_tier = i + 1 == count,
                       .first_of_band = rows_.empty() || rows_.back().level != level});
  }

  void place_rows() {
    cells_.resize(chart_.bodies.size());
    for (const auto level : body_levels()) {
      place_wide(level);
      place_clusters(level);
    }
    taken_.assign(rows_.size(), std::vector<bool>(columns_, false));
    for (const auto& cell : cells_) taken_[cell.row][cell.column] = true;
  }

  // Evenly over the width, as many in each row as can be.
  void place_wide(BodyLevel level) {
    const auto there = members(level, std::nullopt);
    const auto first = rows_.size(), count = (there.size() + columns_ - 1) / columns_;
    add_rows(level, false, count);
    for (std::size_t row = 0, next = 0; row < count; ++row) {
      const auto in_row = (there.size() - next + count - row - 1) / (count - row);
      for (std::size_t i = 0; i < in_row; ++i)
        cells_[there[next++]] = {first + row, (2 * i + 1) * columns_ / (2 * in_row)};
    }
  }

  void place_clusters(BodyLevel level) {
    std::size_t count = 0;
    for (std::size_t cluster = 0; cluster < chart_.clusters.size(); ++cluster) {
      const auto there = members(level, cluster);
      const auto width = cluster_column_[cluster + 1] - cluster_column_[cluster];
      for (std::size_t i = 0; i < there.size(); ++i)
        cells_[there[i]] = {rows_.size() + i / width, cluster_column_[cluster] + i % width};
      count = std::max(count, (there.size() + width - 1) / width);
    }
    add_rows(level, true, count);
  }

  void fit_names() {
    for (std::size_t i = 0; i < chart_.bodies.size(); ++i) {
      auto fitted = fit_text(chart_.bodies[i].name, box_width - 2 * box_inset, chart_font_px, name_lines);
      const int lines = static_cast<int>(fitted.lines.size()) + (chart_.bodies[i].planned ? 1 : 0);
      auto& row = rows_[cells_[i].row];
      row.height = std::max(row.height, std::max(2, lines) * chart_line_px + 2 * box_inset);
      out_.boxes.push_back({.box = {}, .lines = std::move(fitted.lines), .shortened = fitted.shortened});
    }
  }

  // --- the ways -----------------------------------------------------------------------------------------------
  // Channel r lies above row r; the last one below the last row.

  void route() {
    std::map<std::tuple<RelationKind, std::size_t, bool>, std::size_t> known;
    for (const auto& line : chart_.lines) {
      const auto to = cells_[line.to].row, from = cells_[line.from].row;
      const bool from_below = from >= to;
      const auto [found, is_new] = known.try_emplace({line.kind, line.to, from_below}, routes_.size());
      if (is_new)
        routes_.push_back(
            {.net = {.to = line.to, .kind = line.kind, .head_up = from_below}, .channel = from_below ? to + 1 : to});
      auto& route = routes_[found->second];
      route.net.from.push_back(line.from);
      route.channels.push_back(from > to ? from : from + 1);
    }
    for (auto& route : routes_) choose_trunk(route);
  }

  bool is_free(std::size_t column, std::size_t top, std::size_t bottom) const {
    for (auto row = top; row < bottom; ++row)
      if (taken_[row][column]) return false;
    return true;
  }

  // The shortest way; through a column where that is as short as through a gutter, since it is straighter.
  void choose_trunk(Route& route) {
    const auto [low, high] = std::ranges::minmax(route.channels);
    route.top = std::min(low, route.channel);
    route.bottom = std::max(high, route.channel);
    if (!route.climbs()) return;
    const auto cost = [&](std::size_t half_columns) {
      const auto way = [&](std::size_t body) {
        return std::abs(static_cast<int>(half_columns) - static_cast<int>(2 * cells_[body].column + 1));
      };
      int sum = way(route.net.to);
      for (const auto from : route.net.from) sum += way(from);
      return sum;
    };
    int least = INT_MAX;
    for (std::size_t column = 0; column < columns_; ++column)
      if (is_free(column, route.top, route.bottom) && cost(2 * column + 1) < least)
        least = cost(2 * column + 1), route.in_column = true, route.place = column;
    for (std::size_t gutter = 0; gutter <= columns_; ++gutter)
      if (cost(2 * gutter) < least) least = cost(2 * gutter), route.in_column = false, route.place = gutter;
  }

  Stay& stay(Stays& stays, std::size_t net) {
    auto& one = stays[net];
    one.net = net;
    return one;
  }

  // Which line of a column, and of a gutter, each net takes where it is upright.
  void give_places() {
    column_stays_.resize(columns_);
    gutter_stays_.resize(columns_ + 1);
    for (std::size_t net = 0; net < routes_.size(); ++net) {
      const auto& route = routes_[net];
      stay(column_stays_[cells_[route.net.to].column], net).reach(static_cast<int>(route.channel));
      for (std::size_t i = 0; i < route.net.from.size(); ++i)
        stay(column_stays_[cells_[route.net.from[i]].column], net).reach(static_cast<int>(route.channels[i]));
      if (!route.climbs()) continue;
      auto& trunk = stay(route.in_column ? column_stays_[route.place] : gutter_stays_[route.place], net);
      trunk.reach(static_cast<int>(route.top));
      trunk.reach(static_cast<int>(route.bottom));
    }
    for (auto& stays : column_stays_) slots_.push_back(give_lanes(stays, 0));
    for (auto& stays : gutter_stays_) lanes_.push_back(give_lanes(stays, 0));
  }

  // --- pixels -------------------------------------------------------------------------------------------------

  void set_x() {
    int x = label_width;
    for (std::size_t gutter = 0; gutter <= columns_; ++gutter) {
      const int lines = static_cast<int>(lanes_[gutter]) * lane_px;
      const int width = std::max(narrow_gutter, lines + 2 * (frame_pad + 4));
      lane_x_.push_back(x + (width - lines + lane_px) / 2);
      x += width;
      if (gutter == columns_) break;
      column_x_.push_back(x);
      x += box_width;
    }
    out_.width = x;
  }

  int slot_x(std::size_t column, std::size_t net) const {
    const int slots = static_cast<int>(slots_[column]);
    const int step = std::clamp((box_width - 24) / std::max(slots, 1), 1, widest_slot);
    return column_x_[column] + box_width / 2 + from_the_middle(column_stays_[column].at(net).lane) * step;
  }

  int trunk_x(std::size_t net) const {
    const auto& route = routes_[net];
    if (route.in_column) return slot_x(route.place, net);
    return lane_x_[route.place] + static_cast<int>(gutter_stays_[route.place].at(net).lane) * lane_px;
  }

  void set_y() {
    channel_stays_.resize(rows_.size() + 1);
    for (std::size_t net = 0; net < routes_.size(); ++net) {
      const auto& route = routes_[net];
      const auto touch = [&](std::size_t channel, int x) { stay(channel_stays_[channel], net).reach(x); };
      touch(route.channel, slot_x(cells_[route.net.to].column, net));
      for (std::size_t i = 0; i < route.net.from.size(); ++i) {
        touch(route.channels[i], slot_x(cells_[route.net.from[i]].column, net));
        if (route.climbs()) touch(route.channels[i], trunk_x(net));
      }
      if (route.climbs()) touch(route.channel, trunk_x(net));
    }
    // A line that only passes upright needs no place of its own there.
    for (auto& stays : channel_stays_)
      std::erase_if(stays, [](const auto& one) { return one.second.low == one.second.high; });

    int y = 0;
    for (std::size_t channel = 0; channel <= rows_.size(); ++channel) {
      const auto lines = static_cast<int>(give_lanes(channel_stays_[channel], lane_px));
      const bool after_frame = channel > 0 && rows_[channel - 1].in_clusters && rows_[channel - 1].last_of_tier;
      y += channel > 0 ? beside_row : 0;
      if (after_frame) y += frame_pad;
      band_edge_.push_back(channel == 0 ? 0 : y - beside_row / 2);
      channel_y_.push_back(y + lane_px / 2);
      y += lines * lane_px;
      if (channel == rows_.size()) break;
      auto& row = rows_[channel];
      y += beside_row;
      if (row.in_clusters && row.first_of_tier) y += frame_head_;
      row.y = y;
      y += row.height;
    }
    out_.height = y;
  }

  int channel_line(std::size_t channel, std::size_t net) const {
    const auto found = channel_stays_[channel].find(net);
    return channel_y_[channel] +
           (found == channel_stays_[channel].end() ? 0 : static_cast<int>(found->second.lane) * lane_px);
  }

  // --- the drawing --------------------------------------------------------------------------------------------

  void draw() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto& row = rows_[cells_[i].row];
      out_.boxes[i].box = {column_x_[cells_[i].column], row.y, box_width, row.height};
    }
    draw_bands();
    for (std::size_t net = 0; net < routes_.size(); ++net) draw_net(net);
    draw_frames();
  }

  void draw_bands() {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (!rows_[row].first_of_band) continue;
      auto end = row + 1;
      while (end < rows_.size() && !rows_[end].first_of_band) ++end;
      const int bottom = end == rows_.size() ? out_.height : band_edge_[end];
      out_.bands.push_back({rows_[row].level, {0, band_edge_[row], out_.width, bottom - band_edge_[row]}});
    }
  }

  void draw_frames() {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (!rows_[row].in_clusters || !rows_[row].first_of_tier) continue;
      auto last = row;
      while (!rows_[last].last_of_tier) ++last;
      for (std::size_t cluster = 0; cluster < chart_.clusters.size(); ++cluster) {
        if (members(rows_[row].level, cluster).empty()) continue;
        const int left = column_x_[cluster_column_[cluster]] - frame_pad, top = rows_[row].y - frame_head_;
        const int right = column_x_[cluster_column_[cluster + 1] - 1] + box_width + frame_pad;
        const int bottom = rows_[last].y + rows_[last].height + frame_pad;
        ChartFrame frame{cluster, {left, top, right - left, bottom - top}};
        put_name(frame, chart_.clusters[cluster]);
        out_.frames.push_back(std::move(frame));
      }
    }
  }

  // Where upright lines pass through the frame's head, and its two sides.
  std::vector<int> edges_in_head(const Rectangle& frame) const {
    std::vector<int> edges{frame.x, frame.right()};
    for (const auto& net : out_.nets)
      for (const auto& one : net.strokes) {
        const auto [low, high] = std::minmax(one.from.y, one.to.y);
        if (one.from.x == one.to.x && one.from.x > frame.x && one.from.x < frame.right() &&
            low < frame.y + frame_head_ && high > frame.y)
          edges.push_back(one.from.x);
      }
    std::ranges::sort(edges);
    return edges;
  }

  // The first gap that takes the name in one line, else the first that takes it in two; else across the lines.
  void put_name(ChartFrame& frame, const std::string& name) const {
    constexpr int narrowest_px = 40;
    const auto edges = edges_in_head(frame.area);
    for (const std::size_t lines : {std::size_t{1}, std::size_t{2}})
      for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const int width = edges[i + 1] - edges[i] - 2 * label_gap;
        if (width < narrowest_px || (lines == 2 && frame_head_ == frame_head)) continue;
        auto fitted = fit_text(name, width, chart_small_px, lines);
        const bool parted = std::ranges::any_of(fitted.lines, [](const auto& line) { return line.ends_with('-'); });
        if (fitted.shortened || parted) continue;
        frame.lines = std::move(fitted.lines);
        frame.label_x = edges[i] + label_gap + 2;
        return;
      }
    frame.lines = fit_text(name, frame.area.width - 2 * frame_pad, chart_small_px, 1).lines;
    frame.label_x = frame.area.x + frame_pad;
  }

  static void go_to(std::vector<Point>& way, Point next) {
    if (way.back() == next) return;
    if (way.size() > 1) {
      const auto& before = way[way.size() - 2];
      const bool straight =
          (before.x == way.back().x && next.x == before.x) || (before.y == way.back().y && next.y == before.y);
      if (straight) way.pop_back();
    }
    way.push_back(next);
  }

  void draw_net(std::size_t net) {
    auto& route = routes_[net];
    const auto& target = out_.boxes[route.net.to].box;
    route.net.head = {slot_x(cells_[route.net.to].column, net), route.net.head_up ? target.bottom() : target.y};
    const int last_y = channel_line(route.channel, net);
    for (std::size_t i = 0; i < route.net.from.size(); ++i) {
      const auto& source = out_.boxes[route.net.from[i]].box;
      const int x = slot_x(cells_[route.net.from[i]].column, net), y = channel_line(route.channels[i], net);
      const bool leaves_below = route.channels[i] > cells_[route.net.from[i]].row;
      std::vector<Point> way{{x, leaves_below ? source.bottom() : source.y}};
      go_to(way, {x, y});
      if (route.channels[i] != route.channel) {
        go_to(way, {trunk_x(net), y});
        go_to(way, {trunk_x(net), last_y});
      }
      go_to(way, {route.net.head.x, last_y});
      go_to(way, route.net.head);
      route.net.ways.push_back(std::move(way));
    }
    route.net.strokes = strokes_of(route.net.ways);
    out_.nets.push_back(std::move(route.net));
  }

  // Pieces that lie on one another become one, so that a dashed line stays dashed.
  static std::vector<Stroke> strokes_of(const std::vector<std::vector<Point>>& ways) {
    std::map<std::pair<bool, int>, std::vector<std::pair<int, int>>> pieces;  // (upright, where) → from, to
    for (const auto& way : ways)
      for (std::size_t i = 1; i < way.size(); ++i) {
        const auto &a = way[i - 1], &b = way[i];
        const bool upright = a.x == b.x;
        pieces[{upright, upright ? a.x : a.y}].push_back(std::minmax(upright ? a.y : a.x, upright ? b.y : b.x));
      }
    std::vector<Stroke> strokes;
    for (auto& [line, parts] : pieces) {
      std::ranges::sort(parts);
      const auto [upright, at] = line;
      auto [low, high] = parts.front();
      const auto put = [&, stands = upright, where = at] {
        strokes.push_back(stands ? Stroke{{where, low}, {where, high}} : Stroke{{low, where}, {high, where}});
      };
      for (const auto& [from, to] : parts) {
        if (from > high) {
          put();
          low = from, high = to;
        }
        high = std::max(high, to);
      }
      put();
    }
    return strokes;
  }

  const Chart& chart_;
  ChartLayout out_;
  std::size_t columns_ = 1;
  std::vector<std::size_t> cluster_column_;  // the first of each, and the one after the last
  std::vector<GridRow> rows_;
  std::vector<Cell> cells_;               // of each body
  std::vector<std::vector<bool>> taken_;  // [row][column]
  std::vector<Route> routes_;
  std::vector<Stays> column_stays_, gutter_stays_, channel_stays_;
  std::vector<std::size_t> slots_, lanes_;  // how many in each column, in each gutter
  std::vector<int> column_x_, lane_x_, channel_y_, band_edge_;
  int frame_head_ = frame_head;
};

}  // namespace

ChartLayout lay_out(const Chart& chart) { return Layout(chart).run(); }

}  // namespace klynge::structure
