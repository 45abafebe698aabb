#include "meetings/meeting_actions.hpp"

#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "meetings/meeting_store.hpp"
#include "platform/audit/standing.hpp"

namespace klynge::meetings {
namespace {

using audit::Actor;
using audit::Book;
using audit::Transaction;
using database::Connection;
using database::Sql;

const audit::Action meeting_publish_action{"meeting.publish", audit::Permission::change_record,
                                           audit::Action::Reach::in_body};
const audit::Action meeting_withdraw_action{"meeting.withdraw", audit::Permission::change_record,
                                            audit::Action::Reach::in_body};
const audit::Action finding_settle_action{"finding.settle", audit::Permission::change_record,
                                          audit::Action::Reach::in_body};
const audit::Action finding_dismiss_action{"finding.dismiss", audit::Permission::change_record,
                                           audit::Action::Reach::in_body};
const audit::Action finding_reopen_action{"finding.reopen", audit::Permission::change_record,
                                          audit::Action::Reach::in_body};

constexpr Sql set_published{"UPDATE meeting SET published = $2 WHERE id = $1"};
constexpr Sql finding_by_id{
    "SELECT f.meeting_id, f.kind, f.state, f.word, m.version, m.taken_back, m.published FROM finding f"
    " JOIN meeting m ON m.id = f.meeting_id WHERE f.id = $1"};
constexpr Sql set_finding{"UPDATE finding SET state = $2, word = $3, settled_at = $4, settled_by = $5 WHERE id = $1"};

// Whoever may do it in the body of that meeting; a meeting that does not exist is looked for by nobody else.
Actor acting_on(Book& book, const Actor& actor, MeetingId meeting) {
  const auto head = find_head(book.database.reader(), meeting);
  return audit::acting_in(actor, head && head->body_id ? *head->body_id : "");
}

Result<void> set_publication(Transaction& transaction, MeetingId meeting, bool published) {
  auto& connection = transaction.connection();
  const auto head = find_head(connection, meeting);
  if (!head || head->taken_back) return fail(Problem::Kind::not_found, "Mødet findes ikke.");
  if (published && has_open_person_number(connection, head->id))
    return fail(Problem::Kind::conflict,
                "Mødet kan ikke offentliggøres, før det er afklaret, om der står et personnummer i teksten.");
  if (head->published == published) return {};
  connection.execute(set_published, head->id, published);
  transaction.changed(
      {.kind = "meeting", .id = head->id, .payload = published ? R"({"published":true})" : R"({"published":false})"});
  return {};
}

struct FoundFinding {
  std::string meeting_id, kind, state;
  std::optional<std::string> word;
  std::int64_t version = 0;
};

std::optional<FoundFinding> find_finding(Connection& connection, std::string_view id) {
  auto rows = connection.query(finding_by_id, id);
  if (!rows.next() || rows.boolean(5)) return std::nullopt;
  return FoundFinding{.meeting_id = rows.string(0),
                      .kind = rows.string(1),
                      .state = rows.string(2),
                      .word = rows.optional_string(3),
                      .version = rows.integer(4)};
}

std::string payload(const FoundFinding& before, FindingState after, std::string_view word) {
  nlohmann::ordered_json json;
  json["meeting"] = before.meeting_id;
  json["before"] = before.state;
  json["after"] = name(after);
  json["word"] = word;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// A person number that is dismissed, or asked about again, changes what the meeting's texts show.
void show_or_mask(Transaction& transaction, const Resolver& resolver, const FoundFinding& finding) {
  if (finding.kind != reading::name(reading::FindingKind::person_number)) return;
  const auto meeting = MeetingId::parse(finding.meeting_id);
  if (!meeting) throw std::runtime_error("finding of a meeting without an id: " + finding.meeting_id);
  rewrite_current(transaction, resolver, *meeting, finding.version);
  transaction.changed({.kind = "meeting", .id = finding.meeting_id, .payload = R"({"texts_rewritten":true})"});
}

Result<void> set_state(Transaction& transaction, const Actor& actor, const Resolver& resolver, FindingId id,
                       FindingState state, std::string_view word) {
  auto& connection = transaction.connection();
  const auto found = find_finding(connection, id.text());
  if (!found) return fail(Problem::Kind::not_found, "Fundet er der ikke længere.");
  if (state == FindingState::open)
    connection.execute(set_finding, id.text(), name(state), nullptr, nullptr, nullptr);
  else
    connection.execute(set_finding, id.text(), name(state), word, transaction.now().us, actor.name);
  transaction.changed({.kind = "finding", .id = id.text(), .payload = payload(*found, state, word)});
  show_or_mask(transaction, resolver, *found);
  return {};
}

Actor acting_on(Book& book, const Actor& actor, FindingId id) {
  const auto found = find_finding(book.database.reader(), id.text());
  const auto meeting = found ? MeetingId::parse(found->meeting_id) : std::nullopt;
  return meeting ? acting_on(book, actor, *meeting) : actor;
}

Result<void> close_finding(Book& book, const Actor& actor, const Resolver& resolver, FindingId id, FindingState state,
                           const audit::Action& action, std::string_view word) {
  const auto said = squeeze(word);
  if (said.empty()) return invalid("Skriv et ord om, hvorfor fundet er klaret.");
  if (shorten(said, limits::finding_word_characters) != said)
    return fail(Problem::Kind::too_large, "Bemærkningen er for lang. Skriv højst 500 tegn.");
  return audit::perform<void>(book, acting_on(book, actor, id), action, [&](Transaction& transaction) {
    return set_state(transaction, actor, resolver, id, state, said);
  });
}

}  // namespace

Result<void> publish(Book& book, const Actor& actor, MeetingId meeting) {
  return audit::perform<void>(book, acting_on(book, actor, meeting), meeting_publish_action,
                              [&](Transaction& transaction) { return set_publication(transaction, meeting, true); });
}

Result<void> withdraw(Book& book, const Actor& actor, MeetingId meeting) {
  return audit::perform<void>(book, acting_on(book, actor, meeting), meeting_withdraw_action,
                              [&](Transaction& transaction) { return set_publication(transaction, meeting, false); });
}

Result<void> settle_finding(Book& book, const Actor& actor, const Resolver& resolver, FindingId finding,
                            std::string_view word) {
  return close_finding(book, actor, resolver, finding, FindingState::settled, finding_settle_action, word);
}

Result<void> dismiss_finding(Book& book, const Actor& actor, const Resolver& resolver, FindingId finding,
                             std::string_view word) {
  return close_finding(book, actor, resolver, finding, FindingState::dismissed, finding_dismiss_action, word);
}

Result<void> reopen_finding(Book& book, const Actor& actor, const Resolver& resolver, FindingId finding) {
  return audit::perform<void>(book, acting_on(book, actor, finding), finding_reopen_action,
                              [&](Transaction& transaction) {
                                return set_state(transaction, actor, resolver, finding, FindingState::open, "");
                              });
}

}  // namespace klynge::meetings
