// Whom only a document named that is gone again: in no list, choice or search, and the same as before when it comes
// back.
#include "bodies/unnamed.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/person_directory.hpp"
#include "app/search_source.hpp"
#include "app/store.hpp"
#include "base/text.hpp"
#include "bodies/register_store.hpp"
#include "bodies/structure/body_store.hpp"
#include "bodies/structure/organisation_store.hpp"
#include "intake/content.hpp"
#include "intake/intake_actions.hpp"
#include "meetings/meeting_store.hpp"
#include "meetings/overview_store.hpp"
#include "meetings/resolver.hpp"
#include "platform/database/test_database.hpp"
#include "search/index_dialect.hpp"
#include "search/index_store.hpp"
#include "search/search.hpp"

namespace klynge::app {
namespace {

using bodies::IdentityKind;
using database::Sql;
using Names = std::vector<std::string>;

const Sql give_contact{"INSERT INTO person_contact (person_id, email) VALUES ($1, 'ida@example.org')"};

class Unnamed : public testing::Test {
 protected:
  void SetUp() override {
    register_listeners(book_);
    test_.database().write([](database::Connection& connection) {
      search::create_index(connection);
      return true;
    });
    batch_ = intake::start_batch(book_, actor_, "Test", 1).value();
  }

  // `written`: the same meeting's document once more, in other words.
  std::string commit(const std::string& body, int day, const Names& people, const std::string& written = "Drøftet.") {
    intake::Prepared one;
    one.record.kind = reading::Kind::minutes;
    one.record.body = body;
    one.record.date = Date{2023, 5, day};
    one.record.reader = "test 1";
    for (const auto& name : people)
      one.record.attendance.push_back({.name = name, .organisation = "Værftet i " + name.substr(0, name.find(' '))});
    one.record.items.push_back({.number = "1", .title = "Punkt", .minutes = written});
    one.bytes = body + std::to_string(day) + written;
    one.file_name = "referat.txt";
    one.sha256 = sha256_hex(one.bytes);
    reading::Document document;
    document.lines.push_back({.text = one.bytes});
    one.content_hash = intake::content_hash(document);
    one.record_json = reading::to_json(one.record);
    const auto taken = intake::take_in(register_, actor_, batch_, one, intake::TakeInAs::committed_if_sure, false);
    EXPECT_TRUE(taken);
    if (taken->state == intake::EntryState::preview) {
      EXPECT_TRUE(intake::commit(register_, actor_, taken->entry_id, intake::CommitAs::as_judged));
    }
    return taken->entry_id;
  }
  void take_back(const std::string& entry) { ASSERT_TRUE(intake::take_back(register_, actor_, entry)); }

  Names listed(IdentityKind kind, const std::string& words = "") {
    const auto rows = bodies::read_register(reader(), kind, {.words = words}, 0, 50);
    EXPECT_EQ(bodies::count_register(reader(), kind, {.words = words}), std::ssize(rows));
    Names names;
    for (const auto& row : rows) names.push_back(row.name);
    return names;
  }
  std::string id_of(IdentityKind kind, std::string_view name) {
    for (const auto& row : bodies::read_register(reader(), kind, {}, 0, 50))
      if (row.name == name) return row.id;
    return {};
  }
  Names found(const std::string& words) {
    const search::Source source = register_source();
    search::index_all_waiting(test_.database(), source);
    search::Viewer secretary;
    secretary.sees_unpublished = true;
    const auto results = search::search(reader(), source, search::parse_query(words), secretary, {});
    EXPECT_EQ(results.total, std::ssize(results.hits));
    Names kinds;
    for (const auto& hit : results.hits) kinds.push_back(hit.document.kind);
    std::ranges::sort(kinds);
    return kinds;
  }
  bool is_choice(std::string_view body) {
    const auto all = structure::all_profiles(reader());
    return std::ranges::any_of(all, [&](const auto& one) { return one.name == body; });
  }
  database::Connection& reader() { return test_.database().reader(); }

  database::TestDatabase test_;
  audit::Book book_{test_.database()};
  meetings::Resolver resolver_ = meetings::matching_resolver();
  intake::Register register_{book_, resolver_};
  audit::Actor actor_{"command-line", "Kommandolinjen", "", ~audit::Permissions{0}};
  std::string batch_;
};

TEST_F(Unnamed, LeaveListsChoicesCountsAndSearchWithTheirOnlyDocument) {
  commit("Driftsgruppe Østfjord", 3, {"Bo Krag"});
  const auto gone = commit("Kantineudvalget", 4, {"Ida Holm", "Bo Krag"});
  EXPECT_EQ(listed(IdentityKind::person), (Names{"Ida Holm", "Bo Krag"}));
  EXPECT_EQ(found("Kantineudvalget"), (Names{"body", "meeting"}));
  EXPECT_EQ(found("Holm"), (Names{"meeting", "person"}));
  const auto before = meetings::counts(reader());

  take_back(gone);
  EXPECT_EQ(listed(IdentityKind::person), (Names{"Bo Krag"}));
  EXPECT_EQ(listed(IdentityKind::person, "Holm"), Names{});
  EXPECT_EQ(listed(IdentityKind::body), (Names{"Driftsgruppe Østfjord"}));
  EXPECT_EQ(listed(IdentityKind::body, "kantine"), Names{});
  EXPECT_EQ(listed(IdentityKind::organisation, "Ida"), Names{});
  EXPECT_EQ(std::ssize(structure::all_organisations(reader())), 1);
  EXPECT_FALSE(is_choice("Kantineudvalget"));
  EXPECT_TRUE(is_choice("Driftsgruppe Østfjord"));
  EXPECT_TRUE(person_directory().find(reader(), "Holm").empty());
  EXPECT_EQ(found("Kantineudvalget"), Names{});
  EXPECT_EQ(found("Holm"), Names{});
  EXPECT_EQ(meetings::all_bodies(reader(), meetings::everything()).size(), 1u);
  const auto after = meetings::counts(reader());
  EXPECT_EQ(after.persons, before.persons - 1);
  EXPECT_EQ(after.bodies, before.bodies - 1);
}

TEST_F(Unnamed, AreTheSameAgainWhenItComesBack) {
  const auto gone = commit("Kantineudvalget", 4, {"Ida Holm"});
  const auto person = id_of(IdentityKind::person, "Ida Holm"), body = id_of(IdentityKind::body, "Kantineudvalget");
  take_back(gone);
  commit("Kantineudvalget", 5, {"Ida Holm"});
  EXPECT_EQ(id_of(IdentityKind::person, "Ida Holm"), person);
  EXPECT_EQ(id_of(IdentityKind::body, "Kantineudvalget"), body);
  EXPECT_EQ(found("Holm"), (Names{"meeting", "person"}));
  EXPECT_EQ(found("Kantineudvalget"), (Names{"body", "meeting"}));
}

TEST_F(Unnamed, AreThoseWhomTheNextVersionDoesNotNameUntilItIsTakenBack) {
  commit("Kantineudvalget", 4, {"Ida Hulm", "Bo Krag"});
  const auto corrected = commit("Kantineudvalget", 4, {"Per Vang", "Bo Krag"}, "Drøftet og godkendt.");
  EXPECT_EQ(listed(IdentityKind::person), (Names{"Bo Krag", "Per Vang"}));
  EXPECT_EQ(found("Hulm"), Names{});
  take_back(corrected);
  EXPECT_EQ(listed(IdentityKind::person), (Names{"Ida Hulm", "Bo Krag"}));
  EXPECT_EQ(found("Hulm"), (Names{"meeting", "person"}));
}

TEST_F(Unnamed, IsNobodyWhoIsKnownOtherwise) {
  const auto gone = commit("Kantineudvalget", 4, {"Ida Holm"});
  const auto ida = id_of(IdentityKind::person, "Ida Holm");
  take_back(gone);
  EXPECT_TRUE(bodies::is_unnamed(reader(), IdentityKind::person, ida));
  test_.database().write([&](database::Connection& connection) { return connection.execute(give_contact, ida); });
  EXPECT_EQ(listed(IdentityKind::person), (Names{"Ida Holm"}));
  EXPECT_EQ(found("Holm"), Names{"person"});
}

}  // namespace
}  // namespace klynge::app
