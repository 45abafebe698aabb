// Erasing a person across all rooms: afterwards no table holds the name but those of the minutes' own texts, and
// the log is sound. Every column of every table is read, so a table that is added is asked too.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <nlohmann/json.hpp>
#include <set>

#include "app/closed_things.hpp"
#include "app/person_keepers.hpp"
#include "app/search_source.hpp"
#include "app/store.hpp"
#include "base/text.hpp"
#include "bodies/identity_actions.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/structure/identity_references.hpp"
#include "intake/content.hpp"
#include "intake/intake_actions.hpp"
#include "meetings/identity_references.hpp"
#include "platform/access/account_store.hpp"
#include "platform/access/identity_store.hpp"
#include "platform/audit/append.hpp"
#include "platform/audit/audit_actions.hpp"
#include "platform/audit/audit_store.hpp"
#include "platform/audit/verify.hpp"
#include "platform/database/test_database.hpp"
#include "search/index_dialect.hpp"
#include "search/index_store.hpp"

namespace klynge::app {
namespace {

using audit::Permission;
using bodies::IdentityKind;
using database::Connection;
using database::Sql;

// Who is erased, as printed here and there.
struct Name {
  const char* full;
  const char* longer;
  const char* family;  // small letters
};

const Sql person_named{"SELECT id FROM person WHERE name = $1"};
const Sql count_linked{
    "SELECT (SELECT count(*) FROM attendance WHERE person_id = $1) + (SELECT count(*) FROM presenter WHERE person_id = $1)"
    " + (SELECT count(*) FROM task_responsible WHERE person_id = $1)"};
const Sql count_printed{"SELECT count(*) FROM attendance WHERE name = $1"};
const Sql name_of_person{"SELECT name FROM person WHERE id = $1"};
const Sql name_of_account{"SELECT name FROM account WHERE id = $1"};
const Sql disabled_of_account{"SELECT CAST(disabled AS TEXT) FROM account WHERE id = $1"};
const Sql count_others{"SELECT count(*) FROM person WHERE erased_at IS NULL AND name <> $1"};
const Sql count_attended{"SELECT count(*) FROM attendance WHERE name = $1 AND person_id IS NOT NULL"};
const Sql count_later_versions{"SELECT count(*) FROM meeting_version WHERE version >= 2 AND meeting_id <> $1"};
const Sql add_contact{
    "INSERT INTO person_contact (person_id, email, telephone) VALUES ($1, 'astrid@eksempel.dk', '12345678')"};
const Sql add_seat{
    "INSERT INTO seat (id, body_id, position, label, kind, voting, role) SELECT 'seat-1', id, 1, 'Formand', 'mayor', 1, 'chair' FROM body ORDER BY id LIMIT 1"};
const Sql add_term{
    "INSERT INTO seat_term (id, seat_id, person_id, valid_from, valid_to) VALUES ('term-1', 'seat-1', $1, '2022-07-01', NULL)"};
const Sql end_term{"UPDATE seat_term SET valid_to = $1"};
const Sql add_doubt{
    "INSERT INTO match_doubt (id, kind, printed, chosen_id, candidate_id, reason, created_at) VALUES ('doubt-1', 'person', $1, $2, 'anden', $1, 1)"};
const Sql add_letter{
    "INSERT INTO outgoing_mail (id, recipient, subject, body, created_at, next_attempt_at) VALUES ('brev-1', 'astrid@eksempel.dk', 'Velkommen', 'x', 1, 1)"};
const Sql add_answer{
    "INSERT INTO structure_answer (proposal, answer, answered_at, answered_by) VALUES ('forslag', 'declined', 1, $1)"};
const Sql add_secretariat{
    "INSERT INTO body_profile (body_id, reach, secretariat) SELECT id, 'unknown', 'Ring til ' || CAST($1 AS TEXT) FROM body LIMIT 1"
    " ON CONFLICT (body_id) DO UPDATE SET secretariat = excluded.secretariat"};
const Sql add_approved{
    "INSERT INTO hand_over (id, body_id, ends_on, state, reason, created_at, created_by, document)"
    " SELECT 'overdragelse-1', id, '2024-01-01', 'approved', 'Organet slutter', 1, 'Sekretæren', 'Formand: ' || CAST($1 AS TEXT) FROM body LIMIT 1"};
const Sql sqlite_columns{
    "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"};
const Sql postgres_columns{
    "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t"
    " ON t.table_name = c.table_name AND t.table_schema = c.table_schema WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
    " AND c.data_type IN ('text', 'bytea', 'character varying')"};

// The minutes themselves: what was printed, read and corrected, and the index over it.
bool is_of_the_minutes(const std::string& table, const std::string& column) {
  static const std::set<std::string> columns = {
      "attendance.name",       "attendance.note",        "attendance.substitutes_for",
      "presenter.name",        "task_responsible.name",  "item.title",
      "item.minutes",          "item.case_text",         "item.lists",
      "decision.text",         "decision.words",         "task.text",
      "reading.record",        "meeting_version.record", "source_bytes.bytes",
      "source_bytes.document", "correction.operation",   "intake_entry.identities"};
  return columns.contains(table + "." + column) || table.starts_with("search_");
}

class ErasureTest : public testing::TestWithParam<Name> {
 protected:
  ErasureTest() {
    test_.database().write([](Connection& connection) {
      search::create_index(connection);
      return true;
    });
    register_listeners(book_);
    batch_ = intake::start_batch(book_, secretary_, "Test", 2).value();
    take("Gruppen drøftede sagen.");
    person_ = one(person_named, GetParam().full);
    meet_everything();
  }

  reading::MeetingRecord minutes(std::string text) const {
    reading::MeetingRecord record;
    record.kind = reading::Kind::minutes;
    record.title = "Referat";
    record.body = "Driftsgruppe Østfjord";
    record.date = Date{2023, 5, 3};
    record.reader = "test 1";
    record.attendance = {{.name = GetParam().full, .organisation = "Egelund Kommune"}, {.name = "Bent Friis"}};
    record.items.push_back(
        {.number = "1", .title = "Status", .minutes = std::move(text), .outcome = reading::Outcome::discussed});
    record.items.back().presenters = {GetParam().full};
    record.items.back().tasks = {{.text = "Undersøger sagen", .responsible = {GetParam().full}}};
    return record;
  }
  void take(const std::string& text) {
    intake::Prepared one;
    one.record = minutes(text);
    one.file_name = "referat.txt";
    one.bytes = text + GetParam().full;
    one.sha256 = sha256_hex(one.bytes);
    reading::Document document;
    document.lines.push_back({.text = one.bytes});
    one.content_hash = intake::content_hash(document);
    one.record_json = reading::to_json(one.record);
    const auto taken = intake::take_in(register_, secretary_, batch_, one, intake::TakeInAs::committed_if_sure, false);
    ASSERT_TRUE(taken) << taken.error().danish;
    if (taken->state != intake::EntryState::preview) return;
    ASSERT_TRUE(intake::commit(register_, secretary_, taken->entry_id, intake::CommitAs::as_judged));
  }
  // A seat, an account with all that hangs on one, merges done and undone, a doubt, a contact, letters.
  void meet_everything() {
    const bodies::References references =
        bodies::join({meetings::identity_references(), structure::identity_references()});
    std::string other, third;
    test_.database().write([&](Connection& connection) {
      audit::Transaction transaction(connection, book_.clock());
      for (auto* id : {&other, &third}) {
        *id = transaction.new_id_text();
        bodies::insert_person(connection, *id, GetParam().longer);
        bodies::add_name(connection, IdentityKind::person, *id, GetParam().longer);
      }
      access::Account account{.id = transaction.new_id<access::Account>(),
                              .login = "astridv",
                              .name = GetParam().full,
                              .roles = {access::Role::reader},
                              .email = "astrid@eksempel.dk"};
      account_ = account.id.text();
      access::insert_account(connection, account, "hash");
      access::update_person(connection, account.id, person_);
      access::insert_session(connection, "token", account.id, "csrf", book_.clock());
      access::insert_identity(connection,
                              {"https://udbyder.eksempel", "astrid@eksempel.dk", account.id, book_.clock()});
      connection.execute(add_contact, person_);
      connection.execute(add_seat);
      connection.execute(add_term, person_);
      connection.execute(add_doubt, GetParam().full, person_);
      connection.execute(add_letter);
      connection.execute(add_answer, GetParam().full);
      return true;
    });
    ASSERT_TRUE(bodies::merge(book_, secretary_, references, {IdentityKind::person, person_, other}));
    const auto undone = bodies::merge(book_, secretary_, references, {IdentityKind::person, person_, third});
    ASSERT_TRUE(undone);
    ASSERT_TRUE(bodies::undo_merge(book_, secretary_, references, *undone));
    ASSERT_TRUE(bodies::merge(book_, secretary_, references, {IdentityKind::person, person_, third}));
    ASSERT_TRUE(bodies::rename(book_, secretary_, {IdentityKind::person, person_, std::string(GetParam().longer)}));
    audit::Actor signed_in{account_, GetParam().full, "192.0.2.9", ~audit::Permissions{0}};
    test_.database().write([&](Connection& connection) {
      audit::append_entry(
          connection, book_.node, signed_in, "note", book_.clock(),
          {{"finding", "f", nlohmann::json{{"word", std::string("Aftalt med ") + GetParam().full + "."}}.dump()},
           {"finding", "g", R"({"word":"noget andet"})"}});
      return true;
    });
  }
  std::string one(const Sql& sql, std::string_view value) {
    auto rows = test_.database().reader().query(sql, value);
    return rows.next() ? rows.string(0) : std::string();
  }
  std::int64_t number(const Sql& sql, std::string_view value) {
    auto rows = test_.database().reader().query(sql, value);
    return rows.next() ? rows.integer(0) : -1;
  }
  void end_seat(const std::string& day) {
    test_.database().write([&](Connection& connection) {
      connection.execute(end_term, day);
      return true;
    });
  }
  Result<bodies::Erased> erase(const std::string& reason = "Bedt om det", const audit::Actor* actor = nullptr) {
    return bodies::erase_person(book_, actor ? *actor : administrator_, keepers_, {person_, reason});
  }
  // "table.column" of all that hold one of the words.
  std::set<std::string> where(const std::vector<std::string>& words) {
    static std::deque<std::string> texts;
    static std::deque<Sql> statements;  // an Sql is used by its address
    auto& reader = test_.database().reader();
    std::vector<std::pair<std::string, std::string>> columns;
    for (auto rows = reader.query(database::testing_on_postgres() ? postgres_columns : sqlite_columns); rows.next();)
      columns.emplace_back(rows.string(0), rows.string(1));
    EXPECT_GT(columns.size(), 200u);
    std::set<std::string> found;
    for (const auto& [table, column] : columns) {
      if (is_of_the_minutes(table, column)) continue;
      texts.push_back("SELECT \"" + column + "\" FROM \"" + table + "\"");
      statements.push_back({texts.back().c_str()});
      for (auto rows = reader.query(statements.back()); rows.next();) {
        if (rows.is_null(0)) continue;
        const std::string text = lower(rows.text(0));
        for (const auto& word : words)
          if (text.find(word) != std::string::npos) found.insert(table + "." + column);
      }
    }
    return found;
  }
  std::vector<std::string> words() const { return {GetParam().family, "astridv", "astrid@eksempel.dk", "12345678"}; }

  database::TestDatabase test_;
  std::int64_t now_us_ = 1'700'000'000'000'000;  // 14 November 2023
  audit::Book book_{test_.database(), [this] { return Instant{++now_us_}; }};
  meetings::Resolver resolver_ = meetings::matching_resolver();
  intake::Register register_{book_, resolver_};
  audit::Actor secretary_{"command-line", "Kommandolinjen", "", ~audit::Permissions{0}};
  audit::Actor administrator_{"0192f1c2-7b1a-7c3e-9f00-112233445566", "Admin", "192.0.2.1", ~audit::Permissions{0}};
  std::vector<bodies::PersonKeeper> keepers_ = person_keepers();
  std::string batch_, person_, account_;
};

TEST_P(ErasureTest, NoTableHoldsTheNameButTheMinutes) {
  ASSERT_FALSE(person_.empty());
  end_seat("2023-11-14");  // the last day was yesterday
  const auto before = where(words());
  for (const char* column : {"person.name", "person_alias.name", "account.login", "audit_payload.payload",
                             "identity_merge.moved", "match_doubt.printed", "person_contact.email",
                             "account_identity.subject", "structure_answer.answered_by", "outgoing_mail.recipient"})
    EXPECT_TRUE(before.contains(column)) << column;  // else the test would prove nothing
  EXPECT_EQ(number(count_linked, person_), 3);

  const auto erased = erase();
  ASSERT_TRUE(erased) << erased.error().danish;
  EXPECT_GE(erased->payloads, 3);
  EXPECT_EQ(where(words()), std::set<std::string>{});
  EXPECT_EQ(number(count_linked, person_), 0);
  EXPECT_EQ(number(count_printed, GetParam().full), 1);  // the minutes stay
  EXPECT_EQ(one(name_of_person, person_), "Slettet person");
  EXPECT_EQ(one(name_of_account, account_), "Slettet konto");
  EXPECT_EQ(one(disabled_of_account, account_), "1");

  const auto source = register_source();
  EXPECT_TRUE(source.documents_of(test_.database().reader(), {"person", person_}).empty());
  const auto verified = audit::verify(test_.database(), {});
  EXPECT_TRUE(verified.sound()) << (verified.faults.empty() ? "" : verified.faults[0].text);
  EXPECT_EQ(verified.erased_payloads, erased->payloads);
  EXPECT_EQ(erase().error().kind, Problem::Kind::not_found);
}

TEST_P(ErasureTest, WhereTheNameStillStandsIsSaid) {
  end_seat("2023-11-14");
  test_.database().write([&](Connection& connection) {
    connection.execute(add_secretariat, GetParam().full);
    connection.execute(add_approved, GetParam().full);
    return true;
  });
  const auto erased = erase();
  ASSERT_TRUE(erased) << erased.error().danish;
  std::vector<std::string> what, paths;
  for (const auto& place : erased->left) {
    what.push_back(place.what);
    paths.push_back(place.path.substr(0, place.path.find('/', 1)));
  }
  EXPECT_EQ(std::ranges::count(what, "Stamdata for Driftsgruppe Østfjord"), 1);
  EXPECT_EQ(std::ranges::count(what, "Godkendt overdragelse fra Driftsgruppe Østfjord"), 1);
  EXPECT_EQ(std::ranges::count(what, "Driftsgruppe Østfjord den 3. maj 2023"), 1);
  EXPECT_EQ(std::set(paths.begin(), paths.end()), (std::set<std::string>{"/organer", "/overdragelser", "/moeder"}));
  // Each place does hold it, and its page's name does not repeat it.
  for (const auto& text : what) EXPECT_EQ(text.find(GetParam().full), text.npos) << text;
}

TEST_P(ErasureTest, TamperingIsStillFoundAfterwards) {
  end_seat("2023-11-14");
  ASSERT_TRUE(erase());
  std::vector<audit::Fault> faults;
  const auto tamper = [&](const char* sql) {
    test_.database().write([&](Connection& connection) {
      connection.script(sql);
      return true;
    });
    return audit::verify(test_.database(), {}).faults;
  };
  // An erased payload brought back, or one more taken away, and an entry about the erasure changed.
  faults = tamper("DELETE FROM audit_payload WHERE sequence = (SELECT MAX(sequence) FROM audit_payload)");
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].kind, audit::Fault::Kind::missing_payload);
  faults = tamper(
      "UPDATE audit_entry SET object_id = 'node1:1' WHERE sequence = (SELECT MAX(sequence) FROM audit_entry WHERE action = 'audit.erase_payload')");
  EXPECT_GE(faults.size(), 2u);
}

TEST_P(ErasureTest, WhoHoldsASeatIsNotErasedAndNothingIsHalfDone) {
  const auto rows_before = where(words());
  for (const char* day : {"", "2023-11-15", "2030-01-01"}) {
    if (*day) end_seat(day);
    const auto refused = erase();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Problem::Kind::conflict);
    EXPECT_NE(refused.error().danish.find("pladsen ”Formand” i Driftsgruppe Østfjord"), std::string::npos)
        << refused.error().danish;
  }
  EXPECT_EQ(where(words()), rows_before);
  EXPECT_EQ(number(count_linked, person_), 3);
}

TEST_P(ErasureTest, BadInputIsSaid) {
  end_seat("2023-11-14");
  EXPECT_EQ(erase(" ").error().kind, Problem::Kind::invalid);
  EXPECT_EQ(erase(std::string(600, 'x')).error().kind, Problem::Kind::invalid);
  EXPECT_EQ(erase(std::string("Bad om det: ") + lower(GetParam().full)).error().kind, Problem::Kind::invalid);
  const audit::Actor reader{"0192f1c2-7b1a-7c3e-9f00-112233445577", "Læser", "",
                            static_cast<audit::Permissions>(Permission::read_all)};
  EXPECT_EQ(erase("Bedt om det", &reader).error().kind, Problem::Kind::forbidden);
  const audit::Actor oneself{account_, GetParam().full, "", ~audit::Permissions{0}};
  EXPECT_EQ(erase("Bedt om det", &oneself).error().kind, Problem::Kind::invalid);
  EXPECT_EQ(bodies::erase_person(book_, administrator_, keepers_, {"findes-ikke", "x"}).error().kind,
            Problem::Kind::not_found);
  EXPECT_EQ(number(count_linked, person_), 3);
}

// A corrected version of the minutes comes in, and the meeting is written anew.
TEST_P(ErasureTest, AMeetingThatIsWrittenAnewDoesNotEnterThePersonAgain) {
  end_seat("2023-11-14");
  ASSERT_TRUE(erase());
  const auto persons = number(count_others, "");
  take("Gruppen drøftede sagen og besluttede ikke noget.");
  EXPECT_EQ(number(count_printed, GetParam().full), 1);
  EXPECT_EQ(number(count_others, ""), persons);
  EXPECT_EQ(number(count_attended, GetParam().full), 0);
  EXPECT_EQ(number(count_attended, "Bent Friis"), 1);
  EXPECT_EQ(number(count_later_versions, ""), 1);
}

INSTANTIATE_TEST_SUITE_P(Names, ErasureTest,
                         testing::Values(Name{"Astrid Vestergaard", "Astrid Kjær Vestergaard", "vestergaard"},
                                         Name{"Åse Ørum-Krogh", "Åse Marie Ørum-Krogh", "ørum-krogh"}));

}  // namespace
}  // namespace klynge::app
