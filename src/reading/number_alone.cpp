#include "reading/number_alone.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/person_name.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t most_fields = 5;  // rows between a number and its title
constexpr std::size_t longest_title = 200;

// “24/1001”, “00.22.00-A00-3-24”: digits and what parts them, and at least one of those.
bool is_bare_case_number(std::string_view text) {
  if (text.size() < 6 || text.size() > 40 || !is_digit(text.front()) || !is_digit(text.back())) return false;
  std::size_t digits = 0, strokes = 0;
  for (const char c : text) {
    digits += is_digit(c);
    strokes += c == '/' || c == '-';
    if (!is_digit(c) && c != '/' && c != '-' && c != '.' && !(c >= 'A' && c <= 'Z')) return false;
  }
  return digits >= 5 && strokes >= 1;
}

bool is_field(const LabelFound& label) {
  switch (label.label) {
    case Label::case_number:
    case Label::mark:
    case Label::presenter:
      return label.alone || label.colon || label.label == Label::case_number;
    case Label::open:
    case Label::closed:
      return label.alone;
    default:
      return false;
  }
}

// What stands below “Sagsnr.” or “Sagsbehandler” alone.
bool is_value_of(const LabelFound& label, std::string_view text) {
  if (!label.alone || label.label == Label::open || label.label == Label::closed) return false;
  return is_bare_case_number(text) || (label.label != Label::case_number && looks_like_name(text));
}

bool is_title(std::string_view text) {
  return starts_upper(text) && text.size() >= 4 && text.size() <= longest_title && !ends_as_sentence(text) &&
         !text.ends_with(':') && find_label(text).label == Label::none && !is_lead_in(text) &&
         heading_mark(text).style == Numbering::none;
}

struct Raised {
  std::size_t number = 0, title = 0;  // rows
  std::size_t field = 0;              // byte of the number's row where a field begins; 0 where none does
  int value = 0;
};

// The value of a row that is a number and nothing else, or a number and a field behind it; -1 for any other row.
int number_of(std::string_view text, std::size_t& field) {
  field = 0;
  if (text.size() <= 3 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
  }
  // “Dagsordenspunkt nr. 12 Åbent” is the longest that begins with a word.
  if (text.size() > (is_digit(text[0]) ? 100u : 40u)) return -1;
  const HeadingMark mark = heading_mark(text);
  if (mark.style != Numbering::dot && mark.style != Numbering::word && mark.style != Numbering::bare) return -1;
  if (mark.title.empty()) return mark.major;
  if (!is_field(find_label(mark.title))) return -1;
  field = static_cast<std::size_t>(mark.title.data() - text.data());
  return mark.major;
}

// Looks from the number down over its fields to the title; `title` stays 0 where it is not found.
Raised raised_at(const Sheet& sheet, std::size_t i) {
  Raised found{i};
  const auto& rows = sheet.rows;
  found.value = number_of(rows[i].text, found.field);
  if (found.value < 0 || rows[i].table >= 0) return found;
  LabelFound above;  // of the row above, where that was a field
  if (found.field > 0) above = find_label(rows[i].text.substr(found.field));
  const std::size_t last = std::min(rows.size(), i + 1 + most_fields + 1);
  for (std::size_t k = i + 1; k < last; ++k) {
    const std::string_view text = rows[k].text;
    if (rows[k].page_start || rows[k].table >= 0) return found;
    const LabelFound label = find_label(text);
    const bool field = is_field(label) || is_value_of(above, text) || is_bare_case_number(text);
    if (field) {
      above = is_field(label) ? label : LabelFound{};
      continue;
    }
    const bool between = k > i + 1 || found.field > 0;
    if (between && is_title(text)) found.title = k;
    return found;
  }
  return found;
}

std::vector<Raised> all_raised(const Sheet& sheet) {
  std::vector<Raised> all;
  for (std::size_t i = 0; i + 1 < sheet.rows.size(); ++i) {
    if (!sheet.rows[i].marks.digit) continue;
    const Raised found = raised_at(sheet, i);
    if (found.title == 0) continue;
    if (!all.empty() && found.value <= all.back().value) return {};
    all.push_back(found);
    i = found.title;
  }
  return all;
}

}  // namespace

void raise_titles(Sheet& sheet) {
  const std::vector<Raised> all = all_raised(sheet);
  if (all.size() < 2) return;
  std::vector<Row> rows;
  rows.reserve(sheet.rows.size() + all.size());
  std::vector<std::uint32_t> moved(sheet.rows.size());  // where each row has gone
  const auto put = [&](std::size_t from) -> Row& {
    moved[from] = static_cast<std::uint32_t>(rows.size());
    return rows.emplace_back(sheet.rows[from]);
  };
  const auto print = [&](Row& row, std::string text) {
    row.text = sheet.owned.emplace_back(std::move(text));
    row.marks = marks_of(row.text);
  };
  const auto put_field = [&](std::size_t from) {
    const std::string_view text = sheet.rows[from].text, above = rows.back().text;
    const LabelFound label = find_label(above);
    // Label and value on one row, and a label where only the value is printed.
    if (is_value_of(label, text)) {
      moved[from] = static_cast<std::uint32_t>(rows.size() - 1);
      print(rows.back(), std::string(strip(above, " :")) + ": " + std::string(text));
    } else if (is_bare_case_number(text)) {
      print(put(from), "Sagsnr.: " + std::string(text));
    } else {
      put(from);
    }
  };
  std::size_t next = 0;
  for (const Raised& raised : all) {
    while (next < raised.number) put(next++);
    Row& number = put(raised.number);
    const std::string_view whole = number.text;
    if (raised.field > 0) number.text = strip(whole.substr(0, raised.field), " -|");
    put(raised.title).blanks = 0;
    if (raised.field > 0) {
      Row& field = rows.emplace_back(sheet.rows[raised.number]);
      field.text = whole.substr(raised.field);
      field.blanks = 0;
      field.page_start = false;
    }
    for (std::size_t k = raised.number + 1; k < raised.title; ++k) put_field(k);
    next = raised.title + 1;
  }
  while (next < sheet.rows.size()) put(next++);
  for (std::uint32_t& row : sheet.person_numbers) row = moved[row];
  std::ranges::sort(sheet.person_numbers);
  sheet.rows = std::move(rows);
}

}  // namespace klynge::reading
