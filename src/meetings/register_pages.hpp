// The registers as pages: a form to narrow them, the number of rows, the rows, further pages, and the
// same rows as a file. Addresses carry the filter in Danish words: /beslutninger?organ=…&aar=2022.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "meetings/list.hpp"
#include "meetings/page_parts.hpp"
#include "platform/html/components.hpp"
#include "platform/html/html.hpp"

namespace klynge::meetings {

struct FilterChoices {
  std::vector<Choice> bodies, years, responsible;
};

// What of the register the list is taken from: an empty list is worded so that nobody takes it for an empty register.
enum class Sees { all, some, invited_items };

template <class Filter, class Row>
struct RegisterView {
  Filter filter;
  FilterChoices choices;
  html::PageRange range;
  std::vector<Row> rows;
  Sees sees = Sees::all;
};

html::Html meetings_page(const RegisterView<MeetingFilter, MeetingRow>& view);
html::Html decisions_page(const RegisterView<DecisionFilter, DecisionRow>& view);
html::Html tasks_page(const RegisterView<TaskFilter, TaskRow>& view);
html::Html amounts_page(const RegisterView<AmountFilter, AmountRow>& view, const std::optional<AmountSum>& sum);
html::Html findings_page(const RegisterView<FindingFilter, FindingRow>& view, const Viewer& viewer);

// The value of the form's "ansvarlig" field for a filter, and back: "person:…", "organisation:…".
std::string responsible_value(const TaskFilter& filter);
void set_responsible(TaskFilter& filter, std::string_view value);

// A filter as an address: `path` with what filters.
html::Url register_url(const html::Url& path, const MeetingFilter& filter);
html::Url register_url(const html::Url& path, const DecisionFilter& filter);
html::Url register_url(const html::Url& path, const TaskFilter& filter);
html::Url register_url(const html::Url& path, const AmountFilter& filter);
html::Url register_url(const html::Url& path, const FindingFilter& filter);

// The rows alone, for other pages (a body's meetings, a person's tasks).
// What stands beside the date: the body, the document's title, or neither.
enum class MeetingColumn { body, title, none };
html::Html meeting_table(std::string_view caption, const std::vector<MeetingRow>& rows, MeetingColumn second);
// A meeting's title on a page of its body; "" where it says no more than the body's name and the day.
std::string own_title(const MeetingHead& head);
html::Html task_table(std::string_view caption, const std::vector<TaskRow>& rows, bool with_responsible);

}  // namespace klynge::meetings
