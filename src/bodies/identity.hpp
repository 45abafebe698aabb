// What a name stands for: a person, an organisation or a body, by id.
//
// The three are kept alike (a name to show, all names they have been printed with, what they have
// been merged into), so that merging, splitting and settling a doubt are written once.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"

namespace klynge::bodies {

struct Person;
struct Organisation;
struct Body;
using PersonId = Id<Person>;
using OrganisationId = Id<Organisation>;
using BodyId = Id<Body>;

enum class IdentityKind { person, organisation, body };

std::string_view name(IdentityKind kind);  // "person": as in the database and in audit entries
std::optional<IdentityKind> identity_kind(std::string_view name);

struct Identity {
  std::string id;
  std::string name;
  std::optional<std::string> merged_into;
};

}  // namespace klynge::bodies
