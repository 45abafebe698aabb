// The registers' queries. Rows are handed to a function one by one, so that a page collects 200 and an
// export streams a hundred thousand with the same query.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meetings/list.hpp"
#include "platform/database/connection.hpp"

namespace klynge::meetings {

template <class Row>
using Take = std::function<void(Row&&)>;

void each_meeting(database::Connection&, const MeetingFilter&, Paging, const Take<MeetingRow>&);
void each_decision(database::Connection&, const DecisionFilter&, Paging, const Take<DecisionRow>&);
void each_task(database::Connection&, const TaskFilter&, Paging, const Take<TaskRow>&);
void each_amount(database::Connection&, const AmountFilter&, Paging, const Take<AmountRow>&);
void each_finding(database::Connection&, const FindingFilter&, Paging, const Take<FindingRow>&);

std::int64_t count(database::Connection&, const MeetingFilter&);
std::int64_t count(database::Connection&, const DecisionFilter&);
std::int64_t count(database::Connection&, const TaskFilter&);
std::int64_t count(database::Connection&, const AmountFilter&);
std::int64_t count(database::Connection&, const FindingFilter&);

// None where the amounts bear different labels, or the sum does not fit.
std::optional<AmountSum> sum(database::Connection&, const AmountFilter&);

// What a filter can be set to. Bodies in Danish alphabetical order, years newest first.
std::vector<Choice> body_choices(database::Connection&);
std::vector<Choice> year_choices(database::Connection&);
// Who is responsible for tasks: ids are "person:…", "organisation:…", "body:…".
std::vector<Choice> responsible_choices(database::Connection&);

// All rows of a page.
template <class Row, class Filter>
std::vector<Row> collect(void (*each)(database::Connection&, const Filter&, Paging, const Take<Row>&),
                         database::Connection& connection, const Filter& filter, Paging paging) {
  std::vector<Row> rows;
  each(connection, filter, paging, [&](Row&& row) { rows.push_back(std::move(row)); });
  return rows;
}

}  // namespace klynge::meetings
