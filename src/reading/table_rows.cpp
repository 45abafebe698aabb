#include "reading/table_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/text.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/cell_paragraphs.hpp"
#include "reading/cells.hpp"
#include "reading/labels.hpp"
#include "reading/line_class.hpp"
#include "reading/number_chain.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"
#include "reading/table_heads.hpp"
#include "reading/task_people.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t longest_data = 90;  // bytes of a cell that is data, no text
constexpr std::size_t longest_label = 40;
constexpr std::size_t most_short_lines = 4;

struct TableRow {
  std::vector<Cell> cells;  // by column
  std::size_t first = 0;    // row of the sheet
  bool titled = false;      // of a table of items: its title is a heading for sure
};

enum class Kind { other, persons, items, data, actions };

// What is known of a table in all its parts; a page's end parts it.
struct Table {
  std::vector<TableRow> rows;
  Kind kind = Kind::other;
  bool barred = false;  // empty cells must show
  // Of a table of items with heads: which column is which.
  std::vector<std::string> heads;  // by column
  std::size_t number = no_column, title = no_column;
};

// The cell of the table's row that stands in the column. A page's end may part a row: then the
// columns begin anew, and what follows goes on in cells that are there.
Cell& cell_in(TableRow& row, std::int32_t column) {
  auto& cells = row.cells;
  if (cells.empty() || cells.back().column < column) return cells.emplace_back(Cell{column, {}, {}});
  const auto at = std::lower_bound(cells.begin(), cells.end(), column,
                                   [](const Cell& cell, std::int32_t place) { return cell.column < place; });
  return at->column == column ? *at : *cells.insert(at, {column, {}, {}});
}

// Adds the rows [from, to) of the sheet, which are of one table, to what is known of it; `goes_on`
// where the first of them may be the rest of the last row there.
void add_rows(const Sheet& sheet, std::size_t from, std::size_t to, bool goes_on, std::vector<TableRow>& rows) {
  for (std::size_t i = from; i < to; ++i) {
    const Row& row = sheet.rows[i];
    const bool new_part = i == from && !goes_on;
    if (rows.empty() || new_part || sheet.rows[rows.back().first].row != row.row) rows.push_back({{}, i});
    cell_in(rows.back(), row.column).rows.push_back(i);
  }
}

// Page heads and feet alone.
bool only_edges(const Sheet& sheet, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    if (sheet.rows[i].role != LineRole::header && sheet.rows[i].role != LineRole::footer) return false;
  return true;
}

// ---- what a table is ----

bool heads_attendance(std::string_view cell) {
  const std::string folded = lower(strip(cell, " :."));
  return folded == "navn" || folded == "deltager" || folded == "medlem" || folded == "navne";
}

bool opens_item(const TableRow& row) {
  if (row.cells.empty() || row.cells[0].column > 0) return false;
  const std::string& first = row.cells[0].paragraphs[0].text;
  return is_item_number(heading_mark(first)) || (is_number_alone(first) && row.cells.size() > 1);
}

bool is_data(const TableRow& row) {
  if (row.cells.size() < 2) return false;
  unsigned persons = 0;
  for (std::size_t k = 0; k < row.cells.size(); ++k) {
    const Cell& cell = row.cells[k];
    // Two paragraphs in one cell, or long text, are no data.
    if (cell.paragraphs.size() > 1 || cell.paragraphs[0].text.size() > longest_data) return false;
    const std::string& text = cell.paragraphs[0].text;
    if (text.ends_with(':') && (k > 0 || row.cells.size() > 2)) return false;
    // “for Bo Holm” beside a name says whom that one stands in for.
    persons += names_a_person(text) && !(k > 0 && (text.starts_with("for ") || text.starts_with("For ")));
  }
  return persons < 2 && !is_item_number(heading_mark(row.cells[0].paragraphs[0].text));
}

// Persons in at least two columns beside each other: half or more of what stands in each.
bool holds_persons(const std::vector<TableRow>& rows) {
  std::unordered_map<std::int32_t, std::pair<unsigned, unsigned>> count;  // column -> paragraphs, persons
  unsigned beside = 0;
  for (const TableRow& row : rows) {
    unsigned here = 0;
    for (const Cell& cell : row.cells) {
      bool person = false;
      for (const Paragraph& paragraph : cell.paragraphs) {
        const bool names = names_a_person(paragraph.text);
        auto& [all, persons] = count[cell.column];
        ++all;
        persons += names;
        person = person || names;
      }
      here += person;
    }
    beside += here >= 2;
  }
  const auto full = std::count_if(count.begin(), count.end(),
                                  [](const auto& entry) { return entry.second.second * 2 >= entry.second.first; });
  return full >= 2 && beside >= 1;
}

// In a table headed “Navn” every row of short cells is one person, whatever her employer is called.
bool is_row_of_one_person(const TableRow& row) {
  return row.cells.size() >= 2 && row.cells[0].column == 0 &&
         std::ranges::all_of(row.cells,
                             [](const Cell& cell) {
                               return cell.paragraphs.size() == 1 && cell.paragraphs[0].text.size() <= longest_data;
                             }) &&
         names_a_person(row.cells[0].paragraphs[0].text);
}

bool is_titled_item(const TableRow& row) {
  if (!opens_item(row)) return false;
  const bool number_alone = is_number_alone(row.cells[0].paragraphs[0].text);
  for (std::size_t k = number_alone ? 2 : 1; k < row.cells.size(); ++k) {
    const auto& paragraphs = row.cells[k].paragraphs;
    if (paragraphs.size() > 1 || paragraphs[0].text.size() > longest_data) return true;
  }
  return false;
}

// Rows whose numbers rise from row to row, or are all 1 since each row's list began anew, bear
// headings, if beside most of them stands what was said.
void find_headings(std::vector<TableRow>& rows) {
  struct Numbered {
    TableRow* row;
    long key;
  };
  std::vector<Numbered> numbered;
  std::size_t titled = 0, spanned = 0;
  bool rising = true;
  for (TableRow& row : rows) {
    if (!opens_item(row)) {
      // Its number stands above, in a cell that spans several rows.
      const bool below = !numbered.empty() && row.cells[0].column > 0;
      spanned += below;
      titled += below && numbered.back().row + 1 == &row && !is_titled_item(*numbered.back().row);
      continue;
    }
    const std::string& text = row.cells[0].paragraphs[0].text;
    const long key = order_key(heading_mark(is_number_alone(text) ? std::string(strip(text, " .):")) + ". X" : text));
    rising = rising && (numbered.empty() || key > numbered.back().key);
    numbered.push_back({&row, key});
    titled += is_titled_item(row);
  }
  if (numbered.size() < 3 || titled * 2 < numbered.size() || numbered.size() * 2 < rows.size() - spanned) return;
  const long one = order_key(heading_mark("1. X")), two = order_key(heading_mark("2. X"));
  const auto is_anew = [&](std::size_t k) {
    return numbered[k].key == one && (k + 1 == numbered.size() || numbered[k + 1].key != two);
  };
  std::size_t anew = 0;
  for (std::size_t k = 0; k < numbered.size(); ++k) anew += is_anew(k);
  if (!rising && (anew < 3 || anew * 3 < numbered.size() * 2)) return;
  for (std::size_t k = 0; k < numbered.size(); ++k) numbered[k].row->titled = rising || is_anew(k);
}

void tell_kind(Table& table) {
  if (table.rows.empty()) return;
  const TableRow& first = table.rows[0];
  for (const Cell& cell : first.cells) {
    const auto column = static_cast<std::size_t>(std::max(cell.column, 0));
    if (column >= 40) break;
    if (table.heads.size() <= column) table.heads.resize(column + 1);
    table.heads[column] = cell.paragraphs[0].text;
  }
  const ActionHeads actions = action_heads({table.heads.begin(), table.heads.end()});
  if (table.rows.size() >= 2 && actions.found && actions.when < table.heads.size()) {
    table.kind = Kind::actions;
    table.heads.clear();
    return;
  }
  const ItemHeads heads = table.rows.size() >= 2 ? item_heads(table.heads) : ItemHeads{};
  if (!heads.found) table.heads.clear();
  table.number = heads.number;
  table.title = heads.title;
  if (heads.found) {
    table.kind = Kind::items;
    return;
  }
  const auto count = [&](auto rule) {
    return static_cast<std::size_t>(std::count_if(table.rows.begin(), table.rows.end(), rule));
  };
  const std::size_t data = count(is_data), items = count(opens_item);
  const bool named = heads_attendance(first.cells[0].paragraphs[0].text) && first.cells.size() > 1;
  if (!named && holds_persons(table.rows))
    table.kind = Kind::persons;
  else if (items >= 2 || (items == 1 && table.rows.size() <= 2))
    table.kind = Kind::items;
  else if (table.rows.size() >= 2 && data * 3 >= table.rows.size() * 2)
    table.kind = Kind::data;
  if (table.kind == Kind::items) find_headings(table.rows);
  table.barred = named && data >= 2;
  if (table.barred) table.kind = Kind::data;
}

// ---- how it is read ----

class Writer {
 public:
  Writer(Sheet& sheet, std::vector<Row>& out) : sheet_(sheet), out_(out) {}

  void paragraph(const Paragraph& paragraph) {
    if (paragraph.rows.size() == 1)
      out_.push_back(sheet_.rows[paragraph.first()]);
    else
      joined(paragraph, paragraph.text);
  }
  // With a text of its own, which stands where the paragraph does.
  void joined(const Paragraph& paragraph, std::string text) {
    made(paragraph.first(), std::move(text));
    if (paragraph.rows.size() > 1) out_.back().last_line = sheet_.rows[paragraph.rows.back()].line;
  }
  // A row with a text of its own that stands where row `like` does.
  void made(std::size_t like, std::string text) {
    sheet_.owned.push_back(std::move(text));
    out_.push_back(sheet_.rows[like]);
    out_.back().text = sheet_.owned.back();
  }
  // As body text, or as a heading where `sure`, whatever it was.
  void title(const Paragraph& paragraph, std::string text, bool sure = false) {
    joined(paragraph, std::move(text));
    out_.back().role = sure ? LineRole::heading : LineRole::body;
  }
  void paragraphs(const Cell& cell, std::size_t from = 0) {
    for (std::size_t k = from; k < cell.paragraphs.size(); ++k) paragraph(cell.paragraphs[k]);
  }
  // A label, a presenter or an attachment that was broken becomes whole. Longer text keeps its
  // lines, so that each sentence can be shown where it stands, and so does an item's heading in the
  // midst of it, since what follows a full line may as well be its text.
  void text(const Cell& cell) {
    for (const Paragraph& part : cell.paragraphs) {
      const std::size_t lines = part.rows.size();
      const std::string_view first = sheet_.rows[part.first()].text;
      const bool heading = is_item_number(heading_mark(first)) && !bracket_open(first);
      const bool label = lines > 1 && part.text.size() < 200 && find_label(part.text).alone &&
                         !find_label(sheet_.rows[part.first()].text).alone;
      if (label || (part.sure && lines <= most_short_lines && !heading))
        paragraph(part);
      else
        for (const std::size_t row : part.rows) out_.push_back(sheet_.rows[row]);
    }
  }
  void row(const TableRow& row) {
    for (const Cell& cell : row.cells) text(cell);
  }

 private:
  Sheet& sheet_;
  std::vector<Row>& out_;
};

// “Afbud:” or “Deltagere” across the columns: what stands above it is done.
bool heads_persons(const TableRow& row) {
  if (row.cells.size() != 1 || row.cells[0].column != 0 || row.cells[0].rows.size() != 1) return false;
  const std::string& text = row.cells[0].paragraphs[0].text;
  const LabelFound label = find_label(text);
  return text.ends_with(':') || (label.alone && is_attendance(label.label));
}

// “– Afbud”, or “Sekretariat” below “…, Fælleskommunalt”: among persons, what follows a full line in
// the same cell goes on with it, also where it would be a bullet or a label elsewhere.
void join_broken_persons(const Sheet& sheet, Cell& cell) {
  std::vector<Paragraph> joined;
  for (Paragraph& here : cell.paragraphs) {
    const Row& first = sheet.rows[here.first()];
    bool rest = false;
    if (!joined.empty()) {
      const Paragraph& above = joined.back();
      const bool dashed = bullet_length(here.text) > 0 && bullet_length(above.text) == 0;
      rest = first.blanks == 0 && here.rows.size() == 1 && !here.text.ends_with(':') && names_a_person(above.text) &&
             !names_a_person(here.text) && (dashed || fills_cell(sheet.rows[above.rows.back()], first));
    }
    if (rest) {
      append_continuation(joined.back().text, here.text, Hyphens{});
      joined.back().rows.insert(joined.back().rows.end(), here.rows.begin(), here.rows.end());
    } else {
      joined.push_back(std::move(here));
    }
  }
  cell.paragraphs = std::move(joined);
}

std::string whole_text(const Cell& cell) {
  std::string text;
  for (const Paragraph& paragraph : cell.paragraphs) text += (text.empty() ? "" : ", ") + paragraph.text;
  return text;
}

// A name and what she is, beside a name and what he is: the first and third column hold persons, the
// second and fourth none.
bool persons_beside_details(const std::vector<TableRow>& rows, std::size_t from, std::size_t to) {
  std::array<std::size_t, 4> persons{}, all{};
  for (std::size_t r = from; r < to; ++r)
    for (const Cell& cell : rows[r].cells) {
      if (cell.column >= 4 || cell.paragraphs.size() > 2) return false;
      const auto column = static_cast<std::size_t>(cell.column);
      ++all[column];
      persons[column] += names_a_person(cell.paragraphs[0].text);
    }
  const auto holds = [&](std::size_t column) { return all[column] > 0 && persons[column] * 3 >= all[column] * 2; };
  return holds(0) && holds(2) && all[1] > 0 && all[3] > 0 && !holds(1) && !holds(3);
}

void write_persons(const Sheet& sheet, std::vector<TableRow> rows, Writer& writer) {
  for (TableRow& row : rows)
    for (Cell& cell : row.cells) join_broken_persons(sheet, cell);
  for (std::size_t from = 0; from < rows.size();) {
    std::size_t to = from + 1;
    while (to < rows.size() && !heads_persons(rows[to])) ++to;
    std::int32_t last = 0;
    for (std::size_t r = from; r < to; ++r)
      for (const Cell& cell : rows[r].cells) last = std::max(last, cell.column);
    const bool paired = persons_beside_details(rows, from, to);
    for (std::int32_t column = 0; column <= std::min(last, 60); column += paired ? 2 : 1)
      for (std::size_t r = from; r < to; ++r)
        for (std::size_t k = 0; k < rows[r].cells.size(); ++k) {
          const Cell& cell = rows[r].cells[k];
          if (cell.column != column) continue;
          const Cell* beside = paired && k + 1 < rows[r].cells.size() && rows[r].cells[k + 1].column == column + 1
                                   ? &rows[r].cells[k + 1]
                                   : nullptr;
          if (beside)
            writer.made(cell.rows[0], whole_text(cell) + ", " + whole_text(*beside));
          else
            writer.paragraphs(cell);
        }
    from = to;
  }
}

// “– salg af garager” below a title that filled its line is the rest of it, no bullet.
void join_broken_title(const Sheet& sheet, Cell& cell) {
  for (std::size_t joined = 0; joined < most_short_lines && cell.paragraphs.size() > 1; ++joined) {
    Paragraph& title = cell.paragraphs[0];
    const Paragraph& next = cell.paragraphs[1];
    const Row& row = sheet.rows[next.first()];
    const std::size_t bullet = bullet_length(next.text);
    const bool dashed = next.text.starts_with("–") || next.text.starts_with('-');
    if (bullet == 0 || !dashed || row.blanks > 0 || row.cell_edge <= 0 ||
        !starts_lower(std::string_view(next.text).substr(bullet)) || ends_as_sentence(title.text))
      return;
    append_continuation(title.text, next.text, Hyphens{});
    title.rows.insert(title.rows.end(), next.rows.begin(), next.rows.end());
    cell.paragraphs.erase(cell.paragraphs.begin() + 1);
  }
}

// Number and title as one line, and below it what else the row holds.
void write_item(const Sheet& sheet, TableRow& row, Writer& writer) {
  Cell& first = row.cells[0];
  std::size_t next = 0;
  if (opens_item(row)) {
    const Paragraph& heading = first.paragraphs[0];
    if (is_number_alone(heading.text) && first.paragraphs.size() == 1 && row.cells.size() > 1) {
      Cell& title = row.cells[1];
      join_broken_title(sheet, title);
      const bool dotted = is_item_number(heading_mark(heading.text + " X"));
      writer.title(title.paragraphs[0],
                   heading.text + (dotted && !is_digit(heading.text.back()) ? " " : ". ") + title.paragraphs[0].text,
                   row.titled);
      writer.paragraphs(title, 1);
      next = 2;
    } else if (row.titled) {
      join_broken_title(sheet, first);
      writer.title(heading, heading.text, true);
      writer.paragraphs(first, 1);
      next = 1;
    }
  }
  if (next == 0 && first.column == 0 && row.cells.size() > 1) {
    writer.paragraphs(first);
    next = 1;
  }
  for (; next < row.cells.size(); ++next) writer.text(row.cells[next]);
}

// A cell that names its sections itself, or whose text is parts with letters, needs no head.
bool heads_itself(const Cell& cell) {
  if (heading_mark(cell.paragraphs[0].text).style == Numbering::letter) return true;
  return std::any_of(cell.paragraphs.begin(), cell.paragraphs.end(), [](const Paragraph& paragraph) {
    const LabelFound label = find_label(paragraph.text);
    const bool runs_in = label.colon && (label.label == Label::minutes || label.label == Label::recommendation);
    return (label.alone || runs_in) && is_section(label.label);
  });
}

// The row of heads above the items, also where the next page repeats it.
bool is_row_of_heads(const Table& table, const TableRow& row) {
  const TableRow& first = table.rows[0];
  if (table.heads.empty()) {
    const std::string& text = first.cells[0].paragraphs[0].text;
    if (first.cells.size() < 2 || first.cells[0].column > 0 || !(heads_numbers(text) || heads_titles(text)))
      return false;
  }
  return std::equal(row.cells.begin(), row.cells.end(), first.cells.begin(), first.cells.end(),
                    [](const Cell& a, const Cell& b) {
                      return a.column == b.column && a.paragraphs.size() == b.paragraphs.size() &&
                             a.paragraphs[0].text == b.paragraphs[0].text;
                    });
}

// The same where heads say what the columns are: each cell below the word that heads it.
void write_headed_item(const Sheet& sheet, const Table& table, TableRow& row, bool goes_on, Writer& writer) {
  std::string number;
  Cell* title = nullptr;
  for (Cell& cell : row.cells) {
    const auto column = static_cast<std::size_t>(cell.column);
    if (column == table.number && !goes_on) {
      const std::string_view bare = strip(cell.paragraphs[0].text, " .):");
      if (!bare.empty()) number = std::string(bare) + (is_digit(bare[0]) ? ". " : ": ");
    }
    if (column == table.title) title = &cell;
  }
  if (title) {
    join_broken_title(sheet, *title);
    writer.title(title->paragraphs[0], number + title->paragraphs[0].text, !number.empty());
    writer.paragraphs(*title, 1);
  }
  const std::size_t said = column_of_minutes(table.heads);
  for (const Cell& cell : row.cells) {
    const auto column = static_cast<std::size_t>(cell.column);
    // “Ansvarlig” behind what was said names who follows up, and what is no name is no text of the minutes.
    const bool follows = column > said && column < table.heads.size();
    if (follows && heads_responsible(table.heads[column])) {
      const std::string who = whole_text(cell);
      if (goes_on || responsible_in(who).empty()) continue;
      writer.title({{cell.rows[0]}, {}, true}, "Ansvarlig");
      writer.made(cell.rows[0], who);
      continue;
    }
    if (follows && heads_follow_up(table.heads[column])) {
      const std::string& text = cell.paragraphs[0].text;
      if (cell.paragraphs.size() == 1 && (text.size() < 3 || names_a_person(text))) continue;
      if (!goes_on) writer.title({{cell.rows[0]}, {}, true}, "Opfølgning");
      writer.text(cell);
      continue;
    }
    if (&cell == title || (column == table.number && !number.empty())) continue;
    const bool timed = time_at(cell.paragraphs[0].text, 0, false).has_value();
    const bool headed = column < table.heads.size() && !table.heads[column].empty();
    if (!goes_on && !timed && headed &&
        (!heads_itself(cell) || (column == said && title && title->paragraphs.size() > 1)))
      writer.title({{cell.rows[0]}, {}, true},
                   std::string(section_of_column(table.heads, column, cell.paragraphs[0].text)));
    writer.text(cell);
  }
}

// The cells of figures, of an action list, of a person's name and title, as one line.
void write_data(const TableRow& row, bool barred, Writer& writer) {
  std::string text;
  std::int32_t column = barred ? 0 : row.cells[0].column;
  for (std::size_t k = 0; k < row.cells.size(); ++k) {
    // A bar for each column that was passed, so that an empty cell keeps its place.
    if (barred)
      for (; column < row.cells[k].column && column < 40; ++column) text += " | ";
    else if (k > 0)
      text += "  ";
    for (std::size_t n = 0; n < row.cells[k].paragraphs.size(); ++n)
      text += (n > 0 ? " " : "") + row.cells[k].paragraphs[n].text;
  }
  writer.made(row.first, std::move(text));
}

// “Dato:” beside “4. maj”, “14.00-14.10” beside what happens then: as on one line.
bool write_pair(const TableRow& row, Writer& writer) {
  if (row.cells.size() != 2 || row.cells[0].paragraphs.size() != 1) return false;
  const Paragraph& label = row.cells[0].paragraphs[0];
  const Cell& value = row.cells[1];
  // “Medarbejderrepræsentanter” beside many people is no data and yet one row.
  const auto heads_people = [&] {
    const std::string with_colon = label.text + ":";
    const auto heading = attendance_heading(with_colon);
    return heading && heading->value == with_colon.size();
  };
  const bool label_like = label.text.ends_with(':') || find_label(label.text).alone ||
                          time_at(label.text, 0, false).has_value() || heads_people();
  if (!label_like || label.text.size() > longest_label || value.paragraphs.size() != 1) return false;
  writer.made(row.first, label.text + "  " + value.paragraphs[0].text);
  return true;
}

void write_table(const Sheet& sheet, const Table& table, std::vector<TableRow> rows, bool goes_on, Writer& writer) {
  if (table.kind == Kind::persons) return write_persons(sheet, std::move(rows), writer);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    TableRow& row = rows[r];
    const bool second_half = goes_on && r == 0;
    if (table.kind == Kind::items && is_row_of_heads(table, row)) continue;
    if (!table.heads.empty()) {
      write_headed_item(sheet, table, row, second_half, writer);
    } else if (table.kind == Kind::items) {
      write_item(sheet, row, writer);
    } else if (table.kind == Kind::actions) {
      // Where a cell is empty bars must say which.
      write_data(row, row.cells.size() < table.rows[0].cells.size(), writer);
    } else if (table.kind == Kind::data && (is_data(row) || (table.barred && is_row_of_one_person(row)))) {
      write_data(row, table.barred, writer);
    } else if (is_data(row) && names_a_person(row.cells[0].paragraphs[0].text)) {
      write_data(row, table.barred, writer);  // one person and what is said of her
    } else if (!write_pair(row, writer)) {
      writer.row(row);
    }
  }
}

}  // namespace

void order_tables(Sheet& sheet) {
  take_in_odd_persons(sheet);
  part_fact_pairs(sheet);
  // A page's end may part a table, and its head and foot stand between the parts: what the table is
  // is told from all of them.
  std::unordered_map<std::int32_t, Table> tables;
  struct Part {
    std::size_t from = 0, to = 0;
  };
  std::vector<Part> parts;
  std::unordered_map<std::int32_t, std::size_t> ends;  // of each table's last part
  for (std::size_t i = 0; i < sheet.rows.size();) {
    std::size_t to = i + 1;
    while (to < sheet.rows.size() && sheet.rows[to].table == sheet.rows[i].table) ++to;
    if (const std::int32_t number = sheet.rows[i].table; number >= 0) {
      const auto before = ends.find(number);
      add_rows(sheet, i, to, before != ends.end() && only_edges(sheet, before->second, i), tables[number].rows);
      ends[number] = to;
    }
    parts.push_back({i, to});
    i = to;
  }
  if (tables.empty()) return;
  const unsigned gap = gap_in_cells(sheet);
  sheet.gap = gap;
  const Hyphens hyphens = learn_hyphens(sheet);
  for (auto& [number, table] : tables) {
    for (TableRow& row : table.rows)
      for (std::size_t k = 0; k < row.cells.size(); ++k)
        find_paragraphs(sheet, row.cells[k], gap, hyphens, k == 1 && is_number_alone(row.cells[0].paragraphs[0].text));
    tell_kind(table);
  }
  std::vector<Row> out;
  out.reserve(sheet.rows.size());
  Writer writer(sheet, out);
  std::unordered_map<std::int32_t, std::int32_t> last_row;  // of a table's part before
  for (const Part& part : parts) {
    const std::int32_t number = sheet.rows[part.from].table;
    if (number < 0) {
      out.insert(out.end(), sheet.rows.begin() + static_cast<std::ptrdiff_t>(part.from),
                 sheet.rows.begin() + static_cast<std::ptrdiff_t>(part.to));
      continue;
    }
    const auto before = last_row.find(number);
    const Table& table = tables.at(number);
    const auto from = std::lower_bound(table.rows.begin(), table.rows.end(), part.from,
                                       [](const TableRow& row, std::size_t at) { return row.first < at; });
    const auto to = std::lower_bound(from, table.rows.end(), part.to,
                                     [](const TableRow& row, std::size_t at) { return row.first < at; });
    const bool goes_on = before != last_row.end() && before->second == sheet.rows[part.from].row && from != to &&
                         from->first == part.from;
    write_table(sheet, table, {from, to}, goes_on, writer);
    last_row[number] = sheet.rows[part.to - 1].row;
  }
  // Pages begin where they did, in the new order.
  std::uint32_t page = 0;
  for (Row& row : out) {
    const std::uint32_t own = sheet.document->lines[row.line].page;
    row.page_start = own > page;
    page = std::max(page, own);
  }
  sheet.rows = std::move(out);
}

}  // namespace klynge::reading
