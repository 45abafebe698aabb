// `klynge search`: the same hits in the same order as on the page.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/search_source.hpp"
#include "app/store.hpp"
#include "search/index_store.hpp"
#include "search/search.hpp"

namespace klynge::app {
namespace {

std::string plain(const search::Snippet& snippet, const char* before, const char* after) {
  std::string text;
  for (const auto& piece : snippet) text += piece.hit ? before + piece.text + after : piece.text;
  return text;
}

}  // namespace

int search_command(const StoreOptions& store_options, const SearchOptions& options) {
  const Store store = open_existing_store(store_options);
  const search::Source source = register_source();
  search::index_all_waiting(*store.database, source);
  const search::Query query = search::parse_query(options.query);
  const auto results = search::search(store.database->reader(), source, query,
                                      search::Viewer{.sees_unpublished = true, .sees_closed = true},
                                      {0, static_cast<std::int64_t>(options.limit)});
  for (const auto& note : query.notes) fmt::print(stderr, "{}\n", note);
  for (const auto& hit : results.hits) {
    if (options.json) {
      fmt::print("{}\n", nlohmann::json{{"kind", hit.document.kind},
                                        {"id", hit.document.id},
                                        {"title", hit.document.title},
                                        {"context", hit.document.context},
                                        {"path", hit.document.path},
                                        {"snippet", plain(hit.snippet, "", "")}}
                             .dump());
    } else {
      fmt::print("{}\n  {}  {}\n  {}\n", plain(hit.title, "*", "*"), hit.document.context, hit.document.path,
                 plain(hit.snippet, "*", "*"));
    }
  }
  if (!options.json) fmt::print(stderr, "{}{} hits\n", results.has_more ? "more than " : "", results.total);
  return 0;
}

}  // namespace klynge::app
