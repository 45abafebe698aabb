#include "reading/action_list.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "reading/person_name.hpp"
#include "reading/scan.hpp"
#include "reading/sources.hpp"
#include "reading/word_set.hpp"

namespace klynge::reading {
namespace {

constexpr std::size_t most_tasks = 500;
constexpr std::size_t most_rows_behind = 12;  // signatures, the next meeting

enum class Heading { none, may_be, sure };

// “Aktionsliste fra mødet:” can be nothing else; “Opgaver” heads a section of an item as well.
Heading heading_of(std::string_view text) {
  if (text.size() > 60 || text.ends_with('.')) return Heading::none;
  static constexpr WordSet lists{"aktionsliste",     "aktionspunkter",       "aktionsoversigt",
                                 "opgaveliste",      "opgaveoversigt",       "opfølgningsliste",
                                 "handleliste",      "handlingsliste",       "to do-liste",
                                 "to-do-liste",      "to do liste",          "todoliste",
                                 "todo-liste",       "aftaleliste",          "actionliste",
                                 "huskeliste",       "aftaler og opgaver",   "opgaver og aftaler",
                                 "opgaver og frist", "opgaver og ansvarlig", "beslutninger og aftaler"};
  static constexpr WordSet words{"opgaver", "opfølgning", "aftaler", "to do", "to-do", "todo", "aktioner"};
  const Folded folded(strip(text, " :"));
  if (const std::string_view list = lists.beginning(folded); !list.empty()) {
    const std::string_view rest = std::string_view(folded).substr(list.size());
    if (rest.empty() || rest[0] == ' ' || (rest.size() < 4 && starts_lower(rest))) return Heading::sure;
  }
  return words.has(folded) ? Heading::may_be : Heading::none;
}

// The number an entry names its item by: “Pkt. 2”, “2.” or “2”.
std::string_view bare_number(std::string_view number) {
  static constexpr WordSet words{"Punkt nr. ", "punkt nr. ", "Punkt ", "punkt ", "Pkt. nr. ", "Pkt. ", "pkt. ",
                                 "Pkt ",       "pkt ",       "Ad. ",   "Ad ",    "Sag nr. ",  "Sag "};
  return strip(number.substr(words.beginning(number).size()), " .:)");
}

// “Punkt 2: Ida henter tilbud”: the length of what names the item, its mark included; 0 where nothing does.
std::size_t reference_length(std::string_view text) {
  if (!text.starts_with("Punkt ") && !text.starts_with("Pkt") && !text.starts_with("Ad")) return 0;
  const HeadingMark mark = heading_mark(text);
  if (mark.style != Numbering::word || mark.title.empty()) return 0;
  return static_cast<std::size_t>(mark.title.data() - text.data());
}

template <typename Items>  // of the outline or of the record
std::size_t item_numbered(const Items& items, std::size_t count, std::string_view number) {
  for (std::size_t i = 0; i < count; ++i)
    if (!number.empty() && items[i].number == number) return i;
  return count;
}

// Numbers under “Pkt.” are items'. Under “Nr.” they may only count the rows: then they go 1, 2, 3.
template <typename Items>
bool numbers_items(const Items& items, std::size_t count, const std::vector<ActionRow>& actions) {
  bool counts = true, any = false;
  for (std::size_t k = 0; k < actions.size(); ++k) {
    const std::string_view number = bare_number(actions[k].number);
    if (number.empty() || number == "-") continue;
    if (item_numbered(items, count, number) == count) return false;
    any = true;
    counts = counts && !actions[k].names_item &&
             number.size() == actions[k].number.size() - (actions[k].number.ends_with('.') ? 1 : 0) &&
             number == std::to_string(k + 1);
  }
  return any && !counts;
}

bool is_table_row(const Sheet& sheet, std::size_t i) { return cells_of(sheet.rows[i].text).size() >= 2; }

bool heads_table(const Sheet& sheet, std::size_t i) {
  return sheet.rows[i].text.size() < 200 && is_table_row(sheet, i) && action_heads(cells_of(sheet.rows[i].text)).found;
}

bool is_entry(const Sheet& sheet, std::size_t i) {
  const std::string_view text = sheet.rows[i].text;
  return bullet_length(text) > 0 || enumerator_length(text) > 0 || reference_length(text) > 0;
}

bool left_out(const Sheet& sheet, const Outline& outline, std::size_t i) {
  return sheet.rows[i].furniture || outline.dropped[i];
}

std::size_t next_row(const Sheet& sheet, const Outline& outline, std::size_t i, std::size_t end) {
  while (i < end && left_out(sheet, outline, i)) ++i;
  return i;
}

// Where the list whose first entry or row of heads is `first` ends; `first` where none begins there.
std::size_t list_end(const Sheet& sheet, const std::vector<LineClass>& classes, const Outline& outline,
                     std::size_t first, std::size_t end) {
  if (first >= end) return first;
  const bool table = heads_table(sheet, first);
  std::size_t last = first;
  for (std::size_t i = first; i < end; i = next_row(sheet, outline, i + 1, end)) {
    const bool entry = table ? is_table_row(sheet, i) : is_entry(sheet, i);
    const bool goes_on = i > first && sheet.rows[i].blanks <= sheet.gap && classes[i].label.label == Label::none &&
                         (table ? sheet.rows[i].indent > 0 : true);
    if (!entry && !goes_on) break;
    last = i + 1;
  }
  return last;
}

std::vector<Piece> pieces_of(const Sheet& sheet, const Outline& outline, std::size_t from, std::size_t to) {
  std::vector<Piece> pieces;
  for (std::size_t i = from; i < to; ++i)
    if (!left_out(sheet, outline, i)) pieces.push_back({static_cast<std::uint32_t>(i), sheet.rows[i].text});
  return pieces;
}

struct Found {
  std::size_t first = 0, end = 0;  // entries; none where no list begins
  bool behind = false;             // it is a list of the whole meeting
};

// The list that begins at row `i`, with its heading or without one.
Found list_at(const Sheet& sheet, const std::vector<LineClass>& classes, const Outline& outline, std::size_t i,
              std::size_t end) {
  const Heading heading = heading_of(sheet.rows[i].text);
  const bool apart = sheet.rows[i].blanks > sheet.gap || sheet.rows[i].role == LineRole::heading;
  if (heading == Heading::none && !(apart && heads_table(sheet, i))) return {};
  const std::size_t first = heading == Heading::none ? i : next_row(sheet, outline, i + 1, end);
  Found found{first, list_end(sheet, classes, outline, first, end)};
  if (found.end == first || end - found.end > most_rows_behind) return found;
  found.behind = heading == Heading::sure;
  if (found.behind || !apart) return found;
  // What may as well be the item's own must name other items.
  const auto actions = action_rows(pieces_of(sheet, outline, first, found.end));
  found.behind = numbers_items(outline.items, outline.items.size(), actions) ||
                 (actions.empty() && reference_length(sheet.rows[first].text) > 0);
  return found;
}

// The tasks of a list that is no table: an entry each.
void take_entries(Reading& r, const std::vector<Piece>& pieces, const TaskContext& context) {
  std::vector<std::vector<Piece>> entries;
  for (const Piece& piece : pieces)
    if (entries.empty() || is_entry(r.sheet, piece.row))
      entries.push_back({piece});
    else
      entries.back().push_back(piece);
  for (std::vector<Piece>& entry : entries) {
    std::string_view& text = entry.front().text;
    text.remove_prefix(std::max(bullet_length(text), enumerator_length(text)));
    const HeadingMark mark = heading_mark(text);
    std::size_t index = r.record.items.size() - 1;
    if (const std::size_t length = reference_length(text); length > 0) {
      index = std::min(index, item_numbered(r.record.items, r.record.items.size(), mark.number));
      text.remove_prefix(length);
    }
    const Joined joined = join(r.sheet, r.hyphens, entry);
    auto& tasks = r.record.items[index].tasks;
    if (tasks.size() >= most_tasks || joined.text.empty()) continue;
    const auto found = tasks_in(prose_of(joined.text), context);
    Task task{joined.text, {}, due_in(joined.text, context)};
    if (!found.empty()) task.responsible = found.front().responsible;
    tasks.push_back(std::move(task));
    r.note({Field::item_tasks, index, tasks.size() - 1},
           place_of(r.sheet, entry.front().row, entry.back().row, found.empty() ? 0.6f : 0.8f));
  }
}

}  // namespace

void mark_action_list(const Sheet& sheet, const std::vector<LineClass>& classes, Outline& outline) {
  const auto last = std::find_if(outline.items.rbegin(), outline.items.rend(),
                                 [](const ItemSpan& item) { return !item.contents_only; });
  if (last == outline.items.rend()) return;
  bool says_something = !last->run_in.empty();
  for (std::size_t i = last->body; i < last->end; ++i) {
    if (left_out(sheet, outline, i)) continue;
    const Found found = list_at(sheet, classes, outline, i, last->end);
    if (found.behind && says_something) {
      for (std::size_t k = found.first; k < found.end; ++k)
        if (!left_out(sheet, outline, k)) outline.action_list.push_back(static_cast<std::uint32_t>(k));
      for (std::size_t k = i; k < found.end; ++k) outline.dropped[k] = true;
      return;
    }
    if (found.end > i) i = found.end - 1;  // once looked at, so that time stays linear
    says_something = says_something || !classes[i].label.alone;
  }
}

void take_actions(Reading& r, std::size_t item_read, const std::vector<ActionRow>& actions,
                  const TaskContext& context) {
  const bool by_item = numbers_items(r.record.items, item_read + 1, actions);
  for (const ActionRow& action : actions) {
    const std::size_t index =
        by_item ? std::min(item_read, item_numbered(r.record.items, item_read + 1, bare_number(action.number)))
                : item_read;
    Item& item = r.record.items[index];
    if (item.tasks.size() >= most_tasks) continue;
    Task task{squeeze(action.what), names_in_list(action.who, true), due_in(action.when, context)};
    if (task.responsible.empty() && !action.who.empty()) task.responsible.push_back(squeeze(action.who));
    item.tasks.push_back(std::move(task));
    r.note({Field::item_tasks, index, item.tasks.size() - 1},
           place_of(r.sheet, action.row, r.row(action.row).text, 0.9f));
  }
}

void read_action_list(Reading& r, const TaskContext& context) {
  if (r.outline.action_list.empty() || r.record.items.empty()) return;
  std::vector<Piece> pieces;
  for (const std::uint32_t row : r.outline.action_list) pieces.push_back({row, r.row(row).text});
  if (const auto actions = action_rows(pieces); !actions.empty())
    take_actions(r, r.record.items.size() - 1, actions, context);
  else
    take_entries(r, pieces, context);
}

}  // namespace klynge::reading
