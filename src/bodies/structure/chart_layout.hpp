// Where each box and line of the chart stands, in pixels.
//
// Boxes stand in the cells of one grid: a level is a band of rows, first those that reach over the region,
// then those of the clusters, each cluster in columns of its own. Lines run only where no box can be: level
// in the channels between rows, upright in the gutters between columns or through cells of a column that
// are empty. So no line ever passes through a box. All lines of one kind into one body are one net with a
// common trunk, as organisation charts are drawn by hand; two nets never lie on one another, they only cross.
// The same chart always gives the same drawing.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "bodies/structure/chart.hpp"

namespace klynge::structure {

struct Point {
  int x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Rectangle {
  int x = 0, y = 0, width = 0, height = 0;
  int right() const { return x + width; }
  int bottom() const { return y + height; }
};

// Level or upright.
struct Stroke {
  Point from, to;
};

inline constexpr int chart_font_px = 14, chart_line_px = 18, chart_small_px = 12, chart_small_line_px = 14;

struct ChartBox {  // of the body with the same number
  Rectangle box;
  std::vector<std::string> lines{};  // the name, fitted; below it “Planlagt”, where it is
  bool shortened = false;
};

struct ChartNet {
  std::size_t to = 0;
  RelationKind kind = RelationKind::reports_to;
  std::vector<std::size_t> from{};
  std::vector<std::vector<Point>> ways{};  // from each of `from` to `to`
  std::vector<Stroke> strokes{};           // all ways together, each piece once
  Point head{};                            // where the arrow touches the box
  bool head_up = true;                     // the arrow points up, into the box from below
};

struct ChartBand {
  BodyLevel level = BodyLevel::unknown;
  Rectangle area;
};
struct ChartFrame {  // around the boxes of one cluster at one level
  std::size_t cluster = 0;
  Rectangle area;
  std::vector<std::string> lines{};  // the cluster's name, beside the lines that pass through the frame's head
  int label_x = 0;
};

struct ChartLayout {
  int width = 0, height = 0;
  std::vector<ChartBox> boxes{};
  std::vector<ChartNet> nets{};
  std::vector<ChartBand> bands{};
  std::vector<ChartFrame> frames{};
};

ChartLayout lay_out(const Chart& chart);

}  // namespace klynge::structure
