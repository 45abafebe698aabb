// The index over terms in the two databases' own ways: FTS5 in SQLite, tsvector with GIN in
// PostgreSQL. The only file that knows them.
//
// Both get the same terms from the analyser and store no more than these, so they answer alike.
// What a document is (its kind, year, body, whether the public may see it) is indexed as terms of
// its own, “marks”, so that a filter costs as little as a word. A document's number holds its day,
// so both databases give the newest first without sorting and stop when they have enough.
#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/database/connection.hpp"
#include "search/document.hpp"
#include "search/query.hpp"

namespace klynge::search {

// What of one document goes into the index.
struct IndexEntry {
  std::vector<std::string> title, text;              // stems in order
  std::vector<std::string> title_parts, text_parts;  // sorted: parts of compounds, and words too far behind for phrases
  std::vector<std::string> marks;
};

// A body of which somebody sees what is not published: all of it, or what is of some days (ISO,
// from <= day < to; "" open).
struct SeenBody {
  std::string body_id;
  bool closed = false;  // closed items too
  std::string from{}, to{};
  bool all_days() const { return from.empty() && to.empty(); }
};

// Who asks.
struct Viewer {
  bool sees_unpublished = false;
  bool sees_closed = false;
  std::vector<SeenBody> bodies{};  // what a seat opens to who does not see everything
};
// The same rule as the index follows, for one document at hand.
bool may_see(const Viewer& viewer, const Document& document);

// What of the index is looked through: all that the viewer sees on any day, or what one ended seat opens.
struct Window {
  const SeenBody* seat = nullptr;  // none: everything else
};

// Makes the index where it is not there; harmless where it is. Safe from several nodes at once.
void create_index(database::Connection& connection);
void drop_index(database::Connection& connection);

void write_entry(database::Connection& connection, std::int64_t docnum, const IndexEntry& entry);
void delete_entry(database::Connection& connection, std::int64_t docnum);

enum class Within { anywhere, title };
// The query in the database's own language; "" where nothing is asked for.
std::string index_expression(database::Dialect dialect, const Query& query, const Viewer& viewer, Within within,
                             Window window = {});

// A hit and what it is counted by; the texts live until the next hit.
struct Found {
  std::int64_t docnum = 0;
  std::string_view kind, body_id, outcome;  // "" where it has none
  std::optional<int> year;
};
// Calls `take` for each hit, highest number first, at most `limit` of them.
// Only numbers first <= docnum < last.
struct Numbers {
  std::int64_t first = std::numeric_limits<std::int64_t>::min(), last = std::numeric_limits<std::int64_t>::max();
};
void find(database::Connection& connection, const std::string& expression, Numbers numbers, std::int64_t limit,
          const std::function<void(const Found&)>& take);

// The marks of a document.
std::vector<std::string> marks_of(const Document& document);

}  // namespace klynge::search
