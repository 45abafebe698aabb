// The title of an item: where it begins in its heading, what stands behind it on the same row, and which rows below go
// on with it.
//
// A heading's row may hold more than the title: the text (“2. Budget. Formanden orienterede …”), who presents it, a
// cell of a table. What most headings of the document do decides what the single one means.
#pragma once
#include <cstddef>
#include <vector>

#include "reading/contents.hpp"
#include "reading/outline.hpp"

namespace klynge::reading {

// How the document parts titles from what stands behind them on the same row.
struct HeadingStyle {
  bool sentences = false;  // most heading rows end as sentences do
  bool colons = false;     // most have a colon behind the title
};
// `rows` are the headings, in rising order.
HeadingStyle heading_style(const Sheet& sheet, const std::vector<LineClass>& classes,
                           const std::vector<std::size_t>& rows);

// The item whose heading is `row`, with its number, title and what stands behind it; `limit` is the next item's
// heading.
ItemSpan span_of(const Sheet& sheet, const std::vector<LineClass>& classes, const Contents& contents, std::size_t row,
                 std::size_t limit, const HeadingStyle& style);

// Adds to the item's title the rows that go on with it; returns the first row behind it, at most `limit`.
std::size_t title_end(const Sheet& sheet, const std::vector<LineClass>& classes, ItemSpan& item, std::size_t limit);

}  // namespace klynge::reading
