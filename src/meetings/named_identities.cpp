#include "meetings/named_identities.hpp"

#include <algorithm>
#include <iterator>

#include "bodies/unnamed.hpp"

namespace klynge::meetings {
namespace {

const database::Sql named_sql{
    "SELECT 'person', person_id FROM attendance WHERE meeting_id = $1 AND person_id IS NOT NULL"
    " UNION SELECT 'organisation', organisation_id FROM attendance WHERE meeting_id = $1 AND organisation_id IS NOT NULL"
    " UNION SELECT 'person', person_id FROM presenter WHERE meeting_id = $1 AND person_id IS NOT NULL"
    " UNION SELECT 'person', person_id FROM task_responsible WHERE meeting_id = $1 AND person_id IS NOT NULL"
    " UNION SELECT 'organisation', organisation_id FROM task_responsible WHERE meeting_id = $1 AND organisation_id IS NOT NULL"
    " UNION SELECT 'body', body_id FROM task_responsible WHERE meeting_id = $1 AND body_id IS NOT NULL"
    " UNION SELECT 'body', body_id FROM meeting WHERE id = $1 AND body_id IS NOT NULL"};

}  // namespace

std::vector<NamedIdentity> named_in(database::Connection& connection, std::string_view meeting_id) {
  std::vector<NamedIdentity> found;
  auto rows = connection.query(named_sql, meeting_id);
  while (rows.next())
    if (const auto kind = bodies::identity_kind(rows.text(0))) found.emplace_back(*kind, rows.string(1));
  std::ranges::sort(found);
  return found;
}

void note_lost_mentions(database::Connection& connection, const std::vector<NamedIdentity>& before,
                        const std::vector<NamedIdentity>& now) {
  std::vector<NamedIdentity> lost;
  std::ranges::set_difference(before, now, std::back_inserter(lost));
  for (const auto& [kind, id] : lost) bodies::lost_a_mention(connection, kind, id);
}

}  // namespace klynge::meetings
