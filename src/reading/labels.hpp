// The words that Danish secretaries put before things: “Sagsfremstilling”, “Afbud:”, “Mødested”.
//
// One table of words with what each announces. A label is a row that is nothing but the word, a
// row that begins with the word and a colon (or a wide gap), or one of the longer headings with a
// name and a date in them (“Beslutning i Økonomiudvalget den 3. maj”). Scanned texts lose or double
// letters, so a lone word of six letters or more may be one letter off.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "reading/row_marks.hpp"

namespace klynge::reading {

enum class Label : std::uint8_t {
  none,
  // sections of an item
  case_text,
  recommendation,
  minutes,
  attachments,
  link,
  follow_up,
  // the meeting
  date,
  start,
  end,
  time,
  place,
  body,
  title,
  number,
  next_meeting,
  // attendance
  present,
  members,
  guests,
  observers,
  administration,
  secretary,
  recorder,
  apologies,
  substitutes,
  chair,
  moderator,
  // marks of an item that are no part of its text
  case_number,
  open,
  closed,
  mark,
  presenter,
  requested_by,
  item_kind,
  // frame
  agenda,
  contents,
  furniture,
  signatures
};

// A label's words never take more than this; what comes after is value.
inline constexpr std::size_t label_reach = 170;

struct LabelFound {
  Label label = Label::none;
  std::size_t value = 0;  // byte where the text after the label starts; text.size() where none
  bool alone = false;     // nothing stands after the label
  bool colon = false;
  float confidence = 1;
  std::string_view words;  // the label as printed, without colon
  bool spaced = false;     // only a space parts it from its value; holds in the header alone
};

// True where the row is nothing but a button of a web page (“Til toppen”).
bool is_button(std::string_view text);
// `folded`: the start of the text in lower case, at least label_reach bytes of it.
LabelFound find_label(std::string_view text, std::string_view folded, RowMarks marks = {});
LabelFound find_label(std::string_view text);
// The label the words stand for, exactly; `folded` is lower case without punctuation at the end.
Label label_of(std::string_view folded);

inline bool is_section(Label l) { return l >= Label::case_text && l <= Label::follow_up; }
inline bool is_header(Label l) { return l >= Label::date && l <= Label::next_meeting; }
inline bool is_attendance(Label l) { return l >= Label::present && l <= Label::moderator; }
inline bool is_mark(Label l) { return l >= Label::case_number && l <= Label::item_kind; }

}  // namespace klynge::reading
