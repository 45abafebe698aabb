// Merging, splitting and answering doubts: what moves, and that everything can be taken back.
#include <gtest/gtest.h>

#include <algorithm>

#include "bodies/candidate_store.hpp"
#include "bodies/doubt_store.hpp"
#include "bodies/facets.hpp"
#include "bodies/identity_actions.hpp"
#include "bodies/identity_routes.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/matcher.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::bodies {
namespace {

using audit::Transaction;
using database::Connection;
using database::Sql;
using database::TestDatabase;

// Rows of a room above, as simple as they can be: a mention is its number.
const Sql insert_mention{"INSERT INTO mention (id, who) VALUES ($1, $2)"};
const Sql who_sql{"SELECT who FROM mention WHERE id = $1"};
const Sql all_of_sql{"SELECT id FROM mention WHERE who = $1 ORDER BY id"};
const Sql move_one_sql{"UPDATE mention SET who = $3 WHERE id = $1 AND who = $2"};
const Sql count_entries{"SELECT count(*) FROM audit_entry"};

References test_references() {
  return {
      [](Connection&, IdentityKind, std::string_view, std::int64_t) { return std::vector<Mention>{}; },
      [](Transaction& transaction, IdentityKind, std::string_view from, std::string_view to) {
        std::string moved;
        std::vector<std::string> ids;
        auto rows = transaction.connection().query(all_of_sql, from);
        while (rows.next()) ids.push_back(rows.string(0));
        for (const auto& id : ids) {
          transaction.connection().execute(move_one_sql, id, from, to);
          moved += id + " ";
        }
        return moved;
      },
      [](Transaction& transaction, IdentityKind, std::string_view moved, std::string_view from, std::string_view to) {
        std::string id;
        for (const char c : moved) {
          if (c != ' ') {
            id += c;
            continue;
          }
          transaction.connection().execute(move_one_sql, id, to, from);
          id.clear();
        }
      },
      [](Transaction& transaction, IdentityKind, const std::vector<std::string>& mentions, std::string_view from,
         std::string_view to) -> Result<std::vector<MovedMention>> {
        std::vector<MovedMention> moved;
        for (const auto& id : mentions) {
          if (transaction.connection().execute(move_one_sql, id, from, to) != 1)
            return invalid("Stedet hører ikke til her.");
          moved.push_back({"Lars Jensen", {}, {}});
        }
        return moved;
      }};
}

class IdentityActions : public testing::Test {
 protected:
  IdentityActions() {
    test_.database().write([](Connection& connection) {
      connection.script("CREATE TABLE mention (id TEXT PRIMARY KEY, who TEXT NOT NULL)");
      return true;
    });
  }
  std::string person(const std::string& name, const std::string& organisation, const std::string& body,
                     const std::string& mention) {
    std::string id;
    test_.database().write([&](Connection& connection) {
      Transaction transaction(connection, Instant{++now_us_});
      Matcher matcher(transaction, "");
      matcher.body({body});
      id = *matcher.attendee({.name = name, .title = "", .organisation = organisation}).person.id;
      connection.execute(insert_mention, mention, id);
      return true;
    });
    return id;
  }
  std::string who(const std::string& mention) {
    auto rows = reader().query(who_sql, mention);
    return rows.next() ? rows.string(0) : "";
  }
  Facets facets(const std::string& id) { return read_facets(reader(), IdentityKind::person, id); }
  std::int64_t entries() {
    auto rows = reader().query(count_entries);
    return rows.next() ? rows.integer(0) : -1;
  }
  Connection& reader() { return test_.database().reader(); }

  TestDatabase test_;
  std::int64_t now_us_ = 1'700'000'000'000'000;
  audit::Book book_{test_.database(), [this] { return Instant{++now_us_}; }};
  audit::Actor secretary_{"account-1", "Sekretær", "", audit::Permission::change_record | audit::Permission::read_all};
  audit::Actor reader_role_{"account-2", "Læser", "", audit::Permission::read_all | audit::Permission::none};
  References references_ = test_references();
};

TEST_F(IdentityActions, AMergeMovesEverythingAndIsTakenBackWhole) {
  const auto kept = person("Signe Krag Holmdal", "Lyngsted Kommune", "Driftsgruppe Egelund", "m1");
  const auto gone = person("Bodil Ankersø", "Havnsø Kommune", "Patientrådet", "m2");
  const auto kept_before = facets(kept), gone_before = facets(gone);
  const auto merged = merge(book_, secretary_, references_, {IdentityKind::person, kept, gone});
  ASSERT_TRUE(merged);
  EXPECT_EQ(who("m2"), kept);
  EXPECT_TRUE(facets(gone).empty());
  EXPECT_EQ(living_identity(reader(), IdentityKind::person, gone)->id, kept);
  EXPECT_EQ(merges_into(reader(), IdentityKind::person, kept).size(), 1u);

  ASSERT_TRUE(undo_merge(book_, secretary_, references_, *merged));
  EXPECT_EQ(who("m1"), kept);
  EXPECT_EQ(who("m2"), gone);
  EXPECT_EQ(facets(kept), kept_before);
  EXPECT_EQ(facets(gone), gone_before);
  EXPECT_EQ(undo_merge(book_, secretary_, references_, *merged).error().kind, Problem::Kind::conflict);
  EXPECT_EQ(entries(), 2);
}

TEST_F(IdentityActions, TakingBackOneOfTwoMergesLeavesTheOtherWhole) {
  const auto kept = person("Signe Holmdal", "Lyngsted Kommune", "Driftsgruppe Egelund", "m1");
  const auto first = person("Bodil Ankersø", "Havnsø Kommune", "Patientrådet", "m2");
  const auto second = person("Bodil Ankersø", "Region Vesterhav", "Patientrådet", "m3");
  ASSERT_NE(first, second);
  const auto second_facets = facets(second);
  const auto merge_one = merge(book_, secretary_, references_, {IdentityKind::person, kept, first});
  ASSERT_TRUE(merge(book_, secretary_, references_, {IdentityKind::person, kept, second}));
  ASSERT_TRUE(undo_merge(book_, secretary_, references_, *merge_one));
  EXPECT_EQ(who("m2"), first);
  EXPECT_EQ(who("m3"), kept);
  const auto now = facets(kept);
  for (const auto& facet : second_facets) EXPECT_TRUE(has_key(now, facet)) << facet.table << " " << facet.first;
}

TEST_F(IdentityActions, AMergeRefusesItselfTheUnknownAndTheMergedAway) {
  const auto one = person("Signe Holmdal", "Lyngsted Kommune", "Driftsgruppe Egelund", "m1");
  const auto two = person("Bodil Ankersø", "Havnsø Kommune", "Driftsgruppe Egelund", "m2");
  const auto kind = [&](const std::string& kept, const std::string& gone) {
    return merge(book_, secretary_, references_, {IdentityKind::person, kept, gone}).error().kind;
  };
  EXPECT_EQ(kind(one, one), Problem::Kind::invalid);
  EXPECT_EQ(kind(one, "nobody"), Problem::Kind::not_found);
  ASSERT_TRUE(merge(book_, secretary_, references_, {IdentityKind::person, one, two}));
  EXPECT_EQ(kind(two, one), Problem::Kind::conflict);
  EXPECT_EQ(merge(book_, reader_role_, references_, {IdentityKind::person, one, two}).error().kind,
            Problem::Kind::forbidden);
}

TEST_F(IdentityActions, ASplitGivesTheChosenPlacesToSomebodyNew) {
  const auto one = person("Lars Jensen", "Lyngsted Kommune", "Driftsgruppe Egelund", "m1");
  EXPECT_EQ(person("Lars Jensen", "Lyngsted Kommune", "Driftsgruppe Egelund", "m2"), one);
  const auto other =
      split(book_, secretary_, references_, {IdentityKind::person, one, {"m2"}, {}, "Lars Jensen (Havnsø)"});
  ASSERT_TRUE(other);
  EXPECT_EQ(who("m1"), one);
  EXPECT_EQ(who("m2"), *other);
  EXPECT_EQ(find_identity(reader(), IdentityKind::person, *other)->name, "Lars Jensen (Havnsø)");
  EXPECT_FALSE(split(book_, secretary_, references_, {IdentityKind::person, one, {"m2"}, {}, "Lars"}));
  EXPECT_FALSE(split(book_, secretary_, references_, {IdentityKind::person, one, {}, {}, "Lars"}));
  EXPECT_FALSE(split(book_, secretary_, references_, {IdentityKind::person, one, {"m1"}, {}, " "}));
  // Back again: a split is undone by a merge.
  ASSERT_TRUE(merge(book_, secretary_, references_, {IdentityKind::person, one, *other}));
  EXPECT_EQ(who("m2"), one);
}

TEST_F(IdentityActions, ADoubtIsAnsweredOneWayOrTheOtherAndAgain) {
  const auto one = person("Lars Jensen", "Lyngsted Kommune", "Driftsgruppe Egelund", "m1");
  const auto two = person("Lars Jensen", "Havnsø Kommune", "Patientrådet", "m2");
  const auto doubts = open_doubts(reader(), 0, 10);
  ASSERT_EQ(doubts.size(), 1u);
  ASSERT_TRUE(settle_doubt(book_, secretary_, references_, doubts[0].id, DoubtAnswer::different));
  EXPECT_EQ(count_open_doubts(reader()), 0);
  EXPECT_EQ(who("m2"), two);
  ASSERT_TRUE(settle_doubt(book_, secretary_, references_, doubts[0].id, DoubtAnswer::same));
  EXPECT_EQ(who("m2"), one);
  const auto past = merges_into(reader(), IdentityKind::person, one);
  ASSERT_EQ(past.size(), 1u);
  ASSERT_TRUE(undo_merge(book_, secretary_, references_, past[0].id));
  EXPECT_EQ(who("m2"), two);
  EXPECT_EQ(count_open_doubts(reader()), 1);
}

TEST_F(IdentityActions, NobodyIsAskedOfTwoBodiesOneOfWhichFollowsTheOther) {
  std::string one, two;
  test_.database().write([&](Connection& connection) {
    Transaction transaction(connection, Instant{++now_us_});
    Matcher matcher(transaction, "");
    one = matcher.body({"Driftsforum Egelund"}).id.value_or("");
    two = matcher.body({"Driftsforum Somatik Egelund"}).id.value_or("");
    insert_doubt(connection, "d1",
                 {"d1", IdentityKind::body, "Driftsforum", one, two, {}, {}, std::nullopt, "Ligner.", "open"}, 1);
    return true;
  });
  ASSERT_GE(count_open_doubts(reader()), 1);
  ASSERT_FALSE(open_doubts_of(reader(), IdentityKind::body, one).empty());
  test_.database().write([&](Connection& connection) {
    static constexpr database::Sql follow{"INSERT INTO body_succession (predecessor_id, successor_id) VALUES ($1, $2)"};
    connection.execute(follow, one, two);
    return true;
  });
  EXPECT_EQ(count_open_doubts(reader()), 0);
  EXPECT_TRUE(open_doubts(reader(), 0, 10).empty());
  EXPECT_TRUE(open_doubts_of(reader(), IdentityKind::body, one).empty());
}

TEST_F(IdentityActions, ARenameKeepsTheOldNameFindable) {
  const auto one = person("Signe Holmdal", "Lyngsted Kommune", "Driftsgruppe Egelund", "m1");
  ASSERT_TRUE(rename(book_, secretary_, {IdentityKind::person, one, "  Signe   Vestervig "}));
  EXPECT_EQ(find_identity(reader(), IdentityKind::person, one)->name, "Signe Vestervig");
  EXPECT_EQ(person("Signe Holmdal", "Lyngsted Kommune", "Driftsgruppe Egelund", "m2"), one);
  EXPECT_EQ(person("Signe Vestervig", "Lyngsted Kommune", "Driftsgruppe Egelund", "m3"), one);
  EXPECT_FALSE(rename(book_, secretary_, {IdentityKind::person, one, "   "}));
}

TEST_F(IdentityActions, OrganisationsAndBodiesMergeToo) {
  person("Signe Holmdal", "Lyngsted Kommune", "Politisk Klynge Egelund", "m1");
  person("Bodil Ankersø", "Havnsø Kommune", "Politisk Sundhedsklynge Egelund", "m2");
  const auto bodies = load_bodies(reader());
  ASSERT_EQ(bodies.size(), 2u);
  const auto merged = merge(book_, secretary_, references_, {IdentityKind::body, bodies[0].id, bodies[1].id});
  ASSERT_TRUE(merged);
  EXPECT_EQ(load_bodies(reader()).size(), 1u);
  EXPECT_EQ(read_facets(reader(), IdentityKind::body, bodies[0].id).size(), 4u);
  ASSERT_TRUE(undo_merge(book_, secretary_, references_, *merged));
  EXPECT_EQ(load_bodies(reader()).size(), 2u);
}

// Whoever takes a merge back stays with the kind and the one he was at, not with the persons.
TEST_F(IdentityActions, TakingAMergeBackLeadsToWhoWasKept) {
  person("Signe Holmdal", "Lyngsted Kommune", "Politisk Klynge Egelund", "m1");
  person("Bodil Ankersø", "Havnsø Kommune", "Politisk Sundhedsklynge Egelund", "m2");
  const auto bodies = load_bodies(reader());
  const auto merged = merge(book_, secretary_, references_, {IdentityKind::body, bodies[0].id, bodies[1].id});
  ASSERT_TRUE(merged);
  const RouteDeps deps{book_, references_};
  const auto all = routes(deps);
  const auto route = std::ranges::find(all, "/ret/sammenlaegninger/{id}/fortryd", &http::Route::pattern);
  ASSERT_NE(route, all.end());
  const auto answer = route->handler(
      http::Request{.method = http::Method::post, .target = "/", .parameters = {{"id", *merged}}, .actor = secretary_});
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.headers.front().second, "/organer/" + bodies[0].id + "/ret?skilt=" + *merged);
}

// A change leads to a page that says what was done; the sentence is gone once it no longer holds.
TEST_F(IdentityActions, ThePageAfterAChangeSaysWhatWasDone) {
  const auto kept = person("Signe Krag Holmdal", "Lyngsted Kommune", "Driftsgruppe Egelund", "m1");
  const auto gone = person("Bodil Ankersø", "Havnsø Kommune", "Patientrådet", "m2");
  const RouteDeps deps{book_, references_};
  const auto all = routes(deps);
  const auto ask = [&](http::Method method, std::string_view pattern, http::Request request) {
    const auto route = std::ranges::find_if(
        all, [&](const http::Route& one) { return one.method == method && one.pattern == pattern; });
    request.method = method;
    request.actor = secretary_;
    return route->handler(request);
  };
  const auto post = [&](std::string_view pattern, http::Request request) {
    const auto answer = ask(http::Method::post, pattern, std::move(request));
    EXPECT_EQ(answer.status, 303);
    return answer.headers.front().second;
  };
  const auto page = [&](const std::string& address) {
    const auto mark = address.find('?');
    EXPECT_EQ(address.substr(0, mark), "/personer/" + kept + "/ret");
    http::Request request{.target = address, .parameters = {{"id", kept}}};
    const auto said = address.substr(mark + 1);
    request.query.emplace(said.substr(0, said.find('=')), said.substr(said.find('=') + 1));
    return ask(http::Method::get, "/personer/{id}/ret", std::move(request)).body;
  };
  const auto says = [](const std::string& body, std::string_view part) { return body.find(part) != std::string::npos; };

  const auto merged =
      post("/ret/{art}/{id}/laeg-sammen", {.parameters = {{"art", "person"}, {"id", kept}}, .form = {{"anden", gone}}});
  EXPECT_TRUE(says(page(merged), "”Bodil Ankersø” er lagt ind under ”Signe Krag Holmdal”."));
  const auto merge_id = merged.substr(merged.find('=') + 1);
  const auto apart = post("/ret/sammenlaegninger/{id}/fortryd", {.parameters = {{"id", merge_id}}});
  EXPECT_TRUE(says(page(apart), "”Bodil Ankersø” er skilt ud igen og står for sig selv."));
  EXPECT_FALSE(says(page(merged), "er lagt ind under"));
  const auto split_off = post("/ret/{art}/{id}/skil", {.parameters = {{"art", "person"}, {"id", kept}},
                                                       .form = {{"sted", "m1"}, {"navn", "Signe Vestervig"}}});
  EXPECT_TRUE(says(page(split_off), "De valgte steder står nu ved ”Signe Vestervig”."));
  const auto renamed =
      post("/ret/{art}/{id}/navn", {.parameters = {{"art", "person"}, {"id", kept}}, .form = {{"navn", "Signe Holm"}}});
  EXPECT_TRUE(says(page(renamed), "Navnet er gemt."));
  EXPECT_FALSE(says(page("/personer/" + kept + "/ret?ny=ukendt"), "De valgte steder"));
}

}  // namespace
}  // namespace klynge::bodies
