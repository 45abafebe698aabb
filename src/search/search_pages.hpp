// The search page: the field, what the hits can be narrowed down by, and the hits in their context.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/html/components.hpp"
#include "platform/html/html.hpp"
#include "search/search.hpp"

namespace klynge::search {

struct SearchView {
  std::string typed;  // as typed
  Query query;
  Results results;
  html::PageRange range;
  std::map<std::string, std::string> body_names;  // by id, for the bodies among the facets
  bool signed_in = false;
  bool invited_only = false;  // a guest, who finds the items of the invitation at most
};
html::Html search_page(const SearchView& view);

// The address of the search with what is typed and chosen.
html::Url search_url(std::string_view typed, const Filters& filters);

}  // namespace klynge::search
