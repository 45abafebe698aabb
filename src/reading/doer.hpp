// Who is to act: the subject of a clause whose verb says that somebody sets to work.
//
// Minutes tell what happened in the past and what is to be done in the present, so a person with a
// verb in the present is doing something after the meeting, unless the verb only says what they
// think or said. A group does much in the present that is no work, so for it only verbs of work count.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/date.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::reading {

// Those on the attendance list by what minutes call them afterwards.
struct KnownPeople {
  std::unordered_set<std::string> first_names;
  std::unordered_set<std::string> initials;  // “BH” for Bo Holm, and whoever is listed so
};
KnownPeople known_people(const std::vector<Attendee>& attendance);

struct TaskContext {
  std::string_view body;  // lower case; what the meeting itself does is no task
  std::optional<Date> meeting;
  const KnownPeople* people = nullptr;
};

struct Doer {
  std::vector<std::string> names;
  std::size_t end = 0;  // byte in the clause where the verb starts
  bool person = false;
  std::string_view verb{};
};

// The verbs by which a sentence is found that may say who does what.
std::span<const std::string_view> doing_words();
// Groups and offices that can be given work; `word` in lower case.
bool is_actor_word(std::string_view word);
bool is_group(std::string_view subject);
// Persons named in a list, all of it names; first names and initials of those who were there count.
std::vector<std::string> persons_in(std::string_view list, const TaskContext& context);
// The subject of the clause: what stands before its verb, where that is work to do. `folded` is the
// clause in lower case.
std::optional<Doer> doer_at(std::string_view clause, std::string_view folded, const TaskContext& context);
// True where the text names a meeting to come.
bool later_meeting(std::string_view folded);

}  // namespace klynge::reading
