// What opens a list of people: “Fra bestyrelsen deltog:”, “Medlemmer fraværende”, “Deltagere fra PLO-Å”.
//
// Secretaries put these phrases together from few words, so the words are known here and not the
// phrases: each says who came or did not, or in what capacity; small words say nothing; what stands
// behind “fra” is whom they come from. A row is a heading where no word of it is left over, or where
// what is left is a person.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "reading/meeting_record.hpp"

namespace klynge::reading {

struct AttendanceHeading {
  Status status = Status::present;
  Role role = Role::member;
  bool recorder = false, moderates = false, substitutes = false;
  bool members = false;                     // says that these are the body's own members
  bool who_only = false;                    // says who they are, not whether they came (“Elever”, “Gæster”)
  bool office = false;                      // an office that one person holds
  std::optional<std::string> organisation;  // “fra PLO-Fjord”; empty where a mere side is named (“kommunerne”)
  std::string_view words;                   // the heading as printed
  std::size_t value = 0;                    // byte where the people start; text.size() where none follow
};

// The heading that the row opens with; nothing where it opens with none.
std::optional<AttendanceHeading> attendance_heading(std::string_view text);
// True where the text names an organisation and nothing else (“Region Nord”, “Fjordby Kommune”).
bool names_an_organisation(std::string_view text);
// “Forældre”, “Medarbejdere og ledelse”, “Under punkt 3”: who they are, not where they come from.
bool is_a_group(std::string_view words);

}  // namespace klynge::reading
