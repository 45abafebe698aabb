// Hand-overs from the first list to the last approval, and everything that may not be.
#include "bodies/structure/hand_over.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "bodies/identity_actions.hpp"
#include "bodies/structure/body_document.hpp"
#include "bodies/structure/hand_over_pages.hpp"
#include "bodies/structure/identity_references.hpp"
#include "bodies/structure/noted_matters.hpp"
#include "bodies/structure/test_hand_over.hpp"

namespace klynge::structure {
namespace {

using bodies::IdentityKind;

constexpr database::Sql entries_sql{"SELECT count(*) FROM audit_entry WHERE action = $1"};

class HandOverActions : public HandOverTest {
 protected:
  HandOverActions() {
    old_ = body("Politisk Klynge Egelund", {Date{2022, 7, 1}, {}});
    council_ = body("Egelund Sundhedsråd", {Date{2026, 2, 1}, {}});
    other_ = body("Fjordvig Sundhedsråd", {Date{2027, 1, 1}, {}});
    chair_ = seated(old_, SeatRole::chair, "Asta Lind", {Date{2023, 1, 1}, {}});
    cochair_ = seated(old_, SeatRole::cochair, "Bo Falk");
    new_chair_ = seated(council_, SeatRole::chair, "Dorte Krog");
    member_ = seated(council_, SeatRole::member, "Jens Berg");
    open(old_, "t1");
    open(old_, "t2");
    open(old_, "s1", "case");
  }
  bool begins(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

  int finished_rounds_ = 0;
  std::string old_, council_, other_;
  audit::Actor chair_, cochair_, new_chair_, member_;
};

TEST_F(HandOverActions, TheListHoldsWhatEveryRoomHasOpen) {
  ASSERT_TRUE(add_document(book_, secretary_,
                           {.body_id = old_, .kind = DocumentKind::mandate, .text = "Klyngen samarbejder."}));
  ASSERT_TRUE(add_duty(book_, secretary_, {.body_id = old_, .text = "Følger op på genindlæggelser"}));
  ASSERT_TRUE(add_duty(book_, secretary_, {.body_id = old_, .text = "Er løst", .period = {{}, Date{2024, 1, 1}}}));
  const auto id = start(plan(old_, {council_}));
  const auto document = document_of(reader(), matters_, *find_hand_over(reader(), id));
  std::vector<std::string> titles;
  for (const auto& kind : document.kinds)
    for (const auto& one : kind.matters) titles.push_back(kind.name + ": " + one.title);
  EXPECT_EQ(titles,
            (std::vector<std::string>{"Kommissorium: Kommissorium, udgave 1",
                                      "Faste opgaver: Følger op på genindlæggelser", "Sager af slagsen task: Sag t1",
                                      "Sager af slagsen task: Sag t2", "Sager af slagsen case: Sag s1"}));
  EXPECT_EQ(count_unsettled(document), 5u);
}

TEST_F(HandOverActions, TheLastApprovalEndsTheBodyAndTellsEveryRoom) {
  const auto duty = add_duty(book_, secretary_, {.body_id = old_, .text = "Følger op på genindlæggelser"}).value_or("");
  const auto id = start(plan(old_, {council_}));
  EXPECT_TRUE(begins(danish_of(send_hand_over(book_, secretary_, matters_, id)), "4 sager er ikke fordelt endnu"));
  ASSERT_TRUE(
      settle_matters(book_, secretary_, id, {{.kind = "task", .matter_id = "t1", .closed_reason = "Er løst."}}));
  all_to(id, council_);
  sent(id);
  EXPECT_TRUE(begins(danish_of(settle_matters(book_, secretary_, id, {})), "sendt til godkendelse"));
  ASSERT_TRUE(approve(chair_, id, old_)) << "one side";
  EXPECT_EQ(state(id), HandOverState::for_approval);
  EXPECT_TRUE(told_.empty());
  EXPECT_EQ(find_profile(reader(), old_)->period.to, std::nullopt);
  ASSERT_TRUE(approve(new_chair_, id, council_));

  EXPECT_EQ(state(id), HandOverState::approved);
  EXPECT_EQ(find_profile(reader(), old_)->period.to, after);
  for (const auto& history : seats(reader(), old_)) {
    EXPECT_EQ(history.seat.period.to, after);
    for (const auto& held : history.terms) EXPECT_EQ(held.period.to, after);
  }
  const auto successions = all_successions(reader());
  ASSERT_EQ(successions.size(), 1u);
  EXPECT_EQ(successions[0].predecessor_id, old_);
  EXPECT_EQ(successions[0].successor_id, council_);
  EXPECT_EQ(successions[0].on_day, after);
  ASSERT_EQ(told_.size(), 3u);
  EXPECT_EQ(std::ranges::count_if(told_, [&](const SettledMatter& one) { return one.successor_id == council_; }), 2);
  EXPECT_EQ(find_duty(reader(), duty)->period.to, after);
  const auto taken = duties(reader(), council_);
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].text, "Følger op på genindlæggelser");
  EXPECT_EQ(taken[0].period.from, after);

  const auto trail = trail_of(reader(), "task", "t2");
  ASSERT_EQ(trail.size(), 1u);
  EXPECT_EQ(danish(trail[0]), "Overdraget fra Politisk Klynge Egelund til Egelund Sundhedsråd den 1. januar 2027.");
  EXPECT_EQ(danish(trail_of(reader(), "task", "t1").at(0)),
            "Lukket ved overdragelsen fra Politisk Klynge Egelund den 1. januar 2027: Er løst.");
  const auto over = taken_over_by(reader(), council_);
  ASSERT_EQ(over.size(), 1u);
  EXPECT_EQ(over[0].matters.size(), 3u);
  for (const auto* action : {"hand_over.start", "hand_over.send"}) EXPECT_EQ(count(entries_sql, action), 1) << action;
  EXPECT_EQ(count(entries_sql, "hand_over.approve"), 2);
  EXPECT_TRUE(begins(danish_of(start_hand_over(book_, secretary_, matters_, plan(old_, {council_}))),
                     "er allerede overdraget"));
}

TEST_F(HandOverActions, WhatComesBetweenTheApprovalAndTheLastDayIsHandedOverToo) {
  const auto id = start(plan(old_, {council_}));
  all_to(id, council_);
  sent(id);
  ASSERT_TRUE(approve(chair_, id, old_));
  ASSERT_TRUE(approve(new_chair_, id, council_));
  const auto again = [&](Date last) {
    return danish_of(start_hand_over(book_, secretary_, matters_, plan(old_, {other_}, last)));
  };
  EXPECT_TRUE(begins(again(last_day), "ikke kommet mere til siden"));
  open(old_, "t9");
  EXPECT_TRUE(begins(again(Date{2026, 11, 30}), "med samme sidste dag"));
  const auto more = start(plan(old_, {other_}));
  ASSERT_EQ(matters_of(reader(), more).size(), 1u);
  all_to(more, other_);
  sent(more);
  ASSERT_TRUE(approve(chair_, more, old_));
  ASSERT_TRUE(stand_in(more, other_, "Rådet er ikke begyndt."));
  EXPECT_EQ(trail_of(reader(), "task", "t9").at(0).to_id, other_);
  EXPECT_EQ(trail_of(reader(), "task", "t1").size(), 1u);
  EXPECT_EQ(find_profile(reader(), old_)->period.to, after);
  EXPECT_EQ(all_successions(reader()).size(), 2u);
  EXPECT_TRUE(all_open(reader(), matters_, old_, after).empty());
  EXPECT_EQ(all_open(reader(), matters_, council_, Date{2031, 1, 1}).size(), 3u) << "what it took over is open there";
}

TEST_F(HandOverActions, WhatIsSentIsFrozen) {
  const auto id = start(plan(old_, {council_}));
  all_to(id, council_);
  sent(id);
  const auto before = *find_hand_over(reader(), id)->document;
  ASSERT_TRUE(bodies::rename(book_, secretary_, {IdentityKind::body, council_, "Sundhedsrådet Egelund"}));
  open_[{"task", old_}][0].title = "Noget andet";
  EXPECT_EQ(*find_hand_over(reader(), id)->document, before);
  const auto document = document_of(reader(), matters_, *find_hand_over(reader(), id));
  EXPECT_EQ(document.successors.at(0).name, "Egelund Sundhedsråd");
  EXPECT_EQ(document.kinds.at(0).matters.at(0).title, "Sag t1");
  EXPECT_EQ(document.sent_on, today);
  EXPECT_EQ(to_json(document), before);
}

TEST_F(HandOverActions, ASuccessorThatDoesNotExistYetAndChairsWhoHaveLeft) {
  const auto planned =
      add_body(book_, secretary_, {.name = "Den kommende klynge", .level = BodyLevel::political, .planned = true})
          .value_or("");
  const auto gone = body("Den gamle klynge", {Date{2019, 1, 1}, {}});
  seated(gone, SeatRole::chair, "Karl Holt", {{}, Date{2026, 1, 1}});
  open(gone, "g1");
  const auto id = start(plan(gone, {planned, other_}, Date{2026, 2, 28}));
  const auto document = document_of(reader(), matters_, *find_hand_over(reader(), id));
  const auto sentences = gaps(document);
  ASSERT_EQ(sentences.size(), 3u);
  EXPECT_EQ(
      sentences[0],
      "Fra 1. marts 2026 til og med 31. december 2026 er der ingen efterfølger. Det overdragne venter, til den første begynder.");
  EXPECT_EQ(sentences[1], "”Den kommende klynge” er planlagt, men den første dag er ikke fastsat.");
  EXPECT_EQ(sentences[2], "”Fjordvig Sundhedsråd” begynder 1. januar 2027.");
  all_to(id, planned);
  sent(id);
  EXPECT_TRUE(begins(danish_of(stand_in(id, gone, " ")), "Skriv, hvorfor"));
  EXPECT_TRUE(
      begins(danish_of(approve_standing_in(book_, secretary_, matters_, id, {.body_id = gone, .reason = "Udtrådt"})),
             "Skriv navnet"));
  for (const auto& side : {gone, planned, other_}) ASSERT_TRUE(stand_in(id, side)) << danish_of(stand_in(id, side));
  EXPECT_EQ(state(id), HandOverState::approved);
  EXPECT_EQ(approvals_of(reader(), id).at(0).name, "Ida Holm");
  EXPECT_EQ(approvals_of(reader(), id).at(0).entered_by, "Sekretær");
  EXPECT_EQ(approvals_of(reader(), id).at(0).standing_in, "Formanden er trådt ud.");
  for (const auto& one : all_successions(reader()))
    EXPECT_EQ(one.on_day, one.successor_id == planned ? std::nullopt : std::optional(Date{2027, 1, 1}));
}

TEST_F(HandOverActions, AChairWithoutAnAccountIsStoodInFor) {
  const auto led = body("Ledet uden konto", {Date{2022, 1, 1}, {}});
  seated(led, SeatRole::chair, "Ulla Vest", {}, false);
  const auto id = start(plan(led, {council_}));
  sent(id);
  EXPECT_TRUE(stand_in(id, led, "Ulla Vest har godkendt på skrift."));
  EXPECT_TRUE(begins(danish_of(stand_in(id, council_)), "Dorte Krog leder organet og skal selv godkende"));
}

TEST_F(HandOverActions, OnlyASidesOwnChairApprovesAndOnce) {
  const auto id = start(plan(old_, {council_}));
  all_to(id, council_);
  EXPECT_TRUE(begins(danish_of(approve(chair_, id, old_)), "ikke sendt til godkendelse"));
  sent(id);
  EXPECT_EQ(approve(member_, id, council_).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(approve(chair_, id, council_).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(approve(secretary_, id, old_).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(approve_standing_in(book_, chair_, matters_, id, {old_, "Asta Lind", "Jeg vil"}).error().kind,
            Problem::Kind::forbidden);
  auto after_term = chair_;
  after_term.today = Date{2022, 1, 1};
  EXPECT_EQ(approve(after_term, id, old_).error().kind, Problem::Kind::forbidden)
      << "the term has not begun on that day";
  ASSERT_TRUE(approve(cochair_, id, old_));
  EXPECT_EQ(danish_of(approve(chair_, id, old_)), "Overdragelsen er allerede godkendt på det organs vegne.");
  auto three = chair_;
  EXPECT_FALSE(approve(three, id, other_));
  EXPECT_EQ(approvals_of(reader(), id).size(), 1u);
  ASSERT_TRUE(approve(new_chair_, id, council_));
  EXPECT_TRUE(begins(danish_of(approve(new_chair_, id, council_)), "allerede godkendt af alle"));
}

TEST_F(HandOverActions, ABodyMayEndWithoutSuccessorWhereAllIsClosedAndItsChairApprovesAlone) {
  const auto last = body("Det sidste udvalg", {Date{2022, 7, 1}, {}});
  const auto chair = seated(last, SeatRole::chair, "Eva Holt");
  open(last, "1");
  auto wanted = plan(last, {});
  wanted.without_successor = true;
  const auto id = start(wanted);
  EXPECT_TRUE(begins(danish_of(settle_rest(book_, secretary_, id, {.kind = "task", .successor_id = council_})),
                     "”Sag 1” kan kun gå til"));
  EXPECT_TRUE(begins(danish_of(send_hand_over(book_, secretary_, matters_, id)), "Én sag er ikke fordelt endnu"));
  ASSERT_TRUE(settle_rest(book_, secretary_, id, {.kind = "task", .closed_reason = "Opgaven er løst."}));
  sent(id);
  const auto done = approve(chair, id, last);
  ASSERT_TRUE(done) << danish_of(done);
  EXPECT_EQ(state(id), HandOverState::approved);
  EXPECT_EQ(find_profile(reader(), last)->period.to, after);
  ASSERT_EQ(told_.size(), 1u);
  EXPECT_FALSE(told_[0].successor_id);
}

TEST_F(HandOverActions, ThatNobodyTakesOverMustNotContradictTheStructure) {
  const auto last = body("Det sidste udvalg", {Date{2022, 7, 1}, {}});
  auto wanted = plan(last, {council_});
  wanted.without_successor = true;
  EXPECT_TRUE(begins(danish_of(start_hand_over(book_, secretary_, matters_, wanted)), "Der er både valgt"));
  ASSERT_TRUE(set_succession(book_, secretary_, {.predecessor_id = last, .successor_id = council_}));
  wanted.successors.clear();
  EXPECT_TRUE(begins(danish_of(start_hand_over(book_, secretary_, matters_, wanted)),
                     "Organet afløses efter sine stamdata af"));
  EXPECT_TRUE(all_hand_overs(reader()).empty());
}

TEST_F(HandOverActions, WhatWaitsForAChairStandsOnTheOverviewUntilItIsApproved) {
  const auto waits = [&](const audit::Actor& actor) {
    return approvals_waiting(reader(), actor).text().find("Overdragelsen af") != std::string::npos;
  };
  const auto id = start(plan(old_, {council_}));
  all_to(id, council_);
  EXPECT_FALSE(waits(chair_)) << "a draft waits for nobody";
  sent(id);
  EXPECT_TRUE(waits(chair_));
  EXPECT_TRUE(waits(new_chair_));
  EXPECT_FALSE(waits(secretary_));
  ASSERT_TRUE(approve(chair_, id, old_));
  EXPECT_FALSE(waits(chair_));
  EXPECT_TRUE(waits(new_chair_));
}

TEST_F(HandOverActions, WhatCannotBeIsSaidAndLeavesNothing) {
  const auto ended = body("Nedlagt råd", {Date{2020, 1, 1}, Date{2026, 7, 1}});
  const auto refused = [&](HandOverPlan wanted, std::string_view part) {
    const auto id = start_hand_over(book_, secretary_, matters_, wanted);
    ASSERT_FALSE(id) << part;
    EXPECT_TRUE(begins(id.error().danish, part)) << id.error().danish;
    EXPECT_TRUE(all_hand_overs(reader()).empty());
  };
  refused(plan("", {council_}), "Vælg det organ, der ophører");
  refused(plan("ingen", {council_}), "findes ikke længere");
  refused(plan(old_, {}), "Vælg mindst ét organ, der tager over, eller");
  refused(plan(old_, {old_}), "kan ikke overdrages til sig selv");
  refused(plan(old_, {"ingen"}), "findes ikke længere");
  refused(plan(old_, {ended}), "ophører selv med udgangen af 30. juni 2026");
  refused(plan(old_, {council_}, Date{2022, 6, 1}), "begynder først 1. juli 2022");
  refused(plan(ended, {council_}), "kun til til og med 30. juni 2026");
  auto without_reason = plan(old_, {council_});
  without_reason.reason = " ";
  refused(without_reason, "Skriv, hvorfor organet ophører");
  auto without_day = plan(old_, {council_});
  without_day.last_day.reset();
  refused(without_day, "Skriv organets sidste dag");
  last_meeting_[old_] = Date{2026, 2, 3};
  refused(plan(old_, {council_}, Date{2026, 2, 2}), "holdt møde 3. februar 2026");
  // By several steps.
  const auto between = body("Mellemled");
  ASSERT_TRUE(set_succession(book_, secretary_, {.predecessor_id = council_, .successor_id = between}));
  ASSERT_TRUE(set_succession(book_, secretary_, {.predecessor_id = between, .successor_id = old_}));
  refused(plan(old_, {council_}), "efterfølge sig selv");
  ASSERT_TRUE(take_succession_back(book_, secretary_, between, old_));
  const auto late = add_seat(
      book_, secretary_, {.body_id = old_, .label = "Sen plads", .kind = "member", .period = {Date{2027, 6, 1}, {}}});
  ASSERT_TRUE(late);
  refused(plan(old_, {council_}), "Pladsen ”Sen plads” begynder først");
  EXPECT_EQ(start_hand_over(book_, reader_role_, matters_, plan(old_, {council_}, Date{2028, 1, 1})).error().kind,
            Problem::Kind::forbidden);
  EXPECT_TRUE(start_hand_over(book_, secretary_, matters_, plan(old_, {council_}, Date{2028, 1, 1})));
}

TEST_F(HandOverActions, OneAtATime) {
  const auto id = start(plan(old_, {council_}));
  EXPECT_TRUE(begins(danish_of(start_hand_over(book_, secretary_, matters_, plan(old_, {other_}))),
                     "allerede en overdragelse"));
  ASSERT_TRUE(cancel_hand_over(book_, secretary_, id));
  EXPECT_TRUE(begins(danish_of(cancel_hand_over(book_, secretary_, id)), "annulleret"));
  const auto again = start(plan(old_, {other_}));
  all_to(again, other_);
  sent(again);
  ASSERT_TRUE(approve(chair_, again, old_));
  ASSERT_TRUE(cancel_hand_over(book_, secretary_, again)) << "not all have approved";
  EXPECT_TRUE(begins(danish_of(approve(cochair_, again, other_)), "Kun organets formand"));
  EXPECT_TRUE(begins(danish_of(stand_in(again, other_)), "annulleret"));
  EXPECT_EQ(find_profile(reader(), old_)->period.to, std::nullopt);
}

TEST_F(HandOverActions, AMatterGoesToASuccessorHereOrIsClosedWithAReason) {
  const auto id = start(plan(old_, {council_}));
  const auto settle = [&](std::vector<Settlement> all) {
    return danish_of(settle_matters(book_, secretary_, id, all));
  };
  EXPECT_TRUE(
      begins(settle({{.kind = "task", .matter_id = "t1", .successor_id = other_}}), "kan kun gå til et af de organer"));
  EXPECT_TRUE(
      begins(settle({{.kind = "task", .matter_id = "t1", .closed_reason = "  "}}), "Skriv, hvorfor ”Sag t1” lukkes"));
  EXPECT_TRUE(begins(settle({{.kind = "task", .matter_id = "t1", .successor_id = council_, .closed_reason = "x"}}),
                     "både lukkes og gå videre"));
  // All or none.
  EXPECT_TRUE(begins(settle({{.kind = "task", .matter_id = "t1", .successor_id = council_},
                             {.kind = "task", .matter_id = "nej", .successor_id = council_}}),
                     "Listen er ændret imens"));
  for (const auto& one : matters_of(reader(), id)) EXPECT_FALSE(one.is_settled());
  EXPECT_EQ(settle({{.kind = "task", .matter_id = "t1", .successor_id = council_}}), "");
  // A successor that is taken out again leaves its matters unsettled.
  ASSERT_TRUE(change_hand_over(book_, secretary_, matters_, id, plan("", {other_})));
  for (const auto& one : matters_of(reader(), id)) EXPECT_FALSE(one.is_settled());
  EXPECT_EQ(find_hand_over(reader(), id)->ends_on, after);
}

TEST_F(HandOverActions, WhatAppearsMeanwhileIsSeenAndIsNeverLost) {
  const auto id = start(plan(old_, {council_}));
  all_to(id, council_);
  open(old_, "t3");
  no_longer_open(old_, "t1");
  EXPECT_TRUE(begins(danish_of(send_hand_over(book_, secretary_, matters_, id)), "Opdater listen"));
  const auto refreshed = refresh_hand_over(book_, secretary_, matters_, id);
  ASSERT_TRUE(refreshed);
  EXPECT_EQ(refreshed->added, 1);
  EXPECT_EQ(refreshed->gone, 1);
  for (const auto& one : matters_of(reader(), id)) {
    EXPECT_EQ(one.is_new, one.id == "t3");
    EXPECT_EQ(one.is_settled(), one.id != "t3") << "what was settled stays settled";
  }
  all_to(id, council_);
  sent(id);
  ASSERT_TRUE(approve(chair_, id, old_));
  open(old_, "t4");
  EXPECT_TRUE(begins(danish_of(approve(new_chair_, id, council_)), "én ny åben sag"));
  ASSERT_TRUE(withdraw_hand_over(book_, secretary_, id));
  EXPECT_TRUE(approvals_of(reader(), id).empty());
  EXPECT_FALSE(find_hand_over(reader(), id)->document);
  ASSERT_TRUE(refresh_hand_over(book_, secretary_, matters_, id));
  all_to(id, council_);
  sent(id);
  ASSERT_TRUE(approve(chair_, id, old_));
  ASSERT_TRUE(approve(new_chair_, id, council_));
  EXPECT_EQ(trail_of(reader(), "task", "t4").size(), 1u);
}

TEST_F(HandOverActions, WhatNoRoomKnowsIsWrittenOnByHandAndGoesOnFromBodyToBody) {
  const auto id = start(plan(old_, {council_}));
  const auto note =
      note_matter(book_, secretary_, id, {.title = " Svar fra  ministeriet ", .detail = "Brev af 3. maj"});
  ASSERT_TRUE(note) << note.error().danish;
  const auto mistake = note_matter(book_, secretary_, id, {.title = "En fejl", .detail = ""});
  ASSERT_TRUE(mistake);
  EXPECT_NE(danish_of(send_hand_over(book_, secretary_, matters_, id)), "") << "they are not settled";
  ASSERT_TRUE(remove_noted_matter(book_, secretary_, id, *mistake));
  EXPECT_EQ(danish_of(remove_noted_matter(book_, secretary_, id, *mistake)),
            "Linjen står ikke længere på listen. Genindlæs siden.");
  EXPECT_EQ(danish_of(remove_noted_matter(book_, secretary_, id, "t1")),
            "Linjen står ikke længere på listen. Genindlæs siden.")
      << "what a room knows of is not taken off by hand";
  EXPECT_EQ(danish_of(note_matter(book_, secretary_, id, {.title = "  ", .detail = ""})),
            "Skriv, hvad der skal med på listen.");
  EXPECT_NE(danish_of(note_matter(book_, secretary_, id, {.title = std::string(700, 'x'), .detail = ""})), "");
  EXPECT_NE(danish_of(note_matter(book_, member_, id, {.title = "Fra et medlem", .detail = ""})), "");

  // It stays when the list is brought up to date, and a list with it is up to date.
  ASSERT_TRUE(refresh_hand_over(book_, secretary_, matters_, id));
  EXPECT_EQ(would_refresh(reader(), matters_, *find_hand_over(reader(), id)).added, 0);
  EXPECT_EQ(would_refresh(reader(), matters_, *find_hand_over(reader(), id)).gone, 0);
  all_to(id, council_);
  sent(id);
  EXPECT_NE(danish_of(note_matter(book_, secretary_, id, {.title = "For sent", .detail = ""})), "");
  ASSERT_TRUE(approve(chair_, id, old_));
  ASSERT_TRUE(approve(new_chair_, id, council_));
  EXPECT_EQ(trail_of(reader(), noted_kind, *note).size(), 1u);
  EXPECT_TRUE(all_open(reader(), matters_, old_, after).empty());

  // The council hands it on in its turn: once, with where it came from.
  const auto on = start(plan(council_, {other_}, Date{2030, 12, 31}));
  const auto listed = matters_of(reader(), on);
  ASSERT_EQ(std::ranges::count(listed, std::string(noted_kind), &HandedMatter::kind), 1);
  const auto found = std::ranges::find(listed, *note, &HandedMatter::id);
  ASSERT_NE(found, listed.end());
  EXPECT_EQ(found->title, "Svar fra ministeriet");
  EXPECT_EQ(found->detail, "Brev af 3. maj · Overtaget fra Politisk Klynge Egelund");
  ASSERT_TRUE(refresh_hand_over(book_, secretary_, matters_, on));
  const auto again = matters_of(reader(), on);
  EXPECT_EQ(std::ranges::find(again, *note, &HandedMatter::id)->detail, found->detail)
      << "the same each time it is asked for";
  EXPECT_EQ(count(entries_sql, "hand_over.note"), 2);
}

TEST_F(HandOverActions, ABodyMergedAwayMeanwhileStopsTheApproval) {
  const auto references = identity_references();
  const auto id = start(plan(old_, {council_, other_}));
  all_to(id, council_);
  sent(id);
  const auto merged = bodies::merge(book_, secretary_, references, {IdentityKind::body, council_, other_, true});
  ASSERT_TRUE(merged) << merged.error().danish;
  EXPECT_TRUE(begins(danish_of(approve(chair_, id, old_)), "lagt sammen med et andet"));
  ASSERT_TRUE(withdraw_hand_over(book_, secretary_, id));
  EXPECT_EQ(successors_of(reader(), id).size(), 1u);
  all_to(id, council_);
  sent(id);
  // The body itself poured into its successor: it would succeed itself.
  ASSERT_TRUE(bodies::merge(book_, secretary_, references, {IdentityKind::body, council_, old_, true}));
  EXPECT_FALSE(approve(new_chair_, id, council_));
  ASSERT_TRUE(withdraw_hand_over(book_, secretary_, id));
  EXPECT_TRUE(begins(danish_of(send_hand_over(book_, secretary_, matters_, id)), "kan ikke overdrages til sig selv"));
  ASSERT_TRUE(cancel_hand_over(book_, secretary_, id));
}

TEST_F(HandOverActions, ARoomThatRefusesLeavesNothingHalfDone) {
  const auto id = start(plan(old_, {council_}));
  all_to(id, council_);
  sent(id);
  ASSERT_TRUE(approve(chair_, id, old_));
  room_refuses_ = true;
  EXPECT_EQ(danish_of(approve(new_chair_, id, council_)), "Rummet vil ikke.");
  EXPECT_EQ(state(id), HandOverState::for_approval);
  EXPECT_EQ(approvals_of(reader(), id).size(), 1u);
  EXPECT_EQ(find_profile(reader(), old_)->period.to, std::nullopt);
  EXPECT_TRUE(all_successions(reader()).empty());
  room_refuses_ = false;
  EXPECT_TRUE(approve(new_chair_, id, council_));
}

TEST_F(HandOverActions, TheSecretaryOfTheBodyPreparesItAndStandsInForNoOther) {
  const auto secretary = seated(old_, SeatRole::secretary, "Eva Skov");
  const auto stranger = seated(council_, SeatRole::secretary, "Per Lund");
  EXPECT_EQ(start_hand_over(book_, stranger, matters_, plan(old_, {council_})).error().kind, Problem::Kind::forbidden);
  const auto id = start_hand_over(book_, secretary, matters_, plan(old_, {council_, other_}));
  ASSERT_TRUE(id) << id.error().danish;
  for (const auto* kind : {"task", "case"})
    ASSERT_TRUE(settle_rest(book_, secretary, *id, {.kind = kind, .successor_id = council_}));
  EXPECT_EQ(send_hand_over(book_, stranger, matters_, *id).error().kind, Problem::Kind::forbidden);
  ASSERT_TRUE(send_hand_over(book_, secretary, matters_, *id));
  EXPECT_EQ(approve_standing_in(book_, secretary, matters_, *id, {other_, "Eva Skov", "Ingen formand"}).error().kind,
            Problem::Kind::forbidden);
  EXPECT_TRUE(stand_in(*id, other_));
}

// Several clusters' bodies into one council, and one of them into several; then the council ends in its turn.
TEST_F(HandOverActions, TheClustersEndAndTheCouncilsBegin) {
  std::vector<std::string> clusters;
  for (const auto* name : {"Politisk Klynge Nordvig", "Politisk Klynge Sydvig", "Politisk Klynge Midtvig"}) {
    clusters.push_back(body(name, {Date{2022, 7, 1}, {}}));
    for (int i = 0; i < 4; ++i) open(clusters.back(), std::string(name).substr(16) + std::to_string(i));
  }
  const auto coast = body("Kyst Sundhedsråd", {after, {}}), inland = body("Indland Sundhedsråd", {after, {}});
  for (const auto& cluster : clusters) {
    const bool parted = cluster == clusters[2];
    const auto id = start(plan(cluster, parted ? std::vector{coast, inland} : std::vector{coast}));
    if (parted) {
      ASSERT_TRUE(settle_matters(book_, secretary_, id,
                                 {{.kind = "task", .matter_id = "Midtvig0", .successor_id = inland},
                                  {.kind = "task", .matter_id = "Midtvig1", .closed_reason = "Er løst."}}));
    }
    all_to(id, coast);
    sent(id);
    ASSERT_TRUE(stand_in(id, cluster));
    ASSERT_TRUE(stand_in(id, coast, "Rådet begynder først 1. januar 2027."));
    if (parted) {
      EXPECT_EQ(state(id), HandOverState::for_approval) << "each successor approves";
      ASSERT_TRUE(stand_in(id, inland, "Rådet begynder først 1. januar 2027."));
    }
    EXPECT_EQ(state(id), HandOverState::approved);
    EXPECT_FALSE(find_profile(reader(), cluster)->exists_on(after));
  }
  const auto coast_has = taken_over_by(reader(), coast), inland_has = taken_over_by(reader(), inland);
  EXPECT_EQ(coast_has.size(), 3u);
  ASSERT_EQ(inland_has.size(), 1u);
  EXPECT_EQ(inland_has[0].matters.at(0).id, "Midtvig0");
  EXPECT_EQ(all_successions(reader()).size(), 4u);

  // What the council took over and is still open where it came from is open in the council.
  no_longer_open(clusters[0], "Nordvig0");
  open(coast, "nyt");
  const auto list = all_open(reader(), matters_, coast, Date{2031, 1, 1});
  EXPECT_EQ(list.size(), 1u + 3u + 4u + 2u);
  EXPECT_TRUE(std::ranges::any_of(list, [](const HandedMatter& one) {
    return one.id == "Nordvig1" && one.detail == "Ansvarlig: Bo Falk · Overtaget fra Politisk Klynge Nordvig";
  }));
  EXPECT_TRUE(
      std::ranges::none_of(list, [](const HandedMatter& one) { return one.id == "Midtvig0" || one.id == "Midtvig1"; }));
}

// Whatever is open, whoever takes it, whatever appears meanwhile: after the approval each matter that was open
// stands with exactly one successor or is closed with a reason, and each room has heard of each once.
TEST_F(HandOverActions, NoMatterIsLost) {
  constexpr int most_rounds = 40;  // each is a whole hand-over in a database
  int round = 0;
  rc::check([&] {
    if (round == most_rounds) return;
    const auto name = std::to_string(++round);
    const auto ending = body("Organ " + name + " der ophører");
    std::vector<std::string> successors;
    for (int i = 0, most = *rc::gen::inRange(1, 4); i < most; ++i)
      successors.push_back(body("Organ " + name + " efterfølger " + std::to_string(i)));
    const auto kinds = std::vector<std::string>{"task", "case"};
    int made = 0;
    const auto appear = [&] { open(ending, name + "-" + std::to_string(++made), *rc::gen::elementOf(kinds)); };
    for (int i = 0, many = *rc::gen::inRange(0, 8); i < many; ++i) appear();
    told_.clear();
    const auto id = start(plan(ending, successors));
    for (int attempt = 0; attempt < 40 && state(id) != HandOverState::approved; ++attempt) {
      if (attempt < 20 && made < 30 && *rc::gen::inRange(0, 4) == 0) appear();
      if (state(id) == HandOverState::for_approval) {
        std::vector<std::string> sides = successors;
        sides.push_back(ending);
        if (!stand_in(id, *rc::gen::elementOf(sides)) && *rc::gen::inRange(0, 5) == 0)
          (void)withdraw_hand_over(book_, secretary_, id);
        if (attempt > 30)
          for (const auto& side : sides) (void)stand_in(id, side);
        if (attempt > 25 && state(id) == HandOverState::for_approval && approvals_of(reader(), id).empty())
          (void)withdraw_hand_over(book_, secretary_, id);
        continue;
      }
      std::vector<Settlement> all;
      for (const auto& one : matters_of(reader(), id)) {
        const auto to = *rc::gen::inRange(-1, static_cast<int>(successors.size()));
        Settlement wanted{.kind = one.kind, .matter_id = one.id};
        if (to < 0)
          wanted.closed_reason = "Er løst.";
        else
          wanted.successor_id = successors[static_cast<std::size_t>(to)];
        all.push_back(std::move(wanted));
      }
      RC_ASSERT(settle_matters(book_, secretary_, id, all).has_value());
      if (!send_hand_over(book_, secretary_, matters_, id))
        RC_ASSERT(refresh_hand_over(book_, secretary_, matters_, id).has_value());
    }
    if (state(id) != HandOverState::approved) return;  // nothing was done: nothing is lost
    for (const auto& kind : kinds)
      for (const auto& one : open_[{kind, ending}]) {
        const auto trail = trail_of(reader(), kind, one.id);
        RC_ASSERT(trail.size() == 1u);
        RC_ASSERT(trail[0].to_id.has_value() != trail[0].closed_reason.has_value());
        RC_ASSERT(!trail[0].to_id || std::ranges::find(successors, *trail[0].to_id) != successors.end());
        RC_ASSERT(std::ranges::count(told_, one.id, &SettledMatter::matter_id) == 1);
      }
    ++finished_rounds_;
  });
  EXPECT_GT(finished_rounds_, most_rounds / 3) << "the rest was not approved";
}

TEST(HandOverDocument, IsReadAsItWasWritten) {
  rc::check([](const std::string& raw) {
    std::string text;
    for (const char c : raw) text += static_cast<unsigned char>(c) < 0x80 ? c : '?';
    HandOverDocument document{.body = {.id = "a", .name = text, .first_day = Date{2022, 7, 1}},
                              .ends_on = {2027, 1, 1},
                              .reason = text,
                              .sent_on = Date{2026, 11, 1}};
    document.successors = {{.id = "b", .name = text, .first_day_open = true}, {.id = "c", .name = "C"}};
    document.kinds = {
        {.kind = "task",
         .name = "Opgaver",
         .matters = {{.kind = "task", .id = text, .title = text, .path = "/x", .successor_id = "b"},
                     {.kind = "task", .id = "2", .title = "t", .day = Date{2025, 1, 1}, .closed_reason = text}}}};
    const auto json = to_json(document);
    RC_ASSERT(to_json(document_from_json(json)) == json);
    RC_ASSERT(document_from_json(json).kinds.at(0).matters.at(1).closed_reason == text);
  });
  EXPECT_TRUE(document_from_json("[]").body.id.empty());
  EXPECT_TRUE(document_from_json("noget andet").body.id.empty());
}

}  // namespace
}  // namespace klynge::structure
