#include "reading/label_cycle.hpp"

#include <string>
#include <unordered_set>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/plain_heading.hpp"
#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

// True where a case number stands straight above the first section of nearly every item: in a page that lost its
// titles, it opens the item.
bool numbered_by_case(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<bool>& skip) {
  std::size_t opening = 0, decisions = 0;
  bool number = false;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (sheet.rows[i].furniture || skip[i]) continue;
    const Label label = classes[i].label.label;
    opening += number && is_section(label);
    decisions += label == Label::minutes && classes[i].label.alone && i >= 3;
    number = label == Label::case_number;
  }
  return opening >= 2 && opening * 4 >= decisions * 3;
}

// “Referat” straight above “Resumé”: what the document is, not what was decided.
bool heads_a_section(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i) {
  std::size_t below = i + 1;
  while (below < classes.size() && sheet.rows[below].furniture) ++below;
  return below < classes.size() && classes[i].label.alone && classes[below].label.alone &&
         (classes[below].label.label == Label::case_text || classes[below].label.label == Label::recommendation);
}

// The first row that is no frame of a page.
std::size_t first_row(const Sheet& sheet) {
  std::size_t i = 0;
  while (i < sheet.rows.size() && sheet.rows[i].furniture) ++i;
  return i;
}

// A page that shows one item of a meeting: above it stand the meeting's fields (“Mødested: …”), and the heading below
// them is the item's. The row of that heading; no_row where the rows above `section` are not so.
std::size_t title_of_only_item(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<bool>& skip,
                               std::size_t section) {
  for (std::size_t i = 1; i < section && i < 8; ++i) {
    if (sheet.rows[i].furniture || skip[i] || is_header(classes[i].label.label)) continue;
    const LabelFound& above = classes[i - 1].label;
    const std::string folded = lower(sheet.rows[i].text);
    const bool fields = is_header(above.label) && above.label != Label::title && !above.alone;
    const bool of_meeting =
        contains(folded, "referat") || contains(folded, "dagsorden for") || contains(folded, "møde");
    return fields && !of_meeting && heading_like(sheet, classes, i) && i + 1 < section ? i : no_row;
  }
  return no_row;
}

// True where the section at `i` opens no item though none is open: the document's own heading, or a field's remark.
bool opens_no_item(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t i, std::size_t top) {
  const LabelFound& label = classes[i].label;
  if (label.label == Label::minutes && (i < top + 3 || heads_a_section(sheet, classes, i))) return true;
  return (label.label == Label::case_text && !label.alone) || lower(label.words) == "bemærkninger";
}

class Cycle {
 public:
  Cycle(const Sheet& sheet, const std::vector<LineClass>& classes, const std::vector<bool>& skip)
      : sheet_(sheet), classes_(classes), skip_(skip), by_case_(numbered_by_case(sheet, classes, skip)) {}

  std::vector<ItemSpan> items() {
    const std::size_t top = first_row(sheet_);
    for (std::size_t i = 0; i < classes_.size() && items_.size() < limits::items_per_meeting; ++i) {
      const Label label = classes_[i].label.label;
      if (sheet_.rows[i].furniture || skip_[i]) continue;
      if (by_case_ && label == Label::case_number) case_row_ = i;
      if (!is_section(label) || label == Label::attachments || label == Label::follow_up) continue;
      if (items_.empty() && (opens_no_item(sheet_, classes_, i, top) || (by_case_ && case_row_ == no_row))) continue;
      if (goes_on_with_heading(i))
        section_ = i;
      else
        see_section(i);
    }
    if (items_.size() == 1 && !decided_) items_.clear();
    if (!items_.empty()) items_.back().end = classes_.size();
    return std::move(items_);
  }

 private:
  const Sheet& sheet_;
  const std::vector<LineClass>& classes_;
  const std::vector<bool>& skip_;
  const bool by_case_;
  std::vector<ItemSpan> items_;
  std::unordered_set<std::string> seen_;  // sections of the open item
  bool decided_ = false;                  // the open item has minutes
  std::size_t section_ = 0;               // the row of the last section
  std::size_t case_row_ = no_row;         // the row of a case number since then

  // “Beslutning” and straight below it “Udvalgets beslutning den 4. maj”: one heading in two rows.
  bool goes_on_with_heading(std::size_t i) const {
    const LabelFound& above = classes_[section_].label;
    return !items_.empty() && i == section_ + 1 && above.alone && classes_[i].label.label == above.label;
  }

  void see_section(std::size_t i) {
    const bool minutes = classes_[i].label.label == Label::minutes;
    std::string key = minutes ? "#minutes" : lower(classes_[i].label.words);
    if (by_case_ ? case_row_ != no_row : items_.empty() || seen_.contains(key)) open_item(i);
    seen_.insert(std::move(key));
    decided_ = decided_ || minutes;
    section_ = i;
  }

  void open_item(std::size_t section) {
    const bool by_its_number = case_row_ != no_row;
    std::size_t start = by_its_number ? case_row_ : section;
    case_row_ = no_row;
    ItemSpan item;
    item.style = Numbering::plain;
    item.confidence = 0.6f;
    if (const std::size_t title = title_above(start, section, by_its_number); title != no_row) {
      item.heading = start = title;
      item.title.push_back({static_cast<std::uint32_t>(title), sheet_.rows[title].text});
    }
    item.body = item.heading == no_row ? start : start + 1;
    if (!items_.empty()) items_.back().end = start;
    items_.push_back(std::move(item));
    seen_.clear();
    decided_ = false;
  }

  // The title is a row set apart before the first label; with the decision as the only label the case stands between
  // them. no_row for none.
  std::size_t title_above(std::size_t start, std::size_t section, bool by_its_number) const {
    const std::size_t lowest = items_.empty() ? 0 : section_;
    const std::size_t reach = classes_[section].label.label == Label::minutes && !by_its_number ? 12 : 1;
    std::size_t title = no_row;
    for (std::size_t back = start; back > lowest + 1 && start - back < reach && title == no_row; --back)
      if (heading_like(sheet_, classes_, back - 1) && classes_[back - 1].heading.style != Numbering::clock)
        title = back - 1;
    if (!items_.empty()) return title;
    if (title == no_row) title = title_of_only_item(sheet_, classes_, skip_, section);
    const bool below_fields = title != no_row && title > 0 && is_header(classes_[title - 1].label.label);
    return title != no_row && title < 3 && !below_fields ? no_row : title;
  }
};

}  // namespace

std::vector<ItemSpan> items_of_label_cycle(const Sheet& sheet, const std::vector<LineClass>& classes,
                                           const std::vector<bool>& skip) {
  return Cycle(sheet, classes, skip).items();
}

bool is_page_of_one_item(const std::vector<ItemSpan>& items, const std::vector<LineClass>& classes) {
  if (items.size() != 1 || items[0].heading == no_row || items[0].heading == 0) return false;
  return is_header(classes[items[0].heading - 1].label.label);
}

}  // namespace klynge::reading
