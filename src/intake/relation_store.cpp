// Where a document finds its meeting, and what the intake asks of the meetings' versions: the part of
// intake_store.hpp that looks into the register.
#include <algorithm>
#include <stdexcept>

#include "bodies/body_match.hpp"
#include "intake/intake_store.hpp"
#include "meetings/meeting_store.hpp"

namespace klynge::intake {
namespace {

using database::Rows;
using database::Sql;

const Sql select_same_content_version{
    "SELECT s.meeting_id, s.version FROM source_document d JOIN meeting_source s ON s.sha256 = d.sha256"
    " JOIN meeting_version v ON v.meeting_id = s.meeting_id AND v.version = s.version"
    " JOIN meeting m ON m.id = s.meeting_id"
    " WHERE d.content_hash = $1 AND m.taken_back = 0 AND v.taken_back_at IS NULL"
    " ORDER BY s.meeting_id, s.version DESC LIMIT 1"};
const Sql select_meetings_on{
    "SELECT m.id, m.version, m.body_printed, m.body_id, m.published, c.called_off_at FROM meeting m"
    " LEFT JOIN convocation c ON c.meeting_id = m.id WHERE m.held_on = $1 AND m.taken_back = 0 ORDER BY m.id"};
const Sql select_body_names{"SELECT name FROM body_alias WHERE body_id = $1"};
const Sql select_version_sources{
    "SELECT sha256 FROM meeting_source WHERE meeting_id = $1 AND version = $2 ORDER BY position, sha256"};
const Sql select_versions_made_of{
    "SELECT v.version FROM meeting_version v JOIN reading r ON r.id = v.reading_id"
    " WHERE v.meeting_id = $1 AND r.sha256 = $2 AND v.taken_back_at IS NULL ORDER BY v.version"};
const Sql select_current{"SELECT version FROM meeting WHERE id = $1 AND taken_back = 0"};
const Sql select_taken_back_meeting{
    "SELECT m.id, m.version FROM intake_entry e JOIN meeting m ON m.id = e.meeting_id"
    " WHERE e.sha256 = $1 AND e.state = 'taken_back' AND m.taken_back = 1 ORDER BY e.settled_at DESC, e.id DESC LIMIT 1"};
const Sql delete_source{"DELETE FROM meeting_source WHERE meeting_id = $1 AND version = $2 AND sha256 = $3"};
const Sql select_last_version{
    "SELECT version FROM meeting_version WHERE meeting_id = $1 ORDER BY version DESC LIMIT 1"};
const Sql insert_earlier{
    "INSERT INTO meeting_version (meeting_id, version, reading_id, record, item_ids, committed_at, committed_by, earlier)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, 1)"};
const Sql insert_version_source{
    "INSERT INTO meeting_source (meeting_id, version, sha256, position) VALUES ($1, $2, $3, 0)"};

meetings::MeetingId meeting_id_of(std::string_view text) {
  const auto id = meetings::MeetingId::parse(text);
  if (!id) throw std::runtime_error("not a meeting's id: " + std::string(text));
  return *id;
}

reading::MeetingRecord record_of(Connection& connection, std::string_view meeting_id, std::int64_t version) {
  const auto json = meetings::version_record(connection, meeting_id_of(meeting_id), version);
  auto record = json ? reading::from_json(*json) : Result<reading::MeetingRecord>(invalid("", "no such version"));
  if (!record) throw std::runtime_error("meeting_version.record cannot be read: " + record.error().detail);
  return std::move(*record);
}

struct MeetingOnDay {
  std::string id;
  std::int64_t version = 0;
  std::optional<std::string> body_printed, body_id;
  bool published = false, called_off = false;
};

// How the printed body stands to the meeting's: by its printed name, else by the names the register
// knows the body under.
bodies::Answer same_body(Connection& connection, const bodies::BodyName& name, std::string_view printed,
                         const MeetingOnDay& meeting) {
  using bodies::Answer;
  Answer best = Answer::different;
  const auto consider = [&](std::string_view other) {
    const auto answer = same_body_name(printed, other)
                            ? Answer::same
                            : bodies::compare_bodies(name, bodies::parse_body_name(other)).answer;
    if (answer == Answer::same || best == Answer::different) best = answer;
  };
  if (meeting.body_printed) consider(*meeting.body_printed);
  if (best == Answer::same || !meeting.body_id) return best;
  Rows names = connection.query(select_body_names, *meeting.body_id);
  while (best != Answer::same && names.next()) consider(names.text(0));
  return best;
}

std::vector<Candidate> candidates_on(Connection& connection, const reading::MeetingRecord& record) {
  std::vector<Candidate> candidates;
  if (!record.date) return candidates;
  std::vector<MeetingOnDay> meetings;
  {
    Rows rows = connection.query(select_meetings_on, iso(*record.date));
    while (rows.next())
      meetings.push_back({rows.string(0), rows.integer(1), rows.optional_string(2), rows.optional_string(3),
                          rows.boolean(4), !rows.is_null(5)});
  }
  if (meetings.empty()) return candidates;
  const auto name = bodies::parse_body_name(record.body.value_or(""));
  for (const MeetingOnDay& meeting : meetings) {
    const bool unnamed = !record.body || !meeting.body_printed;
    const auto answer = unnamed ? bodies::Answer::doubtful : same_body(connection, name, *record.body, meeting);
    if (answer == bodies::Answer::different) continue;
    candidates.push_back({meeting.id, meeting.version, answer == bodies::Answer::same,
                          record_of(connection, meeting.id, meeting.version), meeting.published, meeting.version == 0,
                          meeting.version == 0 && meeting.called_off});
  }
  return candidates;
}

}  // namespace

Found find_relation(Connection& connection, const reading::MeetingRecord& record, std::string_view content_hash) {
  if (!content_hash.empty()) {
    Rows rows = connection.query(select_same_content_version, content_hash);
    if (rows.next())
      return {{Relation::same_content, 0, {}},
              Candidate{.meeting_id = rows.string(0), .version = rows.integer(1), .same_body = true}};
  }
  auto candidates = candidates_on(connection, record);
  Found found{judge(record, candidates), std::nullopt};
  if (found.judgement.candidate) found.candidate = std::move(candidates[*found.judgement.candidate]);
  return found;
}

std::vector<ItemIdentity> meeting_items(Connection& connection, std::string_view meeting_id, std::int64_t version) {
  const auto record = record_of(connection, meeting_id, version);
  const auto ids = meetings::version_items(connection, meeting_id_of(meeting_id), version);
  std::vector<ItemIdentity> items;
  for (std::size_t i = 0; i < ids.size() && i < record.items.size(); ++i)
    items.push_back({ids[i].text(), record.items[i].number, record.items[i].title});
  return items;
}

std::vector<std::string> version_sources(Connection& connection, std::string_view meeting_id, std::int64_t version) {
  std::vector<std::string> sources;
  Rows rows = connection.query(select_version_sources, meeting_id, version);
  while (rows.next()) sources.push_back(rows.string(0));
  return sources;
}

std::vector<std::int64_t> versions_made_of(Connection& connection, std::string_view meeting_id,
                                           std::string_view sha256) {
  std::vector<std::int64_t> versions;
  Rows rows = connection.query(select_versions_made_of, meeting_id, sha256);
  while (rows.next()) versions.push_back(rows.integer(0));
  return versions;
}

std::optional<std::int64_t> current_version(Connection& connection, std::string_view meeting_id) {
  Rows rows = connection.query(select_current, meeting_id);
  if (!rows.next()) return std::nullopt;
  return rows.integer(0);
}

std::optional<MeetingVersion> taken_back_meeting(Connection& connection, std::string_view sha256) {
  Rows rows = connection.query(select_taken_back_meeting, sha256);
  if (!rows.next()) return std::nullopt;
  return MeetingVersion{rows.string(0), rows.integer(1)};
}

void remove_source(Connection& connection, std::string_view meeting_id, std::int64_t version, std::string_view sha256) {
  connection.execute(delete_source, meeting_id, version, sha256);
}

std::int64_t write_earlier_version(audit::Transaction& transaction, std::string_view meeting_id,
                                   std::string_view reading_id, std::string_view record_json,
                                   const std::vector<std::string>& item_ids, std::string_view sha256,
                                   std::string_view committed_by) {
  Connection& connection = transaction.connection();
  std::int64_t version = 1;
  {
    Rows rows = connection.query(select_last_version, meeting_id);
    if (rows.next()) version = rows.integer(0) + 1;
  }
  std::string ids;
  for (const auto& id : item_ids) ids += (ids.empty() ? "" : " ") + id;
  connection.execute(insert_earlier, meeting_id, version, reading_id, record_json, ids, transaction.now().us,
                     committed_by);
  connection.execute(insert_version_source, meeting_id, version, sha256);
  transaction.changed({"meeting", std::string(meeting_id), R"({"earlier_version":)" + std::to_string(version) + "}"});
  return version;
}

}  // namespace klynge::intake
