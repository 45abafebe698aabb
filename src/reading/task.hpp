// Tasks: what somebody is to do after the meeting.
//
// Two shapes are taken: a named doer with a verb of doing (“Sekretariatet udarbejder …”, “Bo er
// ansvarlig for …”), and a matter that goes to a later meeting or another body (“sættes på
// dagsordenen”, “genoptages”). A mere postponement is none, nor are others' reported plans.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/doer.hpp"
#include "reading/sentences.hpp"

namespace klynge::reading {

struct TaskFound {
  std::string text;
  std::vector<std::string> responsible;
  std::optional<std::string> due;  // ISO date or "next_meeting"
  std::size_t start = 0, end = 0;  // bytes in the text
  float confidence = 0.6f;
};

std::vector<TaskFound> tasks_in(const Prose& prose, const TaskContext& context);
// What is left to do in minutes beside which a cell names who is responsible: the last sentence that says what is to
// happen. Empty where all sentences tell what was said and done; then the cell named who spoke.
std::optional<TaskFound> work_of(const Prose& prose, std::vector<std::string> responsible, const TaskContext& context);
// A day or “næste møde” named in the text.
std::optional<std::string> due_in(std::string_view text, const TaskContext& context);
// Open agreements that a case repeats: only those with a named person.
// False where no word of agreements stands in the case at all; quicker than looking for them.
bool may_repeat_agreements(std::string_view case_text);
std::vector<TaskFound> open_agreements_in(const Prose& prose, const TaskContext& context);

}  // namespace klynge::reading
