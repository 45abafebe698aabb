#include "bodies/structure/standing_store.hpp"

#include <algorithm>
#include <string>

#include "bodies/structure/procedure.hpp"

namespace klynge::structure {
namespace {

using database::Sql;

constexpr Sql standings_sql{
    "SELECT s.body_id, s.role, s.valid_from, s.valid_to, d.procedure FROM body_standing s"
    " LEFT JOIN body_document d ON d.body_id = s.body_id AND d.kind = 'rules_of_procedure' AND d.version ="
    " (SELECT max(n.version) FROM body_document n WHERE n.body_id = s.body_id AND n.kind = 'rules_of_procedure')"
    " WHERE s.person_id = $1"};
constexpr Sql invitations_sql{"SELECT item_id, until FROM item_guest WHERE person_id = $1"};

Date day_or(const std::optional<std::string>& iso_date, Date otherwise) {
  return iso_date ? parse_iso_date(*iso_date).value_or(otherwise) : otherwise;
}

Date closed_to(Date to, const std::optional<std::string>& procedure) {
  if (to == audit::for_ever || !procedure) return audit::since_ever;
  const auto days = procedure_from_json(*procedure).closed_items_days_after_term;
  return days ? plus_days(to, *days) : audit::since_ever;
}

}  // namespace

std::shared_ptr<const audit::Standings> standings_of(database::Connection& connection, std::string_view person_id) {
  std::vector<audit::Standing> held;
  for (auto rows = connection.query(standings_sql, person_id); rows.next();) {
    audit::Standing standing{.body_id = rows.string(0), .part = audit::part_from(rows.text(1))};
    standing.from = day_or(rows.optional_string(2), audit::since_ever);
    standing.to = day_or(rows.optional_string(3), audit::for_ever);
    standing.closed_to = closed_to(standing.to, rows.optional_string(4));
    held.push_back(std::move(standing));
  }
  std::vector<audit::Invitation> invited;
  for (auto rows = connection.query(invitations_sql, person_id); rows.next();)
    invited.push_back({.item_id = rows.string(0), .until = day_or(rows.optional_string(1), audit::for_ever)});
  return std::make_shared<audit::Standings>(std::string(person_id), std::move(held), std::move(invited));
}

}  // namespace klynge::structure
