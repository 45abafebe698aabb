#include "search/search.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <unordered_set>

#include "base/limits.hpp"
#include "search/index_entry.hpp"

namespace klynge::search {
namespace {

using database::Connection;
using database::Sql;

const Sql document_sql{"SELECT kind, id FROM search_document WHERE docnum = $1"};
const Sql docnums_sql{"SELECT docnum FROM search_document WHERE group_kind = $1 AND group_id = $2"};

struct Ranked {
  std::int64_t docnum = 0;
  bool in_title = false;
};

constexpr std::size_t most = limits::search_hits + 1;

using Docnums = std::unordered_set<std::int64_t>;

Docnums unnamed_documents(Connection& connection, const Source& source) {
  Docnums found;
  if (!source.unnamed) return found;
  for (const auto& group : source.unnamed(connection)) {
    auto rows = connection.query(docnums_sql, group.kind, group.id);
    while (rows.next()) found.insert(rows.integer(0));
  }
  return found;
}

// A hit that outlives its row.
struct Kept {
  std::int64_t docnum = 0;
  std::string kind, body_id, outcome;
  std::optional<int> year;
  Found found() const { return {.docnum = docnum, .kind = kind, .body_id = body_id, .outcome = outcome, .year = year}; }
};

// What seats that have ended open is of certain days, which the index cannot say in its expression: each is
// looked through by itself, and the hits of all are put in order again.
void find_in_windows(Connection& connection, const Query& query, const Viewer& viewer, Within within,
                     const std::function<void(const Found&)>& take) {
  std::vector<Kept> all;
  const auto keep = [&](const Found& found) {
    all.push_back(
        {found.docnum, std::string(found.kind), std::string(found.body_id), std::string(found.outcome), found.year});
  };
  const auto dialect = connection.dialect();
  find(connection, index_expression(dialect, query, viewer, within), {}, static_cast<std::int64_t>(most), keep);
  for (const auto& body : viewer.bodies) {
    if (body.all_days()) continue;
    Numbers numbers{.first = first_docnum(body.from)};
    if (!body.to.empty()) numbers.last = first_docnum(body.to);
    find(connection, index_expression(dialect, query, viewer, within, {.seat = &body}), numbers,
         static_cast<std::int64_t>(most), keep);
  }
  std::ranges::sort(all, std::ranges::greater(), &Kept::docnum);
  for (const auto& one : all) take(one.found());
}

// Calls `take` for the first limits::search_hits + 1 in order, without those that are `left_out`.
void rank(Connection& connection, const Query& query, const Viewer& viewer, const Docnums& left_out,
          const std::function<void(const Found&, Within)>& take) {
  const bool windows = !viewer.sees_unpublished &&
                       std::ranges::any_of(viewer.bodies, [](const SeenBody& body) { return !body.all_days(); });
  Docnums seen;
  seen.reserve(most);
  for (const Within within : {Within::title, Within::anywhere}) {
    if (seen.size() >= most) break;
    const auto once = [&](const Found& found) {
      if (left_out.contains(found.docnum)) return;
      if (seen.size() < most && seen.insert(found.docnum).second) take(found, within);
    };
    if (windows)
      find_in_windows(connection, query, viewer, within, once);
    else
      find(connection, index_expression(connection.dialect(), query, viewer, within), {},
           static_cast<std::int64_t>(most), once);
  }
}

// Its kind and id; none where it has left the index meanwhile.
std::optional<std::pair<std::string, std::string>> document_of(Connection& connection, std::int64_t docnum) {
  auto rows = connection.query(document_sql, docnum);
  if (!rows.next()) return std::nullopt;
  return std::pair{rows.string(0), rows.string(1)};
}

// How often each value was seen.
class Counter {
 public:
  void add(std::string_view value) {
    if (value.empty()) return;
    const auto at = counts_.find(value);
    if (at != counts_.end()) {
      ++at->second;
    } else {
      counts_.emplace(value, 1);
    }
  }
  std::vector<FacetValue> most_first() const {
    std::vector<FacetValue> values;
    for (const auto& [value, count] : counts_) values.push_back({value, count});
    std::ranges::stable_sort(values, [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
    return values;
  }

 private:
  std::map<std::string, std::int64_t, std::less<>> counts_;
};

struct Counted {
  Counter kinds, bodies, outcomes;
  std::map<int, std::int64_t> years;

  void add(const Found& found) {
    kinds.add(found.kind);
    bodies.add(found.body_id);
    outcomes.add(found.outcome);
    if (found.year) ++years[*found.year];
  }
  void put_into(Results& results) const {
    results.kinds = kinds.most_first();
    results.bodies = bodies.most_first();
    results.outcomes = outcomes.most_first();
    for (auto it = years.rbegin(); it != years.rend(); ++it)
      results.years.push_back({std::to_string(it->first), it->second});
  }
};

// What a closed item says is shown on its own page, where the look is written down.
void withhold(Document& document) {
  document.title = "Lukket punkt";
  document.text.clear();
}

}  // namespace

Results search(Connection& connection, const Source& source, const Query& query, const Viewer& viewer, Page page) {
  Results results;
  if (query.empty()) return results;
  std::vector<Ranked> ranked;
  ranked.reserve(limits::search_hits);
  Counted counted;
  const auto left_out = unnamed_documents(connection, source);
  rank(connection, query, viewer, left_out, [&](const Found& found, Within within) {
    results.has_more = ranked.size() == limits::search_hits;
    if (results.has_more) return;
    ranked.push_back({found.docnum, within == Within::title});
    counted.add(found);
  });
  results.total = static_cast<std::int64_t>(ranked.size());
  counted.put_into(results);
  const auto begin = std::clamp<std::int64_t>(page.offset, 0, results.total);
  const auto end = std::min(
      results.total, begin + std::clamp<std::int64_t>(page.limit, 1, static_cast<std::int64_t>(limits::page_rows)));
  for (auto i = begin; i < end; ++i) {
    const Ranked& one = ranked[static_cast<std::size_t>(i)];
    const auto named = document_of(connection, one.docnum);
    auto document = named ? source.document(connection, named->first, named->second) : std::nullopt;
    if (!document) continue;  // gone since it was indexed
    // Withdrawn or closed since: the index may be a moment behind, what may be seen never is.
    if (!may_see(viewer, *document)) continue;
    if (document->closed) withhold(*document);
    Hit hit{std::move(*document), {}, {}, one.in_title};
    hit.title = mark_hits(hit.document.title, query);
    hit.snippet = snippet_of(hit.document.text, query);
    results.hits.push_back(std::move(hit));
  }
  return results;
}

std::vector<std::string> search_ids(Connection& connection, const Query& query, const Viewer& viewer,
                                    std::int64_t limit) {
  std::vector<std::int64_t> docnums;
  if (!query.empty())
    rank(connection, query, viewer, {}, [&](const Found& found, Within) {
      if (static_cast<std::int64_t>(docnums.size()) < limit) docnums.push_back(found.docnum);
    });
  std::vector<std::string> ids;
  for (const auto docnum : docnums)
    if (const auto named = document_of(connection, docnum)) ids.push_back(named->first + " " + named->second);
  return ids;
}

}  // namespace klynge::search
