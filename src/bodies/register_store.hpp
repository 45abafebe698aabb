// Lists of persons and organisations, for their pages.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/identity.hpp"
#include "platform/database/connection.hpp"

namespace klynge::bodies {

struct RegisterFilter {
  std::string words;   // part of any name it has been printed with; "" for all
  std::string letter;  // the name's first letter in Danish order, “a” … “å”; "" for all. Persons: of the family name
};

struct RegisterRow {
  std::string id, name;
  std::string beside;  // persons: organisations with commas between; organisations: the kind as in the database
};

// `kind` is person, organisation or body. Danish order; `limit` at most limits::page_rows.
std::int64_t count_register(database::Connection& connection, IdentityKind kind, const RegisterFilter& filter);
std::vector<RegisterRow> read_register(database::Connection& connection, IdentityKind kind,
                                       const RegisterFilter& filter, std::int64_t offset, std::int64_t limit);
// Where a person has been seen to belong, with commas between.
std::string organisations_of(database::Connection& connection, std::string_view person_id);
// Persons who have been seen in an organisation, Danish order, at most `limit`.
std::vector<RegisterRow> persons_of_organisation(database::Connection& connection, std::string_view organisation_id,
                                                 std::int64_t limit);

// The Danish alphabet in small letters, for the row of letters.
const std::vector<std::string>& danish_letters();

}  // namespace klynge::bodies
