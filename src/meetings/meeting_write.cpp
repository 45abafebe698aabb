// Writing a version into the tables: the writing half of meeting_store.hpp.
#include <algorithm>
#include <cassert>
#include <deque>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "meetings/compact.hpp"
#include "meetings/earlier_answers.hpp"
#include "meetings/insert.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/named_identities.hpp"
#include "meetings/person_number.hpp"

namespace klynge::meetings {
namespace {

using audit::Transaction;
using database::Connection;
using database::Sql;
using reading::MeetingRecord;

constexpr Sql last_version{"SELECT version FROM meeting_version WHERE meeting_id = $1 ORDER BY version DESC LIMIT 1"};
constexpr Sql insert_version{
    "INSERT INTO meeting_version (meeting_id, version, reading_id, record, item_ids, committed_at, committed_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr Sql insert_source{
    "INSERT INTO meeting_source (meeting_id, version, sha256, position)"
    " SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS TEXT), count(*) FROM meeting_source"
    " WHERE meeting_id = $1 AND version = $2"
    " ON CONFLICT (meeting_id, version, sha256) DO NOTHING"};
constexpr Sql insert_meeting{
    "INSERT INTO meeting (id, body_id, body_printed, title, meeting_number, held_on, starts, ends, place, mode,"
    " next_meeting, kind, approval, places, version, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
constexpr Sql update_meeting{
    "UPDATE meeting SET body_id = $2, body_printed = $3, title = $4, meeting_number = $5, held_on = $6, starts = $7,"
    " ends = $8, place = $9, mode = $10, next_meeting = $11, kind = $12, approval = $13, places = $14, version = $15,"
    " taken_back = 0 WHERE id = $1"};
const Insert insert_attendance{
    "INSERT INTO attendance (meeting_id, position, name, person_id, title, organisation, organisation_id, status,"
    " role, moderates, remote, substitutes_for, items, note) VALUES",
    14};
const Insert upsert_item{
    "INSERT INTO item (id, meeting_id, position, number, title, starts, ends, kind, closed, case_number,"
    " requested_by, case_text, minutes, outcome, lists, places) VALUES",
    16,
    "ON CONFLICT (id) DO UPDATE SET position = excluded.position, number = excluded.number, title = excluded.title,"
    " starts = excluded.starts, ends = excluded.ends, kind = excluded.kind, closed = excluded.closed,"
    " case_number = excluded.case_number, requested_by = excluded.requested_by, case_text = excluded.case_text,"
    " minutes = excluded.minutes, outcome = excluded.outcome, lists = excluded.lists, places = excluded.places,"
    " removed = 0"};
const Insert insert_presenter{"INSERT INTO presenter (meeting_id, item_id, position, name, person_id) VALUES", 5};
const Insert insert_decision{
    "INSERT INTO decision (meeting_id, item_id, position, recommendations, outcome, text, words) VALUES", 7};
const Insert upsert_task{
    "INSERT INTO task (id, meeting_id, item_id, position, text, due) VALUES", 6,
    "ON CONFLICT (id) DO UPDATE SET position = excluded.position, due = excluded.due, removed = 0"};
const Insert insert_responsible{
    "INSERT INTO task_responsible (meeting_id, task_id, position, name, person_id, organisation_id, body_id) VALUES",
    7};
const Insert insert_amount{
    "INSERT INTO amount (meeting_id, item_id, position, ore, text, label, label_words, period, estimate) VALUES", 9};
const Insert insert_finding{"INSERT INTO finding (id, meeting_id, item_id, kind, message, page, line) VALUES", 7};

constexpr Sql delete_attendance{"DELETE FROM attendance WHERE meeting_id = $1"};
constexpr Sql delete_presenters{"DELETE FROM presenter WHERE meeting_id = $1"};
constexpr Sql delete_decisions{"DELETE FROM decision WHERE meeting_id = $1"};
constexpr Sql delete_responsible{"DELETE FROM task_responsible WHERE meeting_id = $1"};
constexpr Sql delete_amounts{"DELETE FROM amount WHERE meeting_id = $1"};
constexpr Sql remove_items{"UPDATE item SET removed = 1 WHERE meeting_id = $1"};
constexpr Sql remove_tasks{"UPDATE task SET removed = 1 WHERE meeting_id = $1"};
constexpr Sql known_tasks{"SELECT id, item_id, text FROM task WHERE meeting_id = $1 ORDER BY item_id, position, id"};
constexpr Sql known_findings{"SELECT id, item_id, kind, message, state FROM finding WHERE meeting_id = $1"};
constexpr Sql delete_finding{"DELETE FROM finding WHERE id = $1"};

// What the meeting holds already that keeps its id.
struct Known {
  std::unordered_multimap<std::string, std::string> tasks;  // item and text -> id
  struct Finding {
    std::string id;
    bool open = true;
  };
  std::unordered_multimap<std::string, Finding> findings;  // kind, item and message -> finding
};

std::string key_of(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string key(a);
  key += '\n';
  key += b;
  key += '\n';
  key += c;
  return key;
}

Known load_known(Connection& connection, std::string_view meeting_id) {
  Known known;
  auto tasks = connection.query(known_tasks, meeting_id);
  while (tasks.next()) known.tasks.emplace(key_of(tasks.text(1), tasks.text(2)), tasks.string(0));
  auto findings = connection.query(known_findings, meeting_id);
  while (findings.next()) {
    const auto item = findings.is_null(1) ? std::string_view() : findings.text(1);
    auto key = key_of(findings.text(2), item, findings.text(3));
    known.findings.emplace(std::move(key), Known::Finding{findings.string(0), findings.text(4) == "open"});
  }
  return known;
}

// Takes one of the known out, so that two alike tasks get two ids.
template <class Map>
std::optional<typename Map::mapped_type> take(Map& map, const std::string& key) {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  auto value = std::move(found->second);
  map.erase(found);
  return value;
}

std::optional<std::string> clock_text(const std::optional<reading::ClockTime>& time) {
  if (!time) return std::nullopt;
  return reading::text(*time);
}

template <class Enum>
std::optional<std::string_view> name_of(const std::optional<Enum>& value) {
  if (!value) return std::nullopt;
  return reading::name(*value);
}

// Item numbers and ordinals, spaces between; a number holds none.
std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) {
    if (!text.empty()) text += ' ';
    text += part;
  }
  return text;
}

std::string joined(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) {
    if (!text.empty()) text += ' ';
    text += std::to_string(number);
  }
  return text;
}

bodies::AttendeeQuestion question_about(const reading::Attendee& attendee) {
  const auto chairs = attendee.role == reading::Role::chair || attendee.role == reading::Role::cochair;
  return {.name = attendee.name,
          .title = attendee.title ? std::string_view(*attendee.title) : std::string_view(),
          .organisation = attendee.organisation ? std::string_view(*attendee.organisation) : std::string_view(),
          .chairs = chairs,
          .moderates = attendee.moderates,
          .keeps_minutes = attendee.role == reading::Role::secretary};
}

// Writes one record; made for one call, so that its texts live until their rows are written.
class Writer {
 public:
  Writer(Transaction& transaction, const Resolver& resolver, MeetingId meeting, std::span<const ItemId> items,
         const MeetingRecord& record)
      : transaction_(transaction),
        connection_(transaction.connection()),
        record_(record),
        meeting_id_(meeting.text()),
        names_(resolver(transaction, meeting_id_)) {
    assert(items.size() == record.items.size());
    for (const auto& item : items) item_ids_.push_back(item.text());
  }

  // `created_at`: none where the meeting is known.
  void write(std::int64_t version, bool is_new) {
    std::vector<NamedIdentity> named_before;
    if (!is_new) {
      named_before = named_in(connection_, meeting_id_);
      known_ = load_known(connection_, meeting_id_);
      earlier_ = EarlierAnswers(connection_, meeting_id_);
      clear();
    }
    const auto places = divide_places(record_);
    write_head(version, places.head, is_new);
    write_attendance();
    collect_items(places.items);
    flush_items();
    write_findings();
    if (!is_new) note_lost_mentions(connection_, named_before, named_in(connection_, meeting_id_));
  }

 private:
  const std::string& keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  const std::optional<std::string>& keep(std::optional<std::string> text) {
    return optional_texts_.emplace_back(std::move(text));
  }

  void clear() {
    for (const auto* sql : {&delete_attendance, &delete_presenters, &delete_decisions, &delete_responsible,
                            &delete_amounts, &remove_tasks, &remove_items})
      connection_.execute(*sql, meeting_id_);
  }

  std::optional<std::string> body_of_meeting() {
    if (!record_.body) return std::nullopt;
    std::vector<std::string_view> attendees;
    for (const auto& attendee : record_.attendance) attendees.push_back(attendee.name);
    return names_.body({.printed = *record_.body, .attendees = attendees, .settled = earlier_.body(*record_.body)});
  }

  void write_head(std::int64_t version, const std::string& places, bool is_new) {
    const auto body_id = body_of_meeting();
    const auto date = record_.date ? std::optional(iso(*record_.date)) : std::nullopt;
    const auto next = record_.next_meeting ? std::optional(iso(*record_.next_meeting)) : std::nullopt;
    const auto start = clock_text(record_.start), end = clock_text(record_.end);
    const auto approval = encode_approval(record_.approval);
    const auto mode = name_of(record_.mode);
    const auto kind = reading::name(record_.kind);
    if (is_new)
      connection_.execute(insert_meeting, meeting_id_, body_id, record_.body, record_.title, record_.meeting_number,
                          date, start, end, record_.place, mode, next, kind, approval, places, version,
                          transaction_.now().us);
    else
      connection_.execute(update_meeting, meeting_id_, body_id, record_.body, record_.title, record_.meeting_number,
                          date, start, end, record_.place, mode, next, kind, approval, places, version);
  }

  bodies::AttendeeQuestion settled(bodies::AttendeeQuestion question) {
    if (auto earlier = earlier_.attendee(question.name, question.organisation)) {
      question.settled = std::move(earlier->person_id);
      question.settled_organisation = std::move(earlier->organisation_id);
    }
    return question;
  }

  PersonAnswer answer_about(const bodies::AttendeeQuestion& question) {
    if (!question.settled && earlier_.is_erased(question.name))
      return {.person_id = std::nullopt,
              .organisation_id = earlier_.organisation_of_erased(question.name, question.organisation)};
    return names_.attendee(question);
  }

  bodies::MentionMatch mentioned(std::string_view name) {
    return earlier_.is_erased(name) ? bodies::MentionMatch{} : names_.mention(name);
  }

  void write_attendance() {
    RowValues rows;
    std::int64_t position = 0;
    for (const auto& attendee : record_.attendance) {
      PersonAnswer answer;
      if (attendee.status != reading::Status::vacant) answer = answer_about(settled(question_about(attendee)));
      const auto& person = keep(std::move(answer.person_id));
      const auto& organisation = keep(std::move(answer.organisation_id));
      const auto& items = keep(attendee.items.empty() ? std::nullopt : std::optional(joined(attendee.items)));
      rows.row(meeting_id_, position++, attendee.name, person, attendee.title, attendee.organisation, organisation,
               reading::name(attendee.status), reading::name(attendee.role), attendee.moderates, attendee.remote,
               attendee.substitutes_for, items, attendee.note);
    }
    insert_attendance.run(connection_, rows.values());
  }

  void collect_items(const std::vector<std::string>& places) {
    for (std::size_t i = 0; i < record_.items.size(); ++i) {
      const auto& item = record_.items[i];
      const auto& id = item_ids_[i];
      const auto task_ids = collect_tasks(item, id);
      const auto& lists = keep(encode_lists(item, task_ids));
      items_.row(id, meeting_id_, static_cast<std::int64_t>(i), item.number, item.title, keep(clock_text(item.start)),
                 keep(clock_text(item.end)), reading::name(item.kind), item.closed, item.case_number, item.requested_by,
                 item.case_text, item.minutes, name_of(item.outcome), lists, places[i]);
      collect_presenters(item, id);
      if (item.closed) continue;
      collect_decisions(item, id);
      collect_amounts(item, id);
    }
  }

  std::vector<std::string> collect_tasks(const reading::Item& item, const std::string& item_id) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < item.tasks.size(); ++i) {
      const auto& task = item.tasks[i];
      auto known = known_.tasks.empty() ? std::nullopt : take(known_.tasks, key_of(item_id, task.text));
      const auto& id = keep(known ? std::move(*known) : transaction_.new_id_text());
      tasks_.row(id, meeting_id_, item_id, static_cast<std::int64_t>(i), task.text, task.due);
      for (std::size_t j = 0; j < task.responsible.size(); ++j) {
        auto answer = earlier_.responsible(item_id, task.responsible[j]);
        if (!answer) answer = mentioned(task.responsible[j]);
        responsible_.row(meeting_id_, id, static_cast<std::int64_t>(j), task.responsible[j],
                         keep(std::move(answer->person_id)), keep(std::move(answer->organisation_id)),
                         keep(std::move(answer->body_id)));
      }
      ids.push_back(id);
    }
    return ids;
  }

  void collect_presenters(const reading::Item& item, const std::string& item_id) {
    for (std::size_t i = 0; i < item.presenters.size(); ++i) {
      auto answer = earlier_.presenter(item_id, item.presenters[i]);
      if (!answer) answer = mentioned(item.presenters[i]);
      presenters_.row(meeting_id_, item_id, static_cast<std::int64_t>(i), item.presenters[i],
                      keep(std::move(answer->person_id)));
    }
  }

  void collect_decisions(const reading::Item& item, const std::string& item_id) {
    const auto words_with = [&](const std::optional<std::string>& text) -> const std::string& {
      std::string words = lower(item.title);
      for (const auto& recommendation : item.recommendations) words += '\n' + lower(recommendation);
      if (text) words += '\n' + lower(*text);
      return keep(std::move(words));
    };
    if (item.decisions.empty() && item.outcome)
      decisions_.row(meeting_id_, item_id, std::int64_t{0}, "", reading::name(*item.outcome), nullptr,
                     words_with(item.minutes));
    for (std::size_t i = 0; i < item.decisions.size(); ++i) {
      const auto& decision = item.decisions[i];
      decisions_.row(meeting_id_, item_id, static_cast<std::int64_t>(i), keep(joined(decision.recommendations)),
                     reading::name(decision.outcome), decision.text,
                     words_with(decision.text ? decision.text : item.minutes));
    }
  }

  void collect_amounts(const reading::Item& item, const std::string& item_id) {
    for (std::size_t i = 0; i < item.amounts.size(); ++i) {
      const auto& amount = item.amounts[i];
      amounts_.row(meeting_id_, item_id, static_cast<std::int64_t>(i), amount.ore, amount.text, amount.label,
                   keep(lower(amount.label.value_or(""))), amount.period, amount.estimate);
    }
  }

  void flush_items() {
    upsert_item.run(connection_, items_.values());
    insert_presenter.run(connection_, presenters_.values());
    insert_decision.run(connection_, decisions_.values());
    upsert_task.run(connection_, tasks_.values());
    insert_responsible.run(connection_, responsible_.values());
    insert_amount.run(connection_, amounts_.values());
  }

  // The item a finding names, by number or title. Numbers may come twice and may have been corrected since:
  // then it is the one in whose lines the finding stands.
  std::optional<std::string> item_of(const reading::Finding& finding) const {
    if (!finding.item) return std::nullopt;
    std::optional<std::size_t> named;
    bool named_twice = false;
    for (std::size_t i = 0; i < record_.items.size(); ++i) {
      if (record_.items[i].number != finding.item && record_.items[i].title != *finding.item) continue;
      named_twice |= named.has_value();
      if (!named) named = i;
    }
    if (!named || named_twice)
      if (const auto standing = item_around(finding)) return item_ids_[*standing];
    return named ? std::optional(item_ids_[*named]) : std::nullopt;
  }

  // The last item whose heading stands at the finding's place or before it.
  std::optional<std::size_t> item_around(const reading::Finding& finding) const {
    if (!finding.page || !finding.line) return std::nullopt;
    std::optional<std::size_t> around;
    for (std::size_t i = 0; i < record_.items.size(); ++i) {
      const auto place = record_.sources.find("/items/" + std::to_string(i) + "/title");
      if (place == record_.sources.end()) continue;
      if (std::pair(place->second.page, place->second.line) <= std::pair(*finding.page, *finding.line)) around = i;
    }
    return around;
  }

  // A finding that is made again keeps its state; one that is not made any more goes, unless somebody
  // has said a word about it.
  void write_findings() {
    RowValues rows;
    for (const auto& finding : record_.findings) {
      const auto& item = keep(item_of(finding));
      const auto kind = reading::name(finding.kind);
      if (!known_.findings.empty() && take(known_.findings, key_of(kind, item.value_or(""), finding.message))) continue;
      rows.row(keep(transaction_.new_id_text()), meeting_id_, item, kind, finding.message, finding.page, finding.line);
    }
    insert_finding.run(connection_, rows.values());
    for (const auto& [key, finding] : known_.findings)
      if (finding.open) connection_.execute(delete_finding, finding.id);
  }

  Transaction& transaction_;
  Connection& connection_;
  const MeetingRecord& record_;
  std::string meeting_id_;
  MeetingNames names_;
  std::vector<std::string> item_ids_;
  Known known_;
  EarlierAnswers earlier_;
  std::deque<std::string> texts_;
  std::deque<std::optional<std::string>> optional_texts_;
  RowValues items_, presenters_, decisions_, tasks_, responsible_, amounts_;
};

bool has_person_number(const MeetingRecord& record) {
  return std::ranges::any_of(record.findings,
                             [](const auto& finding) { return finding.kind == reading::FindingKind::person_number; });
}

constexpr Sql dismissed_person_numbers{
    "SELECT count(*) FROM finding WHERE meeting_id = $1 AND kind = 'person_number' AND state = 'dismissed'"};
constexpr Sql other_person_numbers{
    "SELECT count(*) FROM finding WHERE meeting_id = $1 AND kind = 'person_number' AND state <> 'dismissed'"};

std::int64_t number_of(Connection& connection, const Sql& sql, std::string_view meeting_id) {
  auto rows = connection.query(sql, meeting_id);
  rows.next();
  return rows.integer(0);
}

// Somebody has looked at every person number that was found here and said that it is none.
bool all_dismissed(Connection& connection, std::string_view meeting_id) {
  return number_of(connection, other_person_numbers, meeting_id) == 0 &&
         number_of(connection, dismissed_person_numbers, meeting_id) > 0;
}

void write_tables(Transaction& transaction, const Resolver& resolver, MeetingId meeting, bool is_new,
                  std::span<const ItemId> items, const MeetingRecord& record, std::int64_t version) {
  const auto shown_as_printed =
      !has_person_number(record) || (!is_new && all_dismissed(transaction.connection(), meeting.text()));
  if (shown_as_printed) {
    Writer(transaction, resolver, meeting, items, record).write(version, is_new);
    return;
  }
  auto masked = record;
  mask_person_numbers(masked);
  Writer(transaction, resolver, meeting, items, masked).write(version, is_new);
}

std::string joined(std::span<const ItemId> items) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += ' ';
    text += item.text();
  }
  return text;
}

std::string change_payload(std::int64_t version, std::string_view reading_id) {
  return R"({"version":)" + std::to_string(version) + R"(,"reading":")" + std::string(reading_id) + R"("})";
}

}  // namespace

std::int64_t write_version(Transaction& transaction, const Resolver& resolver, const NewVersion& version) {
  auto& connection = transaction.connection();
  const auto meeting_id = version.meeting.text();
  std::int64_t number = 1;
  if (!version.meeting_is_new) {
    auto rows = connection.query(last_version, meeting_id);
    if (rows.next()) number = rows.integer(0) + 1;
  }
  write_tables(transaction, resolver, version.meeting, version.meeting_is_new, version.item_ids, version.record,
               number);
  const auto record = version.as_read ? std::nullopt : std::optional(reading::to_json(version.record));
  connection.execute(insert_version, meeting_id, number, version.reading_id, record, joined(version.item_ids),
                     transaction.now().us, version.committed_by);
  for (const auto& sha256 : version.sources) connection.execute(insert_source, meeting_id, number, sha256);
  transaction.changed({.kind = "meeting", .id = meeting_id, .payload = change_payload(number, version.reading_id)});
  return number;
}

void write_convened(Transaction& transaction, const Resolver& resolver, const ConvenedState& state) {
  write_tables(transaction, resolver, state.meeting, state.meeting_is_new, state.item_ids, state.record, 0);
  transaction.changed({.kind = "meeting", .id = state.meeting.text(), .payload = state.payload});
}

void add_source(Transaction& transaction, MeetingId meeting, std::int64_t version, std::string_view sha256) {
  const auto meeting_id = meeting.text();
  if (transaction.connection().execute(insert_source, meeting_id, version, sha256) == 0) return;
  transaction.changed(
      {.kind = "meeting", .id = meeting_id, .payload = R"({"source_added":")" + std::string(sha256) + R"("})"});
}

namespace {

constexpr Sql find_version{
    "SELECT v.taken_back_at, m.version FROM meeting_version v JOIN meeting m ON m.id = v.meeting_id"
    " WHERE v.meeting_id = $1 AND v.version = $2"};
constexpr Sql mark_taken_back{"UPDATE meeting_version SET taken_back_at = $3 WHERE meeting_id = $1 AND version = $2"};
constexpr Sql last_standing{
    "SELECT version FROM meeting_version WHERE meeting_id = $1 AND taken_back_at IS NULL"
    " ORDER BY earlier, version DESC LIMIT 1"};
constexpr Sql was_convened{"SELECT 1 FROM convocation WHERE meeting_id = $1"};
constexpr Sql take_back_meeting{"UPDATE meeting SET taken_back = 1, published = 0 WHERE id = $1"};

std::optional<std::int64_t> standing_version(Connection& connection, std::string_view meeting_id) {
  {
    auto rows = connection.query(last_standing, meeting_id);
    if (rows.next()) return rows.integer(0);
  }
  auto convened = connection.query(was_convened, meeting_id);
  return convened.next() ? std::optional<std::int64_t>(0) : std::nullopt;
}

}  // namespace

void rewrite_current(Transaction& transaction, const Resolver& resolver, MeetingId meeting, std::int64_t version) {
  auto& connection = transaction.connection();
  const auto json = version_record(connection, meeting, version);
  const auto record = json ? reading::from_json(*json) : Result<MeetingRecord>(invalid("", "no such version"));
  // What stands here was written by write_version(); if it cannot be read, the database is damaged.
  if (!record) throw std::runtime_error("meeting_version.record cannot be read: " + record.error().detail);
  write_tables(transaction, resolver, meeting, false, version_items(connection, meeting, version), *record, version);
}

Result<void> take_back_version(Transaction& transaction, const Resolver& resolver, MeetingId meeting,
                               std::int64_t version) {
  auto& connection = transaction.connection();
  const auto meeting_id = meeting.text();
  bool is_current = false;
  {
    auto rows = connection.query(find_version, meeting_id, version);
    if (!rows.next()) return fail(Problem::Kind::not_found, "Den udgave af mødet findes ikke.");
    if (!rows.is_null(0)) return fail(Problem::Kind::conflict, "Den udgave af mødet er allerede taget tilbage.");
    is_current = rows.integer(1) == version;
  }
  connection.execute(mark_taken_back, meeting_id, version, transaction.now().us);
  const auto left = standing_version(connection, meeting_id);
  if (!left) {
    connection.execute(take_back_meeting, meeting_id);
    note_lost_mentions(connection, named_in(connection, meeting_id), {});
  } else if (is_current) {
    rewrite_current(transaction, resolver, meeting, *left);
  }
  transaction.changed(
      {.kind = "meeting", .id = meeting_id, .payload = R"({"taken_back":)" + std::to_string(version) + "}"});
  return {};
}

}  // namespace klynge::meetings
