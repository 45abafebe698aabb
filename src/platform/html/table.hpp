// Tables: a caption, column heads with scope, a row head, and a form that fits a narrow screen,
// where each row becomes a small card and every cell says which column it is of.
//
//   Table table("Møder i 2024", {{"Dato", Column::row_head}, {"Organ"}, {"Punkter", Column::number}});
//   table.row(link(url("/moeder/", id), danish(date)), body_name, item_count);
//   Html out = std::move(table).html();
//
// Cells take what a template takes in text. Written row by row into one buffer, so that a page of
// hundreds of rows costs little.
#pragma once
#include <cassert>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/html/html.hpp"

namespace klynge::html {

struct Column {
  enum Kind { plain, number, row_head };
  std::string title;
  Kind kind = plain;
};

class Table {
 public:
  // `caption` names the table to everybody; with `caption_hidden` only to screen readers (where a
  // heading above says the same).
  Table(std::string_view caption, std::vector<Column> columns, bool caption_hidden = false);

  template <class... Cells>
    requires((detail::takes<Cells>(detail::Place::text)) && ...)
  void row(const Cells &...cells) {
    assert(sizeof...(Cells) == columns_.size());
    row_of_held(detail::hold(detail::as_value(cells))...);
  }
  bool empty() const { return rows_ == 0; }
  std::size_t rows() const { return rows_; }
  Html html() &&;

 private:
  template <class... Held>
  void row_of_held(const Held &...held) {
    const detail::Slot slots[sizeof...(Held) + 1] = {detail::slot(held)...};
    append_row(std::span<const detail::Slot>(slots, sizeof...(Held)));
  }
  void append_row(std::span<const detail::Slot> cells);

  std::string caption_;
  std::vector<Column> columns_;
  bool caption_hidden_;
  std::vector<std::string> cell_starts_;
  Html body_;
  std::size_t rows_ = 0;
};

}  // namespace klynge::html
