// Whatever is typed is a query, within its limits, and the index takes it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/limits.hpp"
#include "search/index_dialect.hpp"
#include "search/query.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace klynge;
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  const auto query = search::parse_query(typed);
  std::size_t terms = 0;
  for (const auto* list : {&query.wanted, &query.unwanted})
    for (const auto& clause : *list) {
      if (clause.terms.empty()) std::abort();
      terms += clause.terms.size();
      // A quotation mark in a term would end it inside the index's own language.
      for (const auto& term : clause.terms)
        if (term.find_first_of("\"'\\ ") != std::string::npos) std::abort();
      if (clause.prefix.find_first_of("\"'\\ ") != std::string::npos) std::abort();
    }
  if (terms > limits::query_terms) std::abort();
  for (const auto part : {search::Within::anywhere, search::Within::title})
    for (const auto dialect : {database::Dialect::sqlite, database::Dialect::postgresql})
      search::index_expression(dialect, query, {}, part);
  return 0;
}
