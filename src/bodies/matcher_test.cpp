// The matcher over a database: the labelled set again, so that the index loses nobody the rules
// would find, and what the matcher leaves behind. Runs on PostgreSQL where KLYNGE_TEST_POSTGRES is set.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "bodies/identity_store.hpp"
#include "bodies/matcher.hpp"
#include "bodies/variants_for_test.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::bodies {
namespace {

using audit::Transaction;
using database::Connection;
using database::Sql;
using database::TestDatabase;

const Sql count_persons{"SELECT count(*) FROM person WHERE merged_into IS NULL"};
const Sql count_organisations{"SELECT count(*) FROM organisation"};

std::int64_t count(Connection& connection, const Sql& sql) {
  auto rows = connection.query(sql);
  return rows.next() ? rows.integer(0) : -1;
}

// A register filled by hand: organisations and bodies by their names.
struct Register {
  Transaction& transaction;
  std::map<std::string, std::string> ids;  // the set's short names to ids
  std::map<std::string, std::string> bodies;

  // An organisation enters the register with a seat, even an empty one.
  std::optional<std::string> organisation(const std::string& name) {
    return Matcher(transaction, "").attendee({.name = "(vacant)", .title = "", .organisation = name}).organisation.id;
  }
  std::string body(const std::string& short_name) {
    auto& id = bodies[short_name];
    if (id.empty()) id = *Matcher(transaction, "").body({"Gruppen " + short_name}).id;
    return id;
  }
  void add_person(const variants::Known& known) {
    const std::string id = transaction.new_id_text();
    insert_person(transaction.connection(), id, known.name);
    add_name(transaction.connection(), IdentityKind::person, id, known.name);
    std::optional<std::string> organisation_id;
    if (!known.organisation.empty()) organisation_id = organisation(known.organisation);
    add_membership(transaction.connection(), id, organisation_id, body(known.body));
    ids[known.id] = id;
  }
};

std::string answer(const Register& known, const Match& match, const std::optional<std::string>& id) {
  if (!id) return "none";
  for (const auto& [short_name, known_id] : known.ids)
    if (known_id == *id) return short_name;
  return match.doubt_id ? "ask" : "new";
}

std::string match_person(Transaction& transaction, const variants::Case& one) {
  Register known{transaction, {}, {}};
  for (const auto& person : one.known) known.add_person(person);
  Matcher matcher(transaction, "");
  if (!one.body.empty()) matcher.body({"Gruppen " + one.body});
  for (const auto& person : one.known) {
    const bool here = std::ranges::find(one.at_the_table, person.id) != one.at_the_table.end() ||
                      std::ranges::find(one.seen, person.id) != one.seen.end();
    if (here) matcher.attendee({.name = person.name, .title = person.title, .organisation = person.organisation});
  }
  if (!one.mention) {
    const auto match = matcher.attendee({.name = one.printed, .title = "", .organisation = one.organisation});
    return answer(known, match.person, match.person.id);
  }
  const auto doubts = count_open_doubts(transaction.connection());
  const auto match = matcher.mention(one.printed);
  Match person;
  if (count_open_doubts(transaction.connection()) > doubts) person.doubt_id = "asked";
  return answer(known, person, match.person_id);
}

std::string match_body(Transaction& transaction, const variants::Case& one) {
  Register known{transaction, {}, {}};
  for (const auto& body : one.known) known.ids[body.id] = *Matcher(transaction, "").body({body.name}).id;
  const auto match = Matcher(transaction, "").body({one.printed});
  return answer(known, match, match.id);
}

TEST(Matcher, FindsThroughTheIndexWhomTheRulesFind) {
  TestDatabase test;
  std::map<std::string, variants::Count> counts;
  for (const auto& one : variants::read_cases()) {
    if (one.kind == "organisation") continue;  // read whole; the rules' own test says it all
    std::string got;
    test.database().write([&](Connection& connection) {
      Transaction transaction(connection, Instant{1'700'000'000'000'000});
      got = one.kind == "person" ? match_person(transaction, one) : match_body(transaction, one);
      return false;
    });
    counts[one.kind].add(got, one.expected);
    if (got != one.expected)
      std::cout << "line " << one.line << " “" << one.printed << "” (" << one.organisation << "): " << got
                << ", expected " << one.expected << "\n";
  }
  for (const auto& [kind, result] : counts) {
    std::cout << kind << ": precision " << result.precision() << ", recall " << result.recall() << "\n";
    EXPECT_GE(result.precision(), 0.99) << kind;
    EXPECT_GE(result.recall(), 0.9) << kind;
  }
}

class MatcherTest : public testing::Test {
 protected:
  template <class Work>
  void write(Work work) {
    test_.database().write([&](Connection& connection) {
      Transaction transaction(connection, Instant{++now_us_});
      work(transaction);
      return true;
    });
  }
  Connection& reader() { return test_.database().reader(); }
  TestDatabase test_;
  std::int64_t now_us_ = 1'700'000'000'000'000;
};

AttendeeQuestion attendee(std::string_view name, std::string_view organisation = "") {
  return {.name = name, .title = "", .organisation = organisation};
}

TEST_F(MatcherTest, TheSameMeetingTwiceEntersNobodyTwice) {
  for (int round = 0; round < 3; ++round)
    write([&](Transaction& transaction) {
      Matcher matcher(transaction, "");
      matcher.body({"Styregruppen Egelund"});
      matcher.attendee(attendee("Signe Holmdal", "Lyngsted Kommune"));
      matcher.attendee(attendee("Lars Jensen", "Region Vesterhav"));
      matcher.attendee(attendee("Ida"));
      matcher.mention("Hanne Tornskov");
    });
  EXPECT_EQ(count(reader(), count_persons), 4);
  EXPECT_EQ(count(reader(), count_organisations), 2);
  EXPECT_EQ(count_open_doubts(reader()), 0);
}

TEST_F(MatcherTest, BoardsOfTheSameBareNameAreToldApartByTheirPeople) {
  const auto meet = [&](std::string_view body, std::vector<std::string_view> people) {
    Match match;
    write([&](Transaction& transaction) {
      Matcher matcher(transaction, "");
      match = matcher.body({body, people});
      for (const auto name : people) matcher.attendee(attendee(name));
    });
    return match;
  };
  const auto north = meet("Bestyrelsen", {"Signe Holmdal", "Lars Jensen", "Hanne Tornskov"});
  const auto south = meet("Bestyrelsen", {"Per Ravn", "Gitte Sol", "Ole Bak"});
  EXPECT_NE(south.id, north.id);
  EXPECT_TRUE(south.doubt_id) << "never told apart in silence either";
  EXPECT_EQ(meet("Bestyrelsen", {"Gitte Sol", "Ole Bak", "Nina Krag"}).id, south.id);
  EXPECT_EQ(meet("Bestyrelsesmøde", {"Lars Jensen", "Kim Aa", "Bo Vig"}).id, north.id);
  EXPECT_EQ(count_open_doubts(reader()), 1);
  // One who names its place is the same whoever comes.
  const auto placed = meet("Styregruppen Egelund", {"Signe Holmdal", "Lars Jensen", "Hanne Tornskov"});
  EXPECT_EQ(meet("Styregruppen Egelund", {"A Bo", "C Dam", "E Fog"}).id, placed.id);
}

TEST_F(MatcherTest, ADoubtIsAskedOnceHoweverManyMeetings) {
  write([&](Transaction& transaction) {
    Matcher matcher(transaction, "");
    matcher.body({"Styregruppen Egelund"});
    matcher.attendee(attendee("Lars Jensen", "Lyngsted Kommune"));
  });
  for (int round = 0; round < 4; ++round)
    write([&](Transaction& transaction) {
      Matcher matcher(transaction, "");
      matcher.body({"Driftsforum Birkholm"});
      const auto match = matcher.attendee(attendee("Lars Jensen", "Havnsø Kommune"));
      EXPECT_EQ(match.person.doubt_id.has_value(), round == 0);
    });
  EXPECT_EQ(count(reader(), count_persons), 2);
  const auto doubts = open_doubts(reader(), 0, 10);
  ASSERT_EQ(doubts.size(), 1u);
  EXPECT_EQ(doubts[0].reason, "Samme navn, men organisationerne udelukker hinanden.");
  EXPECT_EQ(doubts[0].candidate_name, "Lars Jensen");
}

TEST_F(MatcherTest, TwoNamesakesAtOneTableLeaveAMentionToOneStandIn) {
  for (int round = 0; round < 3; ++round)
    write([&](Transaction& transaction) {
      Matcher matcher(transaction, "");
      matcher.body({"Styregruppen Egelund"});
      matcher.attendee(attendee("Lars Jensen", "Lyngsted Kommune"));
      matcher.attendee(attendee("Lars Jensen", "Havnsø Kommune"));
      EXPECT_TRUE(matcher.mention("Lars Jensen").person_id);
    });
  EXPECT_EQ(count(reader(), count_persons), 3);
}

TEST_F(MatcherTest, TheFullestNameIsShown) {
  std::string id;
  write([&](Transaction& transaction) {
    Matcher matcher(transaction, "");
    matcher.body({"Styregruppen Egelund"});
    id = *matcher.attendee(attendee("Signe Holmdal", "Lyngsted Kommune")).person.id;
    EXPECT_EQ(
        *Matcher(transaction, "").attendee(attendee("Direktør Signe Krag Holmdal", "Lyngsteds Kommune")).person.id, id);
  });
  EXPECT_EQ(find_identity(reader(), IdentityKind::person, id)->name, "Signe Krag Holmdal");
  EXPECT_EQ(names_of(reader(), IdentityKind::person, id),
            (std::vector<std::string>{"Signe Holmdal", "Signe Krag Holmdal"}));
}

TEST_F(MatcherTest, MentionsKnowOrganisationsAndBodiesButEnterNone) {
  write([&](Transaction& transaction) {
    Matcher matcher(transaction, "");
    const auto body = matcher.body({"Driftsforum for Kirurgi"}).id;
    matcher.attendee({.name = "Signe Holmdal", .title = "formand", .organisation = "Lyngsted Kommune"});
    const auto region = matcher.attendee(attendee("Bo Ravnsø", "Region Vesterhav")).organisation.id;
    EXPECT_EQ(matcher.mention("Regionen").organisation_id, region);
    EXPECT_EQ(matcher.mention("driftsforummet for kirurgi").body_id, body);
    EXPECT_TRUE(matcher.mention("formanden").person_id);
    EXPECT_FALSE(matcher.mention("Sekretariatet").person_id);
    const auto nobody = matcher.mention("kommunerne");
    EXPECT_FALSE(nobody.person_id || nobody.organisation_id || nobody.body_id);
    const auto unknown = matcher.mention("Udvalget for Havbrug");
    EXPECT_FALSE(unknown.person_id || unknown.organisation_id || unknown.body_id);
  });
}

TEST_F(MatcherTest, AnOverlongOrEmptyNameIsNobody) {
  write([&](Transaction& transaction) {
    Matcher matcher(transaction, "");
    EXPECT_FALSE(matcher.body({std::string(5000, 'a')}).id);
    EXPECT_FALSE(matcher.attendee(attendee(std::string(5000, 'a') + " b")).person.id);
    EXPECT_FALSE(matcher.attendee(attendee("")).person.id);
    EXPECT_FALSE(matcher.mention("…").person_id);
    EXPECT_FALSE(matcher.body({"den"}).id);
  });
}

}  // namespace
}  // namespace klynge::bodies
