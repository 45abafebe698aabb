// Where each field of the record stands, as the reader notes it and as the record keeps it.
//
// The reader notes places in the order it finds them, several hundred in a document, and hardly ever
// asks for one again: a field is kept as its kind and its numbers, and all are sorted once and
// written as JSON pointers when everything has been read.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "reading/meeting_record.hpp"

namespace klynge::reading {

// What a place may be noted for, in the order of the JSON pointers: the fields of a list together.
enum class Field : std::uint8_t {
  approval_by,
  attendance_name,
  attendance_organisation,
  attendance_status,
  attendance_title,
  body,
  date,
  end,
  item_amounts,
  item_attachments,
  item_case,
  item_case_number,
  item_decisions,
  item_end,
  item_links,
  item_minutes,
  item_number,
  item_outcome,
  item_presenters,
  item_recommendations,
  item_recused,
  item_requested_by,
  item_start,
  item_tasks,
  item_title,
  item_votes,
  meeting_number,
  next_meeting,
  place,
  start,
  title
};
inline constexpr std::size_t field_count = static_cast<std::size_t>(Field::title) + 1;

// A field of one meeting, person or item: “/items/3/tasks/0” is {Field::item_tasks, 3, 0}.
struct FieldAt {
  // NOLINTNEXTLINE(google-explicit-constructor): note(Field::date, …) reads as it should.
  FieldAt(Field which, std::size_t of_entry = 0, std::size_t of_part = 0)
      : field(which), entry(static_cast<std::uint32_t>(of_entry)), part(static_cast<std::uint32_t>(of_part)) {}
  bool operator==(const FieldAt&) const = default;

  Field field;
  std::uint32_t entry;  // in its list; 0 for a field of the meeting
  std::uint32_t part;   // in the field; 0 where the field is no list
};

// The JSON pointer into the record.
std::string pointer_of(const FieldAt& at);

struct Noted {
  FieldAt at;
  Place place;
};

// By pointer; of what was noted twice the later place. The weights that the rules gave become what
// they were measured to be worth (confidence.hpp).
std::map<std::string, Place> sources_of(const std::vector<Noted>& noted);

}  // namespace klynge::reading
