#include "search/search.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "base/limits.hpp"

namespace klynge::search {
namespace {

using database::Connection;

struct Ranked {
  Found found;
  bool in_title = false;
};

// The first limits::search_hits + 1 in order.
std::vector<Ranked> rank(Connection& connection, const Query& query, const Viewer& viewer) {
  constexpr auto most = static_cast<std::int64_t>(limits::search_hits) + 1;
  std::vector<Ranked> ranked;
  std::unordered_set<std::int64_t> seen;
  for (const Within within : {Within::title, Within::anywhere}) {
    if (ranked.size() >= static_cast<std::size_t>(most)) break;
    for (auto& found : find(connection, index_expression(connection.dialect(), query, viewer, within), most)) {
      if (!seen.insert(found.docnum).second) continue;
      ranked.push_back({std::move(found), within == Within::title});
      if (ranked.size() >= static_cast<std::size_t>(most)) break;
    }
  }
  return ranked;
}

class Counter {
 public:
  void add(const std::string& value) { ++counts_[value]; }
  std::vector<FacetValue> most_first() const {
    std::vector<FacetValue> values;
    for (const auto& [value, count] : counts_) values.push_back({value, count});
    std::ranges::stable_sort(values, [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
    return values;
  }
  std::vector<FacetValue> highest_first() const {
    std::vector<FacetValue> values;
    for (auto it = counts_.rbegin(); it != counts_.rend(); ++it) values.push_back({it->first, it->second});
    return values;
  }

 private:
  std::map<std::string, std::int64_t> counts_;
};

void count_facets(Results& results, const std::vector<Ranked>& ranked) {
  Counter kinds, years, bodies, outcomes;
  for (const auto& one : ranked) {
    kinds.add(one.found.kind);
    if (one.found.year) years.add(std::to_string(*one.found.year));
    if (one.found.body_id) bodies.add(*one.found.body_id);
    if (one.found.outcome) outcomes.add(*one.found.outcome);
  }
  results.kinds = kinds.most_first();
  results.years = years.highest_first();
  results.bodies = bodies.most_first();
  results.outcomes = outcomes.most_first();
}

// What a closed item says is shown on its own page, where the look is written down.
void withhold(Document& document) {
  document.title = "Lukket punkt";
  document.text.clear();
}

}  // namespace

Results search(Connection& connection, const Source& source, const Query& query, const Viewer& viewer, Page page) {
  Results results;
  if (query.empty()) return results;
  auto ranked = rank(connection, query, viewer);
  results.has_more = ranked.size() > limits::search_hits;
  if (results.has_more) ranked.resize(limits::search_hits);
  results.total = static_cast<std::int64_t>(ranked.size());
  count_facets(results, ranked);
  const auto begin = std::clamp<std::int64_t>(page.offset, 0, results.total);
  const auto end = std::min(results.total, begin + std::clamp<std::int64_t>(page.limit, 1, static_cast<std::int64_t>(limits::page_rows)));
  for (auto i = begin; i < end; ++i) {
    const Ranked& one = ranked[static_cast<std::size_t>(i)];
    auto document = source.document(connection, one.found.kind, one.found.id);
    if (!document) continue;  // gone since it was indexed
    // Withdrawn or closed since: the index may be a moment behind, what may be seen never is.
    if (!viewer.sees_unpublished && (!document->published || document->closed)) continue;
    if (document->closed && !viewer.sees_closed) continue;
    if (document->closed) withhold(*document);
    Hit hit{std::move(*document), {}, {}, one.in_title};
    hit.title = mark_hits(hit.document.title, query);
    hit.snippet = snippet_of(hit.document.text, query);
    results.hits.push_back(std::move(hit));
  }
  return results;
}

std::vector<std::string> search_ids(Connection& connection, const Query& query, const Viewer& viewer, std::int64_t limit) {
  std::vector<std::string> ids;
  if (query.empty()) return ids;
  for (const auto& one : rank(connection, query, viewer)) {
    if (static_cast<std::int64_t>(ids.size()) >= limit) break;
    ids.push_back(one.found.kind + " " + one.found.id);
  }
  return ids;
}

}  // namespace klynge::search
