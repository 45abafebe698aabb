#include "meetings/earlier_answers.hpp"

#include <utility>

#include "base/text.hpp"

namespace klynge::meetings {
namespace {

using database::Connection;
using database::Sql;

constexpr Sql earlier_body{"SELECT body_printed, body_id FROM meeting WHERE id = $1"};
constexpr Sql earlier_attendees{
    "SELECT name, COALESCE(organisation, ''), person_id, organisation_id FROM attendance"
    " WHERE meeting_id = $1 AND person_id IS NOT NULL ORDER BY position DESC"};
constexpr Sql earlier_organisations{
    "SELECT name, COALESCE(organisation, ''), organisation_id FROM attendance"
    " WHERE meeting_id = $1 AND person_id IS NULL AND organisation_id IS NOT NULL"};
constexpr Sql erased_names{"SELECT name_hash FROM erased_mention WHERE meeting_id = $1"};
constexpr Sql earlier_presenters{
    "SELECT item_id, name, person_id FROM presenter WHERE meeting_id = $1 AND person_id IS NOT NULL"
    " ORDER BY position DESC"};
constexpr Sql earlier_responsible{
    "SELECT t.item_id, r.name, r.person_id, r.organisation_id, r.body_id FROM task_responsible r"
    " JOIN task t ON t.id = r.task_id WHERE r.meeting_id = $1"
    " AND (r.person_id IS NOT NULL OR r.organisation_id IS NOT NULL OR r.body_id IS NOT NULL)"
    " ORDER BY t.position DESC, r.position DESC"};

std::string key_of(std::string_view where, std::string_view name) {
  std::string key(where);
  key += '\n';
  key += name;
  return key;
}

template <class Answers>
std::optional<typename Answers::mapped_type> take(Answers& answers, const std::string& key) {
  const auto found = answers.find(key);
  if (found == answers.end()) return std::nullopt;
  auto answer = std::move(found->second);
  answers.erase(found);
  return answer;
}

}  // namespace

EarlierAnswers::EarlierAnswers(Connection& connection, std::string_view meeting_id) : meeting_id_(meeting_id) {
  for (auto rows = connection.query(erased_names, meeting_id); rows.next();) erased_.insert(rows.string(0));
  if (!erased_.empty())
    for (auto rows = connection.query(earlier_organisations, meeting_id); rows.next();)
      organisations_.emplace(key_of(rows.text(1), rows.text(0)), rows.string(2));
  {
    auto rows = connection.query(earlier_body, meeting_id);
    if (rows.next()) {
      body_printed_ = rows.optional_string(0);
      body_id_ = rows.optional_string(1);
    }
  }
  auto attendees = connection.query(earlier_attendees, meeting_id);
  while (attendees.next())
    attendees_.emplace(key_of(attendees.text(1), attendees.text(0)),
                       PersonAnswer{attendees.optional_string(2), attendees.optional_string(3)});
  auto presenters = connection.query(earlier_presenters, meeting_id);
  while (presenters.next())
    presenters_.emplace(key_of(presenters.text(0), presenters.text(1)),
                        bodies::MentionMatch{.person_id = presenters.optional_string(2)});
  auto responsible = connection.query(earlier_responsible, meeting_id);
  while (responsible.next())
    responsible_.emplace(key_of(responsible.text(0), responsible.text(1)),
                         bodies::MentionMatch{responsible.optional_string(2), responsible.optional_string(3),
                                              responsible.optional_string(4)});
}

std::optional<std::string> EarlierAnswers::body(std::string_view printed) const {
  return body_printed_ == printed ? body_id_ : std::nullopt;
}

std::optional<PersonAnswer> EarlierAnswers::attendee(std::string_view name, std::string_view organisation) {
  return take(attendees_, key_of(organisation, name));
}

std::optional<bodies::MentionMatch> EarlierAnswers::presenter(std::string_view item_id, std::string_view name) {
  return take(presenters_, key_of(item_id, name));
}

std::optional<bodies::MentionMatch> EarlierAnswers::responsible(std::string_view item_id, std::string_view name) {
  return take(responsible_, key_of(item_id, name));
}

bool EarlierAnswers::is_erased(std::string_view name) const {
  return !erased_.empty() && erased_.contains(erased_name_hash(meeting_id_, name));
}

std::optional<std::string> EarlierAnswers::organisation_of_erased(std::string_view name,
                                                                  std::string_view organisation) const {
  const auto found = organisations_.find(key_of(organisation, name));
  if (found == organisations_.end()) return std::nullopt;
  return found->second;
}

std::string erased_name_hash(std::string_view meeting_id, std::string_view name) {
  return sha256_hex(key_of(meeting_id, name));
}

}  // namespace klynge::meetings
