// What somebody typed into the search field, understood.
//
//   klynge midler          both words, in any form, also as parts of compounds
//   "fælles indkøb"        the words in this order
//   -høring  -"i høring"   without
//   økonomi*               words that begin so
//   år:2022  type:punkt  udfald:godkendt
// Whatever is typed is a query: signs without meaning are passed over, and what is too long is cut
// and said so.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace klynge::search {

struct Clause {
  std::vector<std::string> terms;  // stems; several: in this order, next to each other
  std::string prefix;              // folded; not empty for “økonomi*”, then `terms` holds its stem
};

struct Filters {
  std::string kind;  // document kind, "" for all
  std::string body_id;
  std::string outcome;
  std::optional<int> year;
  bool any() const { return !kind.empty() || !body_id.empty() || !outcome.empty() || year.has_value(); }
};

struct Query {
  std::vector<Clause> wanted, unwanted;
  Filters filters;
  std::vector<std::string> notes;  // Danish sentences: what was cut or not understood
  bool empty() const { return wanted.empty() && !filters.any(); }
};

// Takes limits::query_bytes and limits::query_terms. Invalid UTF-8 is taken as signs without meaning.
Query parse_query(std::string_view typed);

// The Danish word of a kind, as typed behind type:. "item" → "Punkt"; "" where unknown.
std::string_view kind_danish(std::string_view kind);

}  // namespace klynge::search
