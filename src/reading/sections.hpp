// An item's rows sorted into its sections: case, recommendation, minutes, attachments.
//
// A label opens its section and leaves the text; a row without a label stays in the section it
// stands in. Where the secretary wrote no label, the order tells: what stands before the
// recommendation presents the case, what follows its last entry is the minutes.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "reading/line_class.hpp"
#include "reading/outline.hpp"
#include "reading/sheet.hpp"
#include "reading/text_join.hpp"

namespace klynge::reading {

struct AttendanceRows {
  Label label = Label::present;
  std::vector<Piece> rows;
  std::string_view heading;  // the label's words as printed
  std::uint32_t row = 0;     // where the label stands
};

struct Sections {
  std::vector<Piece> unlabelled;  // before any label
  std::vector<Piece> case_text, recommendation, minutes, attachments, follow_up;
  std::vector<Piece> responsible;  // a name alone beside or below the minutes, headed “Ansvarlig”
  std::vector<Piece> presenters, requested_by, case_number, times;
  std::vector<AttendanceRows> attendance;
  bool has_minutes_label = false, has_case_label = false, has_recommendation = false;
  bool asks_decision = false;  // the item's type is “Beslutning”
  bool concludes = false;      // the minutes stand under “Konklusion”
  bool closed = false, open = false;
  std::uint32_t minutes_label_row = 0;
};

struct SectionContext {
  const Sheet& sheet;
  const std::vector<LineClass>& classes;
  const Outline& outline;
  std::string_view body;            // the meeting's body, lower case, for “Referat - Direktion”
  std::string_view date;            // ISO, for “Beslutning i … den …”
  const std::vector<bool>& listed;  // rows that the attendance has taken; empty for none
};

Sections sort_item(const SectionContext& context, const ItemSpan& item);
// Rows of an attendance list after its label row; moves `next` behind them.
AttendanceRows attendance_rows(const Sheet& sheet, const std::vector<LineClass>& classes, std::size_t label_row,
                               std::size_t& next, std::size_t end, bool inside_item);

}  // namespace klynge::reading
