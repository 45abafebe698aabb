// Writing the index: which documents it holds, and the queue of groups that wait.
//
// A change marks its group in its own transaction, which is cheap and cannot get lost; the work is
// done afterwards. Reading the documents and analysing their text happens outside any write, so the
// writer is held only for what must be written.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "platform/audit/perform.hpp"
#include "platform/database/database.hpp"
#include "search/document.hpp"
#include "search/index_dialect.hpp"

namespace klynge::search {

// In the transaction that changed the group. Any number of times.
void mark_changed(database::Connection& connection, const Group& group);
// Marks every group the source knows and every one the index holds: builds the index anew.
void mark_all(database::Database& database, const Source& source);
std::int64_t count_waiting(database::Connection& connection);

// Indexes groups that wait, at most `most`; returns how many. Safe from several threads and nodes:
// a group that has changed again meanwhile stays in the queue.
std::size_t index_waiting(database::Database& database, const Source& source, std::size_t most);
// Until nothing waits.
void index_all_waiting(database::Database& database, const Source& source);

}  // namespace klynge::search
