// Proposals from the minutes: what is proposed, and what is not because it says too little.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "bodies/structure/body_store.hpp"
#include "bodies/structure/proposal_actions.hpp"
#include "bodies/structure/test_structure.hpp"

namespace klynge::structure {
namespace {

using Kind = Proposal::Kind;

struct Row {
  std::string person, title, organisation = "Lyngsted Kommune", role = "member", status = "present", substitutes_for;
};

// A meeting a quarter, from the first quarter of 2022 on.
Date quarter(int number) { return {2022 + number / 4, 1 + 3 * (number % 4), 10}; }

std::vector<Attended> lists(const std::vector<std::vector<Row>>& meetings) {
  std::vector<Attended> all;
  for (std::size_t i = 0; i < meetings.size(); ++i)
    for (const auto& row : meetings[i]) {
      const auto kind = row.organisation.starts_with("PLO") ? OrganisationKind::plo : OrganisationKind::municipality;
      all.push_back({.meeting_id = "m" + std::to_string(i),
                     .body_id = "b",
                     .day = quarter(static_cast<int>(i)),
                     .person_id = row.status == "vacant" ? "" : row.person,
                     .name = row.person,
                     .title = row.title,
                     .organisation_id = row.organisation,
                     .organisation_name = row.organisation,
                     .organisation_kind = kind,
                     .role = row.role,
                     .status = row.status,
                     .substitutes_for = row.substitutes_for});
    }
  return all;
}

const BodyProfile body{.body_id = "b", .name = "Faglig Klynge Egelund"};
const Row asta{"Asta Lind", "Direktør"}, bo{"Bo Falk", "Direktør"}, carl{"Carl Holm", "Borgmester", "Havnsø Kommune"};

std::vector<Proposal> of_kind(const std::vector<Proposal>& all, Kind kind) {
  std::vector<Proposal> found;
  for (const auto& one : all)
    if (one.kind == kind) found.push_back(one);
  return found;
}

TEST(Proposals, NothingOfASingleMention) {
  EXPECT_TRUE(propose(body, lists({{asta, carl}}), {}).empty());
  const auto all = propose(body, lists({{asta, carl}, {asta}}), {});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].holders.at(0).person_name, "Asta Lind");
}

TEST(Proposals, WhoComesNowAndThenIsNoMember) {
  std::vector<std::vector<Row>> meetings(12, {asta});
  meetings[0].push_back(carl);
  meetings[11].push_back(carl);
  const auto all = propose(body, lists(meetings), {});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].holders[0].person_name, "Asta Lind");
}

TEST(Proposals, ASeatSaysWhoseItIsAndSinceWhenItsHolderWasSeen) {
  const auto all = propose(body, lists({{asta, carl}, {asta, carl}, {asta, carl}}), {});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].seat.label, "Direktør, Lyngsted Kommune");
  EXPECT_EQ(all[0].seat.kind, "director");
  EXPECT_EQ(all[0].seat.organisation_id, "Lyngsted Kommune");
  EXPECT_EQ(all[0].holders[0].period, (Period{quarter(0), std::nullopt}));
  EXPECT_FALSE(all[0].holders[0].to_seen);
  EXPECT_EQ(all[0].reason, "Asta Lind er set ved 3 møder, første gang 10. januar 2022 og sidste gang 10. juli 2022.");
  EXPECT_EQ(all[1].seat.kind, "mayor");
}

TEST(Proposals, WhoFollowsWhomSharesASeatAndWhoSitsAtOnceDoesNot) {
  const auto followed = propose(body, lists({{asta}, {asta}, {asta}, {bo}, {bo}, {bo}, {bo}}), {});
  ASSERT_EQ(followed.size(), 1u);
  ASSERT_EQ(followed[0].holders.size(), 2u);
  EXPECT_EQ(followed[0].holders[0].period, (Period{quarter(0), plus_days(quarter(2), 1)}));
  EXPECT_TRUE(followed[0].holders[0].to_seen);
  EXPECT_EQ(followed[0].holders[1].period.from, quarter(3));
  EXPECT_EQ(propose(body, lists({{asta, bo}, {asta, bo}}), {}).size(), 2u);
  // Another organisation's director is no successor.
  const Row other{"Dea Krog", "Direktør", "Havnsø Kommune"};
  EXPECT_EQ(propose(body, lists({{asta}, {asta}, {asta}, {other}, {other}, {other}, {other}}), {}).size(), 2u);
}

TEST(Proposals, RolesAndGuests) {
  const Row chair{"Asta Lind", "Direktør", "Lyngsted Kommune", "chair"};
  const Row guest{"Gerda Møl", "Konsulent", "Lyngsted Kommune", "guest"};
  const Row observer{"Ole Brandt", "", "PLO Egelund", "observer"};
  const Row secretary{"Ida Storm", "Sekretær", "Lyngsted Kommune", "secretary"};
  const auto all = propose(body, lists({{chair, guest, observer, secretary}, {chair, guest, observer, secretary}}), {});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].seat.role, SeatRole::chair);
  EXPECT_EQ(all[1].seat.role, SeatRole::observer);
  EXPECT_FALSE(all[1].seat.voting);
  EXPECT_EQ(all[1].seat.kind, "general_practitioner");
  EXPECT_EQ(all[2].seat.label, "Sekretær, Lyngsted Kommune");
}

TEST(Proposals, AnEmptySeatThatTheListsName) {
  const Row empty{"(vacant)", "Borgmester", "Havnsø Kommune", "member", "vacant"};
  EXPECT_TRUE(of_kind(propose(body, lists({{asta, empty}, {asta}}), {}), Kind::seat).size() == 1);
  const auto all = propose(body, lists({{asta, empty}, {asta, empty}}), {});
  ASSERT_EQ(all.size(), 2u);
  const auto& vacant = all[0].holders.empty() ? all[0] : all[1];
  EXPECT_TRUE(vacant.holders.empty());
  EXPECT_EQ(vacant.seat.label, "Borgmester, Havnsø Kommune");
}

SeatHistory standing(std::string id, const Row& row, SeatRole role = SeatRole::member) {
  SeatHistory one{.seat = {.id = std::move(id),
                           .body_id = "b",
                           .label = "Direktør",
                           .kind = "director",
                           .organisation_id = row.organisation,
                           .role = role}};
  one.terms.push_back({.id = "t", .seat_id = one.seat.id, .person_id = row.person, .person_name = row.person});
  return one;
}

TEST(Proposals, WhoHoldsASeatIsNotProposedAgain) {
  EXPECT_TRUE(propose(body, lists({{asta}, {asta}, {asta}}), {standing("s", asta)}).empty());
}

TEST(Proposals, WhoHasNotBeenSeenForLongIsProposedAsEnded) {
  const std::vector<std::vector<Row>> meetings{{asta, carl}, {asta, carl}, {carl}, {carl}, {carl}};
  const auto ends = of_kind(propose(body, lists(meetings), {standing("s", asta)}), Kind::end);
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_EQ(ends[0].term_id, "t");
  EXPECT_EQ(ends[0].holders[0].period.to, plus_days(quarter(1), 1));
  EXPECT_EQ(ends[0].reason, "Asta Lind er sidst set den 10. april 2022. Siden har der været 3 møder.");
  // Two meetings missed are no departure.
  EXPECT_TRUE(of_kind(propose(body, lists({meetings.begin(), meetings.begin() + 4}), {standing("s", asta)}), Kind::end)
                  .empty());
}

TEST(Proposals, WhoComesForTheHolderIsASubstitute) {
  const Row stand_in{"Dea Krog", "Chef", "Lyngsted Kommune", "member", "substitute", "Asta Lind"};
  const auto all = propose(body, lists({{asta}, {stand_in}, {asta}, {stand_in}}), {standing("s", asta)});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].kind, Kind::substitute);
  EXPECT_EQ(all[0].holders[0].period.from, quarter(1));
  EXPECT_TRUE(propose(body, lists({{asta}, {stand_in}, {asta}}), {standing("s", asta)}).empty());
}

TEST(Proposals, WhoLeadsTheMeetingsHasTheChair) {
  Row leads = asta;
  leads.role = "chair";
  const auto all = propose(body, lists({{leads}, {leads}, {asta}}), {standing("s", asta)});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].kind, Kind::role);
  EXPECT_EQ(all[0].seat.role, SeatRole::chair);
  EXPECT_TRUE(propose(body, lists({{leads}, {asta}, {asta}}), {standing("s", asta)}).empty());
}

TEST(Proposals, OnlyTheBodysOwnDaysAreProposed) {
  BodyProfile begun = body;
  begun.period = {quarter(1), quarter(2)};
  const auto all = propose(begun, lists({{asta}, {asta}, {asta}}), {});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].holders[0].period, begun.period);
}

RC_GTEST_PROP(Proposals, NobodySitsTwiceAndNoTwoSitInOneSeat, ()) {
  const auto meetings =
      *rc::gen::container<std::vector<std::vector<int>>>(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8)));
  std::vector<std::vector<Row>> rows;
  for (const auto& present : meetings) {
    rows.emplace_back();
    for (const int who : present)
      rows.back().push_back({"Person " + std::to_string(who), who % 2 ? "Direktør" : "Borgmester",
                             who < 4 ? "Lyngsted Kommune" : "Havnsø Kommune"});
  }
  std::set<std::string> persons, keys;
  for (const auto& one : propose(body, lists(rows), {})) {
    RC_ASSERT(keys.insert(one.key).second);
    for (std::size_t i = 0; i < one.holders.size(); ++i) {
      RC_ASSERT(persons.insert(one.holders[i].person_id).second);
      RC_ASSERT(one.holders[i].meetings >= 2);
      for (std::size_t j = i + 1; j < one.holders.size(); ++j)
        RC_ASSERT(!overlaps(one.holders[i].period, one.holders[j].period));
    }
  }
}

// --- answering, in a database ---

class ProposalActions : public StructureTest {
 protected:
  ProposalActions() {
    body_id_ = body("Faglig Klynge Egelund");
    municipality_ = organisation("Lyngsted Kommune", OrganisationKind::municipality);
    above_.attended = [this](database::Connection&, std::string_view) { return attended_; };
    above_.item = nobody_above().item;
    for (const auto* name : {"Asta Lind", "Bo Falk"}) {
      test_.database().write([&](database::Connection& connection) {
        bodies::insert_person(connection, name, name);
        return true;
      });
    }
  }
  void seen(std::vector<std::vector<Row>> meetings) {
    attended_ = lists(meetings);
    for (auto& row : attended_) row.organisation_id = municipality_;
  }
  std::vector<Proposal> open() { return open_proposals(reader(), above_, *find_profile(reader(), body_id_)); }

  std::string body_id_, municipality_;
  std::vector<Attended> attended_;
  Above above_;
};

TEST_F(ProposalActions, ConfirmedIsStoredAsSeen) {
  seen({{asta}, {asta}, {asta}, {bo}, {bo}, {bo}, {bo}});
  ASSERT_EQ(open().size(), 1u);
  const auto done = confirm_proposal(book_, secretary_, above_, body_id_, open()[0].key);
  ASSERT_TRUE(done) << done.error().danish;
  const auto there = seats(reader(), body_id_);
  ASSERT_EQ(there.size(), 1u);
  ASSERT_EQ(there[0].terms.size(), 2u);
  EXPECT_TRUE(there[0].terms[0].from_seen);
  EXPECT_TRUE(there[0].terms[0].to_seen);
  EXPECT_FALSE(there[0].terms[1].to_seen);
  EXPECT_EQ(holder_on(there[0], quarter(6))->person_name, "Bo Falk");
  EXPECT_TRUE(open().empty());
}

TEST_F(ProposalActions, DeclinedIsNotAskedAgainWhateverComesIn) {
  seen({{asta}, {asta}});
  ASSERT_TRUE(decline_proposal(book_, secretary_, above_, body_id_, open()[0].key));
  EXPECT_TRUE(open().empty());
  seen({{asta}, {asta}, {asta}, {asta}});
  EXPECT_TRUE(open().empty());
  EXPECT_EQ(decline_proposal(book_, secretary_, above_, body_id_, "x").error().kind, Problem::Kind::not_found);
}

TEST_F(ProposalActions, ADeclinedOneIsShownAndTheNoTakenBack) {
  seen({{asta}, {asta}});
  const auto key = open().at(0).key;
  const auto declined = [&] { return declined_proposals(reader(), above_, *find_profile(reader(), body_id_)); };
  EXPECT_TRUE(declined().empty());
  ASSERT_TRUE(decline_proposal(book_, secretary_, above_, body_id_, key));
  ASSERT_EQ(declined().size(), 1u);
  EXPECT_EQ(declined()[0].proposal.key, key);
  EXPECT_EQ(reopen_proposal(book_, reader_role_, body_id_, key).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(reopen_proposal(book_, secretary_, "another", key).error().kind, Problem::Kind::not_found);
  ASSERT_TRUE(reopen_proposal(book_, secretary_, body_id_, key));
  EXPECT_TRUE(declined().empty());
  ASSERT_EQ(open().size(), 1u);
  EXPECT_EQ(reopen_proposal(book_, secretary_, body_id_, key).error().kind, Problem::Kind::not_found);
  // What was confirmed is taken back where it stands, not here.
  ASSERT_TRUE(confirm_proposal(book_, secretary_, above_, body_id_, key));
  EXPECT_EQ(reopen_proposal(book_, secretary_, body_id_, key).error().kind, Problem::Kind::not_found);
}

TEST_F(ProposalActions, CorrectedIsStoredAsCorrected) {
  seen({{asta}, {asta}});
  const auto proposal = open().at(0);
  Correction correction{.seat = proposal.seat, .holders = proposal.holders};
  correction.seat->label = "Direktør for sundhed";
  correction.holders->at(0).period = {Date{2021, 1, 1}, {}};
  ASSERT_TRUE(confirm_proposal(book_, secretary_, above_, body_id_, proposal.key, correction));
  const auto there = seats(reader(), body_id_);
  EXPECT_EQ(there.at(0).seat.label, "Direktør for sundhed");
  EXPECT_EQ(there[0].terms.at(0).period.from, (Date{2021, 1, 1}));
}

TEST_F(ProposalActions, WhatCannotBeStoredLeavesNothing) {
  seen({{asta}, {asta}});
  const auto proposal = open().at(0);
  Correction correction{.seat = proposal.seat, .holders = proposal.holders};
  correction.holders->push_back(correction.holders->front());  // the same twice: an overlap
  EXPECT_FALSE(confirm_proposal(book_, secretary_, above_, body_id_, proposal.key, correction));
  EXPECT_TRUE(seats(reader(), body_id_).empty());
  EXPECT_EQ(open().size(), 1u);
}

TEST_F(ProposalActions, AllAreConfirmedAtOnce) {
  seen({{asta, bo}, {asta, bo}});
  EXPECT_EQ(confirm_all(book_, secretary_, above_, body_id_).value(), 2);
  EXPECT_EQ(seats(reader(), body_id_).size(), 2u);
  EXPECT_EQ(confirm_all(book_, secretary_, above_, body_id_).error().kind, Problem::Kind::not_found);
}

}  // namespace
}  // namespace klynge::structure
