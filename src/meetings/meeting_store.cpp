#include "meetings/meeting_store.hpp"

#include <unordered_map>

#include "base/text.hpp"
#include "meetings/compact.hpp"

namespace klynge::meetings {
namespace {

using database::Connection;
using database::Rows;
using database::Sql;

// The columns that read_head() reads; a macro, because an Sql is one literal.
#define KLYNGE_MEETING_HEAD                                                                                   \
  "SELECT m.id, m.body_id, COALESCE(b.name, m.body_printed), m.title, m.meeting_number, m.held_on, m.starts," \
  " m.ends, m.place, m.mode, m.next_meeting, m.kind, m.version, m.published, m.taken_back, m.created_at,"     \
  " m.body_printed, m.approval, m.places FROM meeting m LEFT JOIN body b ON b.id = m.body_id"

constexpr Sql meeting_by_id{KLYNGE_MEETING_HEAD " WHERE m.id = $1"};
constexpr Sql meetings_of_body_on{KLYNGE_MEETING_HEAD
                                  " WHERE m.body_id = $1 AND m.held_on = $2 AND m.taken_back = 0 ORDER BY m.id"};
constexpr Sql attendance_of_meeting{
    "SELECT name, person_id, title, organisation, organisation_id, status, role, moderates, remote, substitutes_for,"
    " items, note FROM attendance WHERE meeting_id = $1 ORDER BY position"};

#define KLYNGE_ITEM                                                                                      \
  "SELECT id, number, title, starts, ends, kind, closed, removed, case_number, requested_by, case_text," \
  " minutes, outcome, lists, places, meeting_id FROM item"

constexpr Sql items_of_meeting{KLYNGE_ITEM " WHERE meeting_id = $1 AND removed = 0 ORDER BY position"};
constexpr Sql item_by_id{KLYNGE_ITEM " WHERE id = $1"};

// Whom the printed names of a meeting's items were matched to. Merging persons changes these rows, so
// they are read and not kept in the items' compact texts.
constexpr Sql links_of_meeting{
    "SELECT item_id, position, person_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT) FROM presenter"
    " WHERE meeting_id = $1 AND person_id IS NOT NULL"
    " UNION ALL SELECT task_id, position, person_id, organisation_id, body_id FROM task_responsible"
    " WHERE meeting_id = $1 AND COALESCE(person_id, organisation_id, body_id) IS NOT NULL"};
constexpr Sql findings_of_meeting{
    "SELECT id, meeting_id, item_id, kind, message, page, line, state, word FROM finding WHERE meeting_id = $1"
    " ORDER BY line NULLS FIRST, id"};
constexpr Sql sources_of_version{
    "SELECT d.sha256, d.file_name, d.format, d.size FROM meeting_source s JOIN source_document d ON d.sha256 = s.sha256"
    " WHERE s.meeting_id = $1 AND s.version = $2 ORDER BY s.position, d.sha256"};
constexpr Sql versions_of_meeting{
    "SELECT version, committed_at, committed_by, taken_back_at FROM meeting_version WHERE meeting_id = $1"
    " ORDER BY version DESC"};
constexpr Sql items_of_version{"SELECT item_ids FROM meeting_version WHERE meeting_id = $1 AND version = $2"};
constexpr Sql record_of_version{
    "SELECT COALESCE(v.record, r.record) FROM meeting_version v JOIN reading r ON r.id = v.reading_id"
    " WHERE v.meeting_id = $1 AND v.version = $2"};
// Version 0 is what was convened, before any document came in.
constexpr Sql items_convened{"SELECT item_ids FROM convocation WHERE meeting_id = $1"};
constexpr Sql record_convened{"SELECT record FROM convocation WHERE meeting_id = $1"};
constexpr Sql source_by_hash{
    "SELECT d.sha256, d.file_name, d.format, d.size, b.bytes, b.document FROM source_document d"
    " JOIN source_bytes b ON b.sha256 = d.sha256 WHERE d.sha256 = $1"};
constexpr Sql meetings_by_source{
    "SELECT DISTINCT m.id, m.body_id, m.held_on, m.published FROM meeting_source s JOIN meeting m ON m.id = s.meeting_id"
    " WHERE s.sha256 = $1 AND m.taken_back = 0 ORDER BY m.id"};
constexpr Sql source_guard{
    "SELECT count(CASE WHEN EXISTS (SELECT 1 FROM item i WHERE i.meeting_id = s.meeting_id AND i.closed = 1) THEN 1 END),"
    " count(CASE WHEN EXISTS (SELECT 1 FROM finding f WHERE f.meeting_id = s.meeting_id AND f.kind = 'person_number'"
    " AND f.state <> 'dismissed') THEN 1 END),"
    " count(CASE WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = s.meeting_id AND m.taken_back = 0) THEN 1 END)"
    " FROM meeting_source s WHERE s.sha256 = $1"};
constexpr Sql open_person_numbers{
    "SELECT count(*) FROM finding WHERE meeting_id = $1 AND kind = 'person_number' AND state = 'open'"};
constexpr Sql count_everything{
    "SELECT (SELECT count(*) FROM meeting WHERE taken_back = 0),"
    " (SELECT count(*) FROM item i JOIN meeting m ON m.id = i.meeting_id WHERE m.taken_back = 0 AND i.removed = 0"
    "  AND i.kind = 'item'),"
    " (SELECT count(*) FROM meeting m JOIN decision d ON m.id = d.meeting_id WHERE m.taken_back = 0),"
    " (SELECT count(*) FROM task t JOIN meeting m ON m.id = t.meeting_id WHERE m.taken_back = 0 AND t.removed = 0),"
    " (SELECT count(*) FROM finding f JOIN meeting m ON m.id = f.meeting_id WHERE m.taken_back = 0"
    "  AND f.state = 'open'),"
    " (SELECT count(*) FROM person WHERE merged_into IS NULL AND id NOT IN (SELECT id FROM unnamed_person)),"
    " (SELECT count(*) FROM body WHERE merged_into IS NULL AND id NOT IN (SELECT id FROM unnamed_body))"};

reading::Kind parse_kind(std::string_view text) {
  return text == reading::name(reading::Kind::minutes) ? reading::Kind::minutes : reading::Kind::agenda;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : split(text, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

MeetingHead read_head(Rows& rows) {
  MeetingHead head;
  head.id = rows.text(0);
  head.body_id = rows.optional_string(1);
  head.body_name = rows.optional_string(2);
  head.title = rows.optional_string(3);
  head.meeting_number = rows.optional_string(4);
  head.date = rows.optional_string(5);
  head.start = rows.optional_string(6);
  head.end = rows.optional_string(7);
  head.place = rows.optional_string(8);
  head.mode = rows.optional_string(9);
  head.next_meeting = rows.optional_string(10);
  head.kind = parse_kind(rows.text(11));
  head.version = rows.integer(12);
  head.published = rows.boolean(13);
  head.taken_back = rows.boolean(14);
  head.created_at_us = rows.integer(15);
  return head;
}

std::vector<AttendeeView> read_attendance(Connection& connection, std::string_view meeting_id) {
  std::vector<AttendeeView> attendance;
  attendance.reserve(32);
  auto rows = connection.query(attendance_of_meeting, meeting_id);
  while (rows.next()) {
    AttendeeView attendee;
    attendee.name = rows.text(0);
    attendee.person_id = rows.optional_string(1);
    attendee.title = rows.optional_string(2);
    attendee.organisation = rows.optional_string(3);
    attendee.organisation_id = rows.optional_string(4);
    attendee.status = parse_status(rows.text(5));
    attendee.role = parse_role(rows.text(6));
    attendee.moderates = rows.boolean(7);
    attendee.remote = rows.boolean(8);
    attendee.substitutes_for = rows.optional_string(9);
    if (!rows.is_null(10)) attendee.items = words_of(rows.text(10));
    attendee.note = rows.optional_string(11);
    attendance.push_back(std::move(attendee));
  }
  return attendance;
}

ItemView read_item(Rows& rows) {
  ItemView item;
  item.id = rows.text(0);
  item.number = rows.optional_string(1);
  item.title = rows.text(2);
  item.start = rows.optional_string(3);
  item.end = rows.optional_string(4);
  item.kind = rows.text(5) == "break" ? reading::ItemKind::pause : reading::ItemKind::item;
  item.closed = rows.boolean(6);
  item.removed = rows.boolean(7);
  item.case_number = rows.optional_string(8);
  item.requested_by = rows.optional_string(9);
  item.case_text = rows.optional_string(10);
  item.minutes = rows.optional_string(11);
  if (!rows.is_null(12)) item.outcome = parse_outcome(rows.text(12));
  decode_lists(rows.text(13), item);
  item.places = Places(rows.string(14));
  return item;
}

std::vector<ItemView> read_items(Connection& connection, std::string_view meeting_id) {
  std::vector<ItemView> items;
  items.reserve(32);
  auto rows = connection.query(items_of_meeting, meeting_id);
  while (rows.next()) items.push_back(read_item(rows));
  return items;
}

void set_link(std::vector<NamedView>& names, Rows& rows) {
  const auto position = static_cast<std::size_t>(rows.integer(1));
  if (position >= names.size()) return;
  names[position].person_id = rows.optional_string(2);
  names[position].organisation_id = rows.optional_string(3);
  names[position].body_id = rows.optional_string(4);
}

void link_names(Connection& connection, std::string_view meeting_id, std::span<ItemView> items) {
  std::unordered_map<std::string_view, std::vector<NamedView>*> owners;
  for (auto& item : items) {
    if (!item.presenters.empty()) owners.emplace(item.id, &item.presenters);
    for (auto& task : item.tasks)
      if (!task.responsible.empty()) owners.emplace(task.id, &task.responsible);
  }
  if (owners.empty()) return;
  auto rows = connection.query(links_of_meeting, meeting_id);
  while (rows.next())
    if (const auto found = owners.find(rows.text(0)); found != owners.end()) set_link(*found->second, rows);
}

std::vector<FindingView> read_findings(Connection& connection, std::string_view meeting_id) {
  std::vector<FindingView> findings;
  auto rows = connection.query(findings_of_meeting, meeting_id);
  while (rows.next()) {
    FindingView finding;
    finding.id = rows.text(0);
    finding.meeting_id = rows.text(1);
    finding.item_id = rows.optional_string(2);
    finding.kind = parse_finding_kind(rows.text(3)).value_or(reading::FindingKind::unreadable);
    finding.message = rows.text(4);
    finding.page = rows.optional_integer(5);
    finding.line = rows.optional_integer(6);
    finding.state = parse_finding_state(rows.text(7)).value_or(FindingState::open);
    finding.word = rows.optional_string(8);
    findings.push_back(std::move(finding));
  }
  return findings;
}

SourceView read_source(Rows& rows) {
  return {
      .sha256 = rows.string(0), .file_name = rows.string(1), .format = rows.string(2), .size_bytes = rows.integer(3)};
}

std::vector<SourceView> read_sources(Connection& connection, std::string_view meeting_id, std::int64_t version) {
  std::vector<SourceView> sources;
  auto rows = connection.query(sources_of_version, meeting_id, version);
  while (rows.next()) sources.push_back(read_source(rows));
  return sources;
}

}  // namespace

std::optional<MeetingHead> find_head(Connection& connection, MeetingId meeting) {
  auto rows = connection.query(meeting_by_id, meeting.text());
  if (!rows.next()) return std::nullopt;
  return read_head(rows);
}

std::vector<MeetingHead> meetings_on(Connection& connection, std::string_view body_id, std::string_view iso_date) {
  std::vector<MeetingHead> heads;
  auto rows = connection.query(meetings_of_body_on, body_id, iso_date);
  while (rows.next()) heads.push_back(read_head(rows));
  return heads;
}

std::optional<MeetingView> find_attended(Connection& connection, MeetingId meeting) {
  const auto meeting_id = meeting.text();
  MeetingView view;
  {
    auto rows = connection.query(meeting_by_id, meeting_id);
    if (!rows.next()) return std::nullopt;
    view.head = read_head(rows);
    view.body_printed = rows.optional_string(16);
    view.approval = decode_approval(rows.text(17));
    view.places = Places(rows.string(18));
  }
  if (view.head.taken_back) return std::nullopt;
  view.attendance = read_attendance(connection, meeting_id);
  return view;
}

std::optional<MeetingView> find_meeting(Connection& connection, MeetingId meeting) {
  auto view = find_attended(connection, meeting);
  if (!view) return std::nullopt;
  const auto meeting_id = meeting.text();
  view->items = read_items(connection, meeting_id);
  link_names(connection, meeting_id, view->items);
  view->findings = read_findings(connection, meeting_id);
  view->sources = read_sources(connection, meeting_id, view->head.version);
  return view;
}

std::optional<ItemWithMeeting> find_item(Connection& connection, ItemId item) {
  ItemWithMeeting found;
  std::optional<MeetingId> meeting;
  {
    auto rows = connection.query(item_by_id, item.text());
    if (!rows.next()) return std::nullopt;
    found.item = read_item(rows);
    meeting = MeetingId::parse(rows.text(15));
  }
  auto head = meeting ? find_head(connection, *meeting) : std::nullopt;
  if (!head || head->taken_back) return std::nullopt;
  found.meeting = std::move(*head);
  link_names(connection, found.meeting.id, std::span(&found.item, 1));
  return found;
}

std::vector<ItemId> version_items(Connection& connection, MeetingId meeting, std::int64_t version) {
  std::vector<ItemId> ids;
  auto rows = version == 0 ? connection.query(items_convened, meeting.text())
                           : connection.query(items_of_version, meeting.text(), version);
  if (!rows.next()) return ids;
  for (const auto word : split(rows.text(0), ' '))
    if (const auto id = ItemId::parse(word)) ids.push_back(*id);
  return ids;
}

std::optional<std::string> version_record(Connection& connection, MeetingId meeting, std::int64_t version) {
  auto rows = version == 0 ? connection.query(record_convened, meeting.text())
                           : connection.query(record_of_version, meeting.text(), version);
  if (!rows.next()) return std::nullopt;
  return rows.string(0);
}

std::vector<VersionHead> versions(Connection& connection, MeetingId meeting) {
  const auto meeting_id = meeting.text();
  std::vector<VersionHead> heads;
  {
    auto rows = connection.query(versions_of_meeting, meeting_id);
    while (rows.next())
      heads.push_back({.version = rows.integer(0),
                       .committed_at_us = rows.integer(1),
                       .committed_by = rows.string(2),
                       .taken_back_at_us = rows.optional_integer(3),
                       .sources = {}});
  }
  for (auto& head : heads) head.sources = read_sources(connection, meeting_id, head.version);
  return heads;
}

std::optional<SourceContent> find_source(Connection& connection, std::string_view sha256) {
  auto rows = connection.query(source_by_hash, sha256);
  if (!rows.next()) return std::nullopt;
  return SourceContent{.source = read_source(rows), .bytes = rows.string(4), .document = rows.optional_string(5)};
}

SourceGuard guard_of_source(Connection& connection, std::string_view sha256) {
  auto rows = connection.query(source_guard, sha256);
  rows.next();
  return {.has_closed_items = rows.integer(0) > 0,
          .has_person_numbers = rows.integer(1) > 0,
          .in_register = rows.integer(2) > 0};
}

std::vector<MeetingOfSource> meetings_of_source(Connection& connection, std::string_view sha256) {
  std::vector<MeetingOfSource> meetings;
  for (auto rows = connection.query(meetings_by_source, sha256); rows.next();)
    meetings.push_back({.id = rows.string(0),
                        .body_id = rows.optional_string(1),
                        .date = rows.optional_string(2),
                        .published = rows.boolean(3)});
  return meetings;
}

bool has_open_person_number(Connection& connection, std::string_view meeting_id) {
  auto rows = connection.query(open_person_numbers, meeting_id);
  rows.next();
  return rows.integer(0) > 0;
}

Counts counts(Connection& connection) {
  auto rows = connection.query(count_everything);
  rows.next();
  return {.meetings = rows.integer(0),
          .items = rows.integer(1),
          .decisions = rows.integer(2),
          .tasks = rows.integer(3),
          .open_findings = rows.integer(4),
          .persons = rows.integer(5),
          .bodies = rows.integer(6)};
}

}  // namespace klynge::meetings
