// The roll: one entry a person, whatever number of lists names that person.
//
// What a later list says (apologies, “Mødeleder: …”) changes the entry that is there. The roll also
// notes where in the source each name, title and organisation stands.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/attendance_heading.hpp"
#include "reading/person_name.hpp"
#include "reading/reading_state.hpp"

namespace klynge::reading {

// What a list's heading says of everybody in it.
struct Block {
  Status status = Status::present;
  Role role = Role::member;
  bool recorder = false, moderates = false, substitutes = false;
  std::optional<std::string> organisation;  // “Fra PLO-Fjord”; empty: a side that employs nobody
  std::string items;                        // “som deltager i punkterne 1, 2 og 3”
};
Block block_of(Label label, std::string_view heading);
Block block_of(const AttendanceHeading& heading);

// The rows that a person was read from.
struct EntryRows {
  std::uint32_t first = 0, last = 0;
};

// The entry of that person; null where the roll has none.
Attendee* find_person(Reading& reading, std::string_view name, std::size_t* index = nullptr);
void add_person(Reading& reading, const PersonText& text, const Block& block, EntryRows rows);
void add_substitute(Reading& reading, const std::string& name, const std::optional<std::string>& for_whom, Role role,
                    EntryRows rows);
// All who are named in the rows of one list; `sure` where nothing but people can stand there.
void add_people(Reading& reading, const std::vector<Piece>& rows, const Block& block, bool sure = false);

}  // namespace klynge::reading
