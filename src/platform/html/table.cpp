#include "platform/html/table.hpp"

namespace klynge::html {
namespace {

constexpr auto table_markup = make<R"(<div class="table--responsive-scroll k-table-frame">
<table class="table table--extracompact k-table">
<caption class="{}">{}</caption>
<thead><tr>{}</tr></thead>
<tbody>
{}</tbody>
</table>
</div>
)">;
constexpr auto head_cell = make<R"(<th scope="col" {}>{}</th>)">;

std::string escaped(std::string_view plain) { return text(plain).text(); }

}  // namespace

Table::Table(std::string_view caption, std::vector<Column> columns, bool caption_hidden)
    : caption_(caption), columns_(std::move(columns)), caption_hidden_(caption_hidden) {
  // What every cell of a column begins with is put together once.
  for (const Column& column : columns_) {
    std::string start = column.kind == Column::row_head ? "<th scope=\"row\"" : "<td";
    if (column.kind == Column::number) start += " class=\"k-number\"";
    if (column.title.empty()) {
      start += ">";
    } else {
      start += " data-title=\"" + escaped(column.title) + "\">";
    }
    cell_starts_.push_back(std::move(start));
  }
}

void Table::append_row(std::span<const detail::Slot> cells) {
  std::string& out = detail::buffer(body_);
  out += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    out += cell_starts_[i];
    detail::append_slot(body_, cells[i]);
    out += columns_[i].kind == Column::row_head ? "</th>" : "</td>";
  }
  out += "</tr>\n";
  ++rows_;
}

Html Table::html() && {
  Html heads;
  for (const Column& column : columns_)
    head_cell.append_to(heads, attribute("class", column.kind == Column::number ? "k-number" : ""), column.title);
  return table_markup(caption_hidden_ ? "sr-only" : "k-caption", caption_, heads, body_);
}

}  // namespace klynge::html
