// Searching: a page of hits, how many there are, and by what they can be narrowed down.
//
// Hits whose title has all the words come first, then the rest; in both, the newest first. So the
// order is the same on both databases and says something to the user, which a score does not. Past
// limits::search_hits nothing is counted: “more than 1,000” tells as much as the number.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "platform/database/connection.hpp"
#include "search/document.hpp"
#include "search/index_dialect.hpp"
#include "search/query.hpp"
#include "search/snippet.hpp"

namespace klynge::search {

struct Hit {
  Document document;  // with its text
  Snippet title, snippet;
  bool in_title = false;
};

struct FacetValue {
  std::string value;  // a kind, a year, a body's id, an outcome
  std::int64_t count = 0;
};

struct Results {
  std::vector<Hit> hits;                                   // of the page asked for
  std::int64_t total = 0;                                  // at most limits::search_hits
  bool has_more = false;                                   // there are more than `total`
  std::vector<FacetValue> kinds, years, bodies, outcomes;  // of the counted hits; most first, years newest first
};

struct Page {
  std::int64_t offset = 0, limit = 20;
};

// An empty query has no hits.
Results search(database::Connection& connection, const Source& source, const Query& query, const Viewer& viewer,
               Page page);

// Only which documents, in order, as "kind id"; for the command line and for tests.
std::vector<std::string> search_ids(database::Connection& connection, const Query& query, const Viewer& viewer,
                                    std::int64_t limit);

}  // namespace klynge::search
