// The registers' queries. Rows are handed to a function one by one, so that a page collects 200 and an
// export streams a hundred thousand with the same query.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meetings/list.hpp"
#include "meetings/scope.hpp"
#include "platform/database/connection.hpp"

namespace klynge::meetings {

template <class Row>
using Take = std::function<void(Row&&)>;

void each_meeting(database::Connection&, const Scope&, const MeetingFilter&, Paging, const Take<MeetingRow>&);
void each_decision(database::Connection&, const Scope&, const DecisionFilter&, Paging, const Take<DecisionRow>&);
void each_task(database::Connection&, const Scope&, const TaskFilter&, Paging, const Take<TaskRow>&);
void each_amount(database::Connection&, const Scope&, const AmountFilter&, Paging, const Take<AmountRow>&);
void each_finding(database::Connection&, const Scope&, const FindingFilter&, Paging, const Take<FindingRow>&);

std::int64_t count(database::Connection&, const Scope&, const MeetingFilter&);
std::int64_t count(database::Connection&, const Scope&, const DecisionFilter&);
std::int64_t count(database::Connection&, const Scope&, const TaskFilter&);
std::int64_t count(database::Connection&, const Scope&, const AmountFilter&);
std::int64_t count(database::Connection&, const Scope&, const FindingFilter&);

// None where the amounts bear different labels, or the sum does not fit.
std::optional<AmountSum> sum(database::Connection&, const Scope&, const AmountFilter&);

// What a filter can be set to. Bodies in Danish alphabetical order, years newest first.
std::vector<Choice> body_choices(database::Connection&, const Scope&);
// As body_choices(), and with those that took a task over.
std::vector<Choice> task_body_choices(database::Connection&, const Scope&);
std::vector<Choice> year_choices(database::Connection&, const Scope&);
// Who is responsible for tasks: ids are "person:…", "organisation:…", "body:…".
std::vector<Choice> responsible_choices(database::Connection&, const Scope&);

// All rows of a page.
template <class Row, class Filter>
std::vector<Row> collect(void (*each)(database::Connection&, const Scope&, const Filter&, Paging, const Take<Row>&),
                         database::Connection& connection, const Scope& scope, const Filter& filter, Paging paging) {
  std::vector<Row> rows;
  each(connection, scope, filter, paging, [&](Row&& row) { rows.push_back(std::move(row)); });
  return rows;
}

}  // namespace klynge::meetings
