#include "reading/attendance_status.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "reading/attendance_groups.hpp"
#include "reading/attendance_heading.hpp"
#include "reading/cells.hpp"
#include "reading/scan.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t longest_status = 60, longest_group = 70, most_rows = 80, least_people = 3;

enum class Came { unsaid, yes, no };

Came came(std::string_view cell) {
  if (cell.empty() || cell.size() > longest_status) return Came::unsaid;
  const std::string folded = lower(strip(cell, " .:()"));
  static constexpr WordSet marks{"x", "✓", "✔", "√", "ja", "+"};
  static constexpr WordSet present{"deltog", "deltager",  "deltaget", "mødt",
                                   "mødte",  "til stede", "tilstede", "fremmødt"};
  static constexpr WordSet absent{"afbud",         "meldt afbud", "fraværende", "ikke mødt", "ikke til stede", "nej",
                                  "ikke tilstede", "deltog ikke", "mødte ikke", "udeblevet", "deltager ikke"};
  if (absent.begins(folded)) return Came::no;
  if (marks.has(folded) || folded.starts_with("ja ") || folded.starts_with("ja,") || present.begins(folded))
    return Came::yes;
  return Came::unsaid;
}

std::optional<StatusRow> status_row(std::string_view text, const Block& group, std::uint32_t row) {
  const auto cells = cells_of(text);
  if (cells.size() != 2 || cells[0].size() > 160) return std::nullopt;
  const Came told = came(cells[1]);
  if (told == Came::unsaid) return std::nullopt;
  // What stands beside the word is what else stands in brackets behind a name: “Deltog i punkt 3”.
  const bool more = told == Came::yes && token_count(cells[1]) > 2;
  auto people =
      parse_people(more ? std::string(cells[0]) + " (" + std::string(cells[1]) + ")" : std::string(cells[0]), true);
  if (people.size() != 1 || token_count(people[0].name) < 2) return std::nullopt;
  StatusRow found{std::move(people[0]), group, row};
  if (told == Came::no) found.block.status = Status::apologies;
  return found;
}

// “Repræsentanter for kommunen”, “Sekretær”, “Nord Kommune”: whose rows stand below.
std::optional<Block> group_row(std::string_view text) {
  const std::string_view words = strip(text, " :|");
  if (words.size() < 3 || words.size() > longest_group || text.ends_with('.') || token_count(words) > 7)
    return std::nullopt;
  const std::string with_colon = std::string(words) + ":";
  if (const auto heading = attendance_heading(with_colon)) return block_of(*heading);
  Block block;
  // “Repræsentanter for kommunen” are on its side of the table.
  static constexpr WordSet several{"repræsentanter", "medlemmer", "deltagere"};
  if (several.ends(Folded(first_word(words)))) return block;
  if (names_an_organisation(words))
    block.organisation = squeeze(words);
  else if (!is_a_group_or_title(words))
    return std::nullopt;
  return block;
}

}  // namespace

std::vector<StatusRow> attendance_by_status(const Reading& r, std::size_t first, std::size_t end, std::size_t& next) {
  std::vector<StatusRow> people;
  // Hardly any row has cells.
  const auto has_cells = [&](std::size_t i) { return i < end && (r.row(i).marks.gap || r.row(i).marks.bar); };
  if (!has_cells(first) && !has_cells(first + 1)) {
    next = first + 1;
    return people;
  }
  Block group;
  std::size_t behind = first;  // the last person
  std::size_t groups = 0;      // since then
  for (next = first; next < end && next < first + most_rows; ++next) {
    if (r.row(next).furniture) continue;
    const std::string_view text = r.row(next).text;
    if (!r.free(next) || (next > first && r.row(next).blanks > r.sheet.gap + 1)) break;
    if (auto person = status_row(text, group, static_cast<std::uint32_t>(next))) {
      people.push_back(std::move(*person));
      behind = next + 1;
      groups = 0;
      continue;
    }
    const auto opens = groups == 0 ? group_row(text) : std::nullopt;
    if (!opens) break;
    group = *opens;
    ++groups;
  }
  if (people.size() < least_people) {
    people.clear();
    if (next == first) ++next;
  } else {
    next = behind;
  }
  return people;
}

}  // namespace klynge::reading
