#include "base/export_cells.hpp"

#include <nlohmann/json.hpp>

#include "base/date.hpp"
#include "base/money.hpp"

namespace klynge {
namespace {

// "2021-03-04" to "04-03-2021".
std::string day_month_year(const std::string& iso_date) {
  const auto date = parse_iso_date(iso_date);
  if (!date) return iso_date;
  return iso_date.substr(8, 2) + "-" + iso_date.substr(5, 2) + "-" + iso_date.substr(0, 4);
}

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

void append_quoted(std::string& out, std::string_view text) {
  const bool formula = looks_like_formula(text);
  const bool quote = formula || text.find_first_of(";\"\r\n") != std::string_view::npos || text.starts_with(' ') ||
                     text.ends_with(' ');
  if (!quote) {
    out += text;
    return;
  }
  out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_cell(std::string& out, const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::text:
      if (cell.text) append_quoted(out, *cell.text);
      return;
    case Cell::Kind::date:
      if (cell.text) append_quoted(out, day_month_year(*cell.text));
      return;
    case Cell::Kind::number:
      if (cell.number) out += std::to_string(*cell.number);
      return;
    case Cell::Kind::money:
      if (cell.number) out += danish_decimal(Money{*cell.number});
      return;
    case Cell::Kind::truth:
      out += cell.number.value_or(0) != 0 ? "ja" : "nej";
      return;
  }
}

nlohmann::ordered_json json_value(const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::text:
    case Cell::Kind::date:
      return cell.text ? nlohmann::ordered_json(*cell.text) : nlohmann::ordered_json();
    case Cell::Kind::number:
    case Cell::Kind::money:
      return cell.number ? nlohmann::ordered_json(*cell.number) : nlohmann::ordered_json();
    case Cell::Kind::truth:
      return cell.number.value_or(0) != 0;
  }
  return {};
}

}  // namespace

std::string json_line(const Cells& cells) {
  nlohmann::ordered_json object;
  for (const auto& cell : cells) object[cell.key] = json_value(cell);
  return object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string csv_head(const Cells& cells) {
  std::string out = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ';';
    append_quoted(out, cells[i].title);
  }
  return out + "\r\n";
}

std::string csv_line(const Cells& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ';';
    append_csv_cell(out, cells[i]);
  }
  return out + "\r\n";
}

}  // namespace klynge
