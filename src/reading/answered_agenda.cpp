#include "reading/answered_agenda.hpp"

#include <algorithm>

namespace klynge::reading {
namespace {

struct Answer {
  std::size_t item = 0, row = 0;
};

bool has_text(const Sheet& sheet, const Outline& outline, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    if (!sheet.rows[i].furniture && !outline.dropped[i]) return true;
  return false;
}

// “Referat:” alone below the last title, with no text before it; no_row for none.
std::size_t minutes_heading(const Sheet& sheet, const std::vector<LineClass>& classes, const Outline& outline) {
  const ItemSpan& last = outline.items.back();
  if (!last.run_in.empty()) return no_row;
  for (std::size_t i = last.body; i < last.end; ++i) {
    if (sheet.rows[i].furniture || outline.dropped[i]) continue;
    return classes[i].label.label == Label::minutes && classes[i].label.alone ? i : no_row;
  }
  return no_row;
}

std::vector<Answer> answers_below(const Sheet& sheet, const std::vector<LineClass>& classes, const Outline& outline,
                                  std::size_t heading) {
  std::vector<Answer> answers;
  std::size_t next = 0;
  for (std::size_t i = heading + 1; i < outline.items.back().end && next < outline.items.size(); ++i) {
    const HeadingMark& mark = classes[i].heading;
    if (sheet.rows[i].furniture || mark.style == Numbering::none || mark.title.empty()) continue;
    for (std::size_t k = next; k < outline.items.size(); ++k)
      if (outline.items[k].style == mark.style && outline.items[k].number == mark.number) {
        answers.push_back({k, i});
        next = k + 1;
        break;
      }
  }
  return answers;
}

}  // namespace

void take_answers_by_number(const Sheet& sheet, const std::vector<LineClass>& classes, Outline& outline) {
  if (outline.items.size() < 2) return;
  for (const ItemSpan& item : outline.items)
    if (item.number.empty() || item.contents_only || item.title.empty()) return;
  for (std::size_t k = 0; k + 1 < outline.items.size(); ++k) {
    const ItemSpan& item = outline.items[k];
    if (!item.run_in.empty() || has_text(sheet, outline, item.body, item.end)) return;
  }
  const std::size_t heading = minutes_heading(sheet, classes, outline);
  if (heading == no_row) return;
  const std::vector<Answer> answers = answers_below(sheet, classes, outline, heading);
  if (answers.size() < 2 || answers.size() * 4 < outline.items.size() * 3) return;
  const std::size_t end = outline.items.back().end;
  for (ItemSpan& item : outline.items) item.end = item.body;
  for (std::size_t k = 0; k < answers.size(); ++k) {
    ItemSpan& item = outline.items[answers[k].item];
    item.run_in = classes[answers[k].row].heading.title;
    item.run_in_row = answers[k].row;
    item.body = answers[k].row + 1;
    item.end = k + 1 < answers.size() ? answers[k + 1].row : end;
  }
  outline.dropped[heading] = true;
  outline.answered = true;
}

}  // namespace klynge::reading
