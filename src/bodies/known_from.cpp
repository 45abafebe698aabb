#include "bodies/known_from.hpp"

#include "bodies/register_store.hpp"

namespace klynge::bodies {

std::string known_from(database::Connection& connection, const References& references, IdentityKind kind,
                       std::string_view id) {
  std::string out;
  if (kind == IdentityKind::person) out = organisations_of(connection, id);
  const auto mentions = references.mentions(connection, kind, id, 1);
  if (mentions.empty()) return out;
  if (!out.empty()) out += ". ";
  out += "Senest nævnt: " + mentions.front().where;
  return kind == IdentityKind::body ? out : out + " (" + mentions.front().what + ")";
}

void add_known_from(database::Connection& connection, const References& references, std::vector<Doubt>& doubts) {
  for (auto& doubt : doubts) {
    doubt.chosen_known_from = known_from(connection, references, doubt.kind, doubt.chosen_id);
    doubt.candidate_known_from = known_from(connection, references, doubt.kind, doubt.candidate_id);
  }
}

}  // namespace klynge::bodies
