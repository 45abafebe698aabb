#include "reading/cell_paragraphs.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "reading/cells.hpp"
#include "reading/labels.hpp"
#include "reading/run_in.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

bool opens_entry(std::string_view text) {
  return bullet_length(text) > 0 || enumerator_length(text) > 0 || heading_mark(text).style != Numbering::none ||
         find_label(text).alone;
}

// “… kl.”, “… ved”: no line ends so unless the cell's edge broke it.
bool ends_in_phrase(std::string_view text) {
  for (const std::string_view word :
       {" kl.", "(kl.", " ved", " v/", " den", " og",  " i",   " af", " for", " til", " med",  " på", " om",
        " fra", " -",   " –",   " &",  " pr.", " nr.", " ca.", " d.", " en",  " et",  " samt", " hos"})
    if (text.ends_with(word)) return true;
  return false;
}

// “Lise Holm, chef, Fælleskommunalt” and “Sekretariat”: the rest of where a person comes from.
bool is_rest_of_office(const Row& above, std::string_view so_far, const Row& row) {
  const LabelFound label = find_label(row.text);
  if (!label.alone || row.text.ends_with(':') || !contains(so_far, ",") || !fills_cell(above, row)) return false;
  return (label.label == Label::secretary || label.label == Label::administration) && names_a_person(so_far);
}

enum class Goes { no, by_words, by_width };

bool in_one_cell(const Row& a, const Row& b) {
  return a.table >= 0 && a.table == b.table && a.row == b.row && a.column == b.column;
}

// Whether a row of a cell goes on with the row above it, and what says so.
Goes goes_on(const Row& above, std::string_view so_far, const Row& row, unsigned gap, bool title) {
  if (row.blanks > gap || row.role == LineRole::list_item || row.role == LineRole::heading) return Goes::no;
  // “Punkt” above “1:” in a narrow column.
  if (above.cell_edge > 0 && is_digit(row.text[0]) && (so_far == "Punkt" || so_far == "Pkt." || so_far == "Sag"))
    return Goes::by_words;
  // “… kl. 17.05” and “- 17.15”, “Budget” and “– kl. 17.05”: a time, no bullet.
  const std::size_t bullet = bullet_length(row.text);
  const bool timed = bullet > 0 && (begins_with_word(row.text.substr(bullet), "kl") ||
                                    (is_digit(row.text[bullet]) && is_digit(so_far.back())));
  if (timed && above.cell_edge > 0 && bullet_length(so_far) == 0) return Goes::by_words;
  if (bullet > 0 || so_far.ends_with(';')) return Goes::no;
  // “at …” may be the next of several recommendations, which only the section they stand in can tell.
  if (begins_with_word(row.text, "at")) return Goes::no;
  if (above.cell_edge > 0 && (ends_in_phrase(so_far) || (bracket_open(so_far) && fills_cell(above, row))))
    return Goes::by_words;
  if (above.cell_edge > 0 && so_far.ends_with("nr.:") && is_digit(row.text[0]) && fills_cell(above, row))
    return Goes::by_words;
  if (is_rest_of_office(above, so_far, row)) return Goes::by_words;
  // “Formandens orientering:”, and what it is about did not fit on the line.
  const bool titled = title || is_item_number(heading_mark(so_far));
  if (so_far.ends_with(':') && (find_label(so_far).label != Label::none || !titled)) return Goes::no;
  // “a. Byvejen” below a title is a part of what it is about.
  const bool lettered = starts_lower(row.text) && enumerator_length(row.text) > 0 && bracket_open(so_far) == false;
  if (lettered) return Goes::no;
  if (starts_lower(row.text) || row.text.starts_with('(') || so_far.ends_with('-')) return Goes::by_words;
  // “Direktionen indstiller til Byrådet,”, and “1. at …” below it.
  if (so_far.ends_with(',') && !opens_entry(row.text)) return Goes::by_words;
  if (opens_entry(row.text) || above.cell_edge <= 0) return Goes::no;
  // Nor does a sentence or a person begin in the middle of another, however full the line.
  if (so_far.ends_with('.') && starts_upper(row.text) && characters(so_far) > 60) return Goes::no;
  if (!fills_cell(above, row)) return Goes::no;
  // Persons one behind the other, parted by semicolons: the cell breaks within their names.
  if (contains(above.text, "; ")) return Goes::by_words;
  const bool after_person = names_a_person(so_far), person = names_a_person(row.text);
  if (after_person && person) return Goes::no;
  // A long line that ends in the midst of a sentence was full, as its cell is, and no heading.
  constexpr std::size_t long_line = 45;
  if (!after_person && !person && above.bold == row.bold && characters(above.text) >= long_line &&
      !ends_as_sentence(above.text) && !so_far.ends_with(':'))
    return Goes::by_words;
  // The rest of where a person comes from.
  return after_person && contains(so_far, ",") && characters(row.text) < 30 ? Goes::by_words : Goes::by_width;
}

// A word wider than its cell is cut at the edge, without a hyphen.
bool breaks_word(const Row& above, const Row& row) {
  constexpr std::size_t long_word = 16;
  for (const std::string_view word : {"ved", "til", "og",  "i",   "af",  "for", "med",  "på",    "om", "fra",
                                      "som", "at",  "den", "det", "der", "er",  "samt", "eller", "kl", "v"})
    if (begins_with_word(row.text, word)) return false;
  // “Punk” above “t 3:” in a column for numbers.
  if (above.cell_edge > 0 && above.text.size() < 6 &&
      heading_mark(std::string(above.text) + std::string(row.text)).style == Numbering::word)
    return true;
  const bool one_word = above.text.find_first_of(" /-.,:;()") == std::string_view::npos;
  return above.text.size() >= long_word && one_word && starts_lower(row.text) &&
         letter_before(above.text, above.text.size()) && above.cell_edge > 0 && above.right > above.cell_edge - 4;
}

}  // namespace

bool bracket_open(std::string_view text) {
  const std::string_view end = text.substr(text.size() - std::min<std::size_t>(text.size(), 60));
  const auto opened = end.rfind('(');
  return opened != std::string_view::npos && end.find(')', opened) == std::string_view::npos;
}

bool is_item_number(const HeadingMark& mark) {
  return mark.style != Numbering::none && mark.style != Numbering::plain &&
         (mark.style != Numbering::clock || !mark.title.empty());
}

bool is_number_alone(std::string_view text) {
  if (text.empty() || text.size() > 12) return false;
  const std::string_view bare = strip(text, " .):");
  if (!bare.empty() && bare.size() <= 3 && std::all_of(bare.begin(), bare.end(), is_digit)) return true;
  const HeadingMark mark = heading_mark(text);
  return (mark.style == Numbering::word || mark.style == Numbering::dot || mark.style == Numbering::bracket) &&
         mark.title.empty();
}

unsigned gap_in_cells(const Sheet& sheet) {
  constexpr std::size_t least_line = 16, least_pairs = 6;
  std::array<std::size_t, 3> gaps{};
  std::size_t pairs = 0;
  for (std::size_t i = 1; i < sheet.rows.size(); ++i) {
    const Row& above = sheet.rows[i - 1];
    const Row& row = sheet.rows[i];
    if (!in_one_cell(above, row) || row.page_start || !starts_lower(row.text) || bullet_length(row.text) > 0 ||
        row.blanks >= gaps.size())
      continue;
    // A title, or a line that the cell broke since it was full, tells nothing of how text was written.
    if (row.blanks == 0 && ((above.bold && row.bold) || fills_cell(above, row))) continue;
    if (characters(above.text) < least_line || ends_as_sentence(above.text) || above.text.ends_with(':') ||
        above.text.ends_with(';') || above.text.ends_with(',') || begins_with_word(row.text, "at"))
      continue;
    ++gaps[row.blanks];
    ++pairs;
  }
  const auto most = std::max_element(gaps.begin(), gaps.end());
  return pairs >= least_pairs && *most * 5 >= pairs * 4 ? static_cast<unsigned>(most - gaps.begin()) : 0;
}

void find_paragraphs(const Sheet& sheet, Cell& cell, unsigned gap, const Hyphens& hyphens, bool titled) {
  const Row* above = nullptr;
  for (const std::size_t index : cell.rows) {
    const Row& row = sheet.rows[index];
    const Goes goes =
        !above ? Goes::no
               : goes_on(*above, cell.paragraphs.back().text, row, gap, titled && cell.paragraphs.size() == 1);
    if (goes != Goes::no) {
      Paragraph& paragraph = cell.paragraphs.back();
      paragraph.sure &= goes == Goes::by_words;
      if (breaks_word(*above, row))
        paragraph.text += row.text;
      else
        append_continuation(paragraph.text, row.text, hyphens);
      paragraph.rows.push_back(index);
    } else {
      cell.paragraphs.push_back({{index}, std::string(row.text), true});
    }
    above = &row;
  }
}

}  // namespace klynge::reading
