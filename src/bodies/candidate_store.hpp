// Finding whom a printed name may mean: the register's index over names.
//
// Everything here is a plain index look-up, so that it is right on several nodes at once and costs
// the same in a register of ten persons and of a hundred thousand. Nothing is cached.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/matcher_rules.hpp"
#include "platform/database/connection.hpp"

namespace klynge::bodies {

// Persons printed exactly so (by person_key) who have been seen in the body. At most three.
struct KnownHere {
  std::string person_id;
  bool in_organisation = false;  // has been seen in `organisation_id`
};
std::vector<KnownHere> persons_known_here(database::Connection& connection, std::string_view key,
                                          std::string_view body_id, std::optional<std::string_view> organisation_id);

// Ids of persons printed exactly so. At most 60.
std::vector<std::string> persons_printed_so(database::Connection& connection, std::string_view key);
// Ids of persons who share one of the search keys. At most 60.
std::vector<std::string> persons_by_search_keys(database::Connection& connection, const std::vector<std::string>& keys);

struct FoundPerson {
  std::string id;
  bool has_organisations = false;
  PersonCandidate candidate;  // names, organisations, in_this_body
};
// In the order of `ids`; without those of whom no name `could_be` the one looked for, where it is given: the
// keys find many of one family name, and what is known of them beside the name is not worth asking for.
std::vector<FoundPerson> load_persons(database::Connection& connection, const std::vector<std::string>& ids,
                                      std::optional<std::string_view> body_id,
                                      const std::function<bool(const PersonName&)>& could_be = {});

std::vector<std::string> organisations_printed_so(database::Connection& connection, std::string_view key);
struct FoundOrganisation {
  std::string id;
  OrganisationCandidate candidate;
};
// All organisations with their names: a register has hundreds, not thousands.
std::vector<FoundOrganisation> load_organisations(database::Connection& connection);

std::vector<std::string> bodies_printed_so(database::Connection& connection, std::string_view key);
// How many persons have been seen in the body.
std::int64_t people_of_body(database::Connection& connection, std::string_view body_id);
struct FoundBody {
  std::string id;
  BodyCandidate candidate;
};
std::vector<FoundBody> load_bodies(database::Connection& connection);

}  // namespace klynge::bodies
