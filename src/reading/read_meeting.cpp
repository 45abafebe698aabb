#include "reading/read_meeting.hpp"

#include <utility>

#include "reading/action_list.hpp"
#include "reading/attendance.hpp"
#include "reading/closing.hpp"
#include "reading/findings.hpp"
#include "reading/furniture.hpp"
#include "reading/header.hpp"
#include "reading/header_rows.hpp"
#include "reading/header_tail.hpp"
#include "reading/item_reader.hpp"
#include "reading/line_class.hpp"
#include "reading/number_alone.hpp"
#include "reading/outline.hpp"
#include "reading/reading_state.hpp"
#include "reading/sheet.hpp"
#include "reading/sources.hpp"
#include "reading/text_join.hpp"
#include "reading/unfold.hpp"

namespace klynge::reading {

MeetingRecord read_meeting(const Document& document) {
  MeetingRecord record;
  record.reader = std::string(reader_version);

  Sheet sheet = make_sheet(document);
  raise_titles(sheet);
  unfold(sheet);
  part_header_rows(sheet);
  mark_furniture(sheet);
  measure(sheet);
  const std::vector<LineClass> classes = classify(sheet);
  Outline outline = make_outline(sheet, classes);
  mark_action_list(sheet, classes, outline);
  mark_closing(sheet, classes, outline);
  const Hyphens hyphens = learn_hyphens(sheet);

  Reading reading{sheet, classes, outline, hyphens, record, std::vector<bool>(sheet.rows.size(), false)};
  reading.noted.reserve(sheet.rows.size() / 2);
  read_attendance(reading);
  read_header(reading);
  read_item_on_next_meeting(reading);
  read_items(reading);
  read_closing(reading);
  read_tail(reading);
  finish_attendance(reading);

  for (const Item& item : record.items)
    if (item.minutes || item.outcome) record.kind = Kind::minutes;
  record.sources = sources_of(reading.noted);
  find_faults(reading);
  return record;
}

}  // namespace klynge::reading
