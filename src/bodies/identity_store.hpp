// Rows of persons, organisations and bodies: reading and writing one of them.
//
// Functions that write run inside an action's transaction and record nothing themselves.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies/body_match.hpp"
#include "bodies/identity.hpp"
#include "bodies/organisation_match.hpp"
#include "bodies/person_match.hpp"
#include "platform/database/connection.hpp"

namespace klynge::bodies {

std::optional<Identity> find_identity(database::Connection& connection, IdentityKind kind, std::string_view id);
// Follows merges to who stands in the register now; nothing where the id is unknown.
std::optional<Identity> living_identity(database::Connection& connection, IdentityKind kind, std::string_view id);
// All names it has been printed with, in Danish order.
std::vector<std::string> names_of(database::Connection& connection, IdentityKind kind, std::string_view id);

void insert_person(database::Connection& connection, std::string_view id, std::string_view name);
void insert_organisation(database::Connection& connection, std::string_view id, std::string_view name,
                         OrganisationKind kind);
void insert_body(database::Connection& connection, std::string_view id, std::string_view name, BodyLevel level);

// Remembers that `id` has been printed as `printed`; harmless where known.
void add_name(database::Connection& connection, IdentityKind kind, std::string_view id, std::string_view printed);
// The name shown. Does not add it to the names printed.
void set_shown_name(database::Connection& connection, IdentityKind kind, std::string_view id, std::string_view name);
void set_merged_into(database::Connection& connection, IdentityKind kind, std::string_view id,
                     std::optional<std::string_view> into);
void set_organisation_kind(database::Connection& connection, std::string_view id, OrganisationKind kind);
// The word in the database ("municipality"); "" where the id is unknown.
std::string organisation_kind_of(database::Connection& connection, std::string_view id);
void set_body_level(database::Connection& connection, std::string_view id, BodyLevel level);

// Where a person has been seen; harmless where known.
void add_membership(database::Connection& connection, std::string_view person_id,
                    std::optional<std::string_view> organisation_id, std::optional<std::string_view> body_id);

}  // namespace klynge::bodies
