// For tests: a register with a few meetings in it, on whichever database the suite runs.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "meetings/meeting_store.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::meetings {

inline constexpr database::Sql add_test_source{
    "INSERT INTO source_document (sha256, file_name, format, size, content_hash, received_at)"
    " VALUES ($1, $2, 'text', 100, $1, 1) ON CONFLICT (sha256) DO NOTHING"};
inline constexpr database::Sql add_test_reading{
    "INSERT INTO reading (id, sha256, reader, record, read_at) VALUES ($1, $2, 'test', $3, 1)"
    " ON CONFLICT (id) DO NOTHING"};
inline constexpr database::Sql add_test_body{
    "INSERT INTO body (id, name, sort_key) VALUES ($1, $1, $1) ON CONFLICT (id) DO NOTHING"};
inline constexpr database::Sql add_test_person{
    "INSERT INTO person (id, name, sort_key) VALUES ($1, $1, $1) ON CONFLICT (id) DO NOTHING"};

// A body or a person has its printed name as its id; an item's names are those of the attendance.
inline Resolver test_resolver() {
  return [](audit::Transaction& transaction, std::string_view) {
    const auto present = std::make_shared<std::set<std::string, std::less<>>>();
    return MeetingNames{
        .body =
            [&transaction](const bodies::BodyQuestion& question) {
              const auto body = question.printed;
              if (question.settled) return question.settled;
              transaction.connection().execute(add_test_body, body);
              return std::optional(std::string(body));
            },
        .attendee =
            [&transaction, present](const bodies::AttendeeQuestion& question) {
              present->emplace(question.name);
              if (question.settled)
                return PersonAnswer{.person_id = question.settled, .organisation_id = question.settled_organisation};
              transaction.connection().execute(add_test_person, question.name);
              return PersonAnswer{.person_id = std::string(question.name), .organisation_id = std::nullopt};
            },
        .mention =
            [present](std::string_view printed) {
              bodies::MentionMatch match;
              if (present->contains(printed)) match.person_id = std::string(printed);
              return match;
            }};
  };
}

inline reading::Item test_item(std::string number, std::string title) {
  reading::Item item;
  item.number = std::move(number);
  item.title = std::move(title);
  return item;
}

// Minutes of two items: one with two recommendations, a task and an amount, one that is noted.
inline reading::MeetingRecord test_record() {
  reading::MeetingRecord record;
  record.kind = reading::Kind::minutes;
  record.title = "Referat";
  record.body = "Styregruppen for Fjordklyngen";
  record.date = Date{2021, 3, 4};
  record.start = reading::ClockTime{15 * 60};
  record.attendance.push_back({.name = "Asta Lind",
                               .title = "direktør",
                               .organisation = "Fjordvig Kommune",
                               .role = reading::Role::chair,
                               .moderates = true,
                               .items = {"1", "2"}});
  record.attendance.push_back({.name = "Bo Falk", .status = reading::Status::apologies});
  auto budget = test_item("1", "Budget for fælles midler");
  budget.presenters = {"Asta Lind"};
  budget.case_text = "Sekretariatet har opgjort midlerne.";
  budget.recommendations = {"Budgettet godkendes", "Resten overføres"};
  budget.minutes = "Godkendt. Sekretariatet følger op.";
  budget.outcome = reading::Outcome::approved;
  budget.decisions = {{.recommendations = {1, 2}, .outcome = reading::Outcome::approved, .text = "Godkendt"}};
  budget.tasks = {{.text = "Følger op på overførslen", .responsible = {"Bo Falk"}, .due = "2021-06-01"}};
  budget.amounts = {{.ore = 73984600, .text = "739.846 kr.", .label = "Rest", .period = "2020"}};
  auto briefing = test_item("2", "Orientering");
  briefing.minutes = "Taget til efterretning.";
  briefing.outcome = reading::Outcome::noted;
  record.items = {budget, briefing};
  record.approval = {{.by = "Asta Lind", .act = reading::Act::approved}};
  record.sources = {
      {"/date", {.page = 1, .line = 2, .start = 5, .end = 15}},
      {"/attendance/1", {.page = 1, .line = 4, .start = 0, .end = 7}},
      {"/items/0/minutes", {.page = 2, .line = 40, .start = 0, .end = 8, .last_line = 41, .confidence = 0.5F}}};
  return record;
}

class TestRegister {
 public:
  database::Database& database() { return test_.database(); }
  database::Connection& reader() { return database().reader(); }

  template <class Work>
  void change(Work work) {
    database().write([&](database::Connection& connection) {
      audit::Transaction transaction(connection, Instant{++now_us_ * 1'000'000});
      work(transaction);
      return true;
    });
  }

  // A further version where `meeting` is given, else a new meeting.
  std::int64_t add(const reading::MeetingRecord& record, MeetingId meeting, bool is_new, std::vector<ItemId> items,
                   std::string source = "s1") {
    std::int64_t version = 0;
    change([&](audit::Transaction& transaction) {
      transaction.connection().execute(add_test_source, source, source + ".txt");
      transaction.connection().execute(add_test_reading, "r-" + source, source, reading::to_json(record));
      version = write_version(transaction, test_resolver(),
                              {.meeting = meeting,
                               .meeting_is_new = is_new,
                               .reading_id = "r-" + source,
                               .record = record,
                               .item_ids = items,
                               .sources = std::span(&source, 1),
                               .committed_by = "Test"});
    });
    return version;
  }

  template <class Thing>
  static Id<Thing> new_id() {
    return Id<Thing>{make_uuid_v7(1'600'000'000'000)};
  }
  static std::vector<ItemId> new_items(std::size_t count) {
    std::vector<ItemId> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back(new_id<AgendaItem>());
    return ids;
  }
  MeetingId add(const reading::MeetingRecord& record) {
    const auto meeting = new_id<Meeting>();
    add(record, meeting, true, new_items(record.items.size()));
    return meeting;
  }

 private:
  database::TestDatabase test_;
  std::int64_t now_us_ = 1'600'000'000;
};

}  // namespace klynge::meetings
