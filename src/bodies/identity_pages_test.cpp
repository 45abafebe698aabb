// The pages about who is who, and the lists behind them.
#include <gtest/gtest.h>

#include <algorithm>

#include "bodies/identity_pages.hpp"
#include "bodies/identity_store.hpp"
#include "bodies/matcher.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::bodies {
namespace {

bool has(const std::string& page, std::string_view part) { return page.find(part) != std::string::npos; }

Doubt doubt_between(const std::string& one, const std::string& other) {
  Doubt doubt;
  doubt.id = "d1";
  doubt.printed = one;
  doubt.chosen_id = "p2";
  doubt.candidate_id = "p1";
  doubt.chosen_name = one;
  doubt.candidate_name = other;
  doubt.meeting_id = "m1";
  doubt.reason = "Samme navn, men organisationerne udelukker hinanden.";
  return doubt;
}

TEST(RegisterStore, ListsInDanishOrderByLetterAndByWords) {
  database::TestDatabase test;
  test.database().write([](database::Connection& connection) {
    audit::Transaction transaction(connection, Instant{1'700'000'000'000'000});
    Matcher matcher(transaction, "");
    matcher.body({"Driftsforum Birkholm"});
    for (const auto* name : {"Åse Ærø", "Bo Aagård", "Ida Zahle", "Ib Ølgod", "Carl Bæk", "Ane Ankersø"})
      matcher.attendee({.name = name, .title = "", .organisation = "Lyngsted Kommune"});
    return true;
  });
  auto& reader = test.database().reader();
  const auto names = [&](const RegisterFilter& filter) {
    std::string out;
    for (const auto& row : read_register(reader, IdentityKind::person, filter, 0, 50)) out += row.name + "; ";
    EXPECT_EQ(count_register(reader, IdentityKind::person, filter), std::ranges::count(out, ';'));
    return out;
  };
  EXPECT_EQ(names({}), "Ane Ankersø; Carl Bæk; Ida Zahle; Åse Ærø; Ib Ølgod; Bo Aagård; ");
  EXPECT_EQ(names({"", "å"}), "Bo Aagård; ");
  EXPECT_EQ(names({"", "æ"}), "Åse Ærø; ");
  EXPECT_EQ(names({"", "b"}), "Carl Bæk; ");
  EXPECT_EQ(names({"", "q"}), "");
  EXPECT_EQ(names({"aagaard", ""}), "Bo Aagård; ");
  EXPECT_EQ(names({"bo aag", ""}), "Bo Aagård; ");
  EXPECT_EQ(names({"100%_!", ""}), "");
  const auto rows = read_register(reader, IdentityKind::person, {"zahle", ""}, 0, 50);
  EXPECT_EQ(rows[0].beside, "Lyngsted Kommune");
  const auto organisations = read_register(reader, IdentityKind::organisation, {}, 0, 50);
  ASSERT_EQ(organisations.size(), 1u);
  EXPECT_EQ(organisations[0].beside, "municipality");
  EXPECT_EQ(persons_of_organisation(reader, organisations[0].id, 50).size(), 6u);
  // By the name that is shown, in any order of the words, whatever form it is matched in.
  for (const auto* words : {"Lyngsted Kommune", "kommune", "lyng", "kommune lyngsted"})
    EXPECT_EQ(count_register(reader, IdentityKind::organisation, {words, ""}), 1) << words;
  EXPECT_EQ(count_register(reader, IdentityKind::organisation, {"lyngsted region", ""}), 0);
  EXPECT_EQ(count_register(reader, IdentityKind::organisation, {"kommune", "a"}), 0);
  EXPECT_EQ(read_register(reader, IdentityKind::body, {"Driftsforum Birkholm", ""}, 0, 50).size(), 1u);
  EXPECT_EQ(read_register(reader, IdentityKind::body, {"birkholm", ""}, 0, 50).size(), 1u);
  EXPECT_TRUE(read_register(reader, IdentityKind::body, {"birkholm", ""}, 1, 50).empty());
}

TEST(IdentityPages, AReaderSeesTheQuestionAndASecretaryTheAnswers) {
  DoubtsView view{.doubts = {doubt_between("Lars Jensen", "Lars <b>Jensen</b>")},
                  .range = html::page_range("", 1, 20),
                  .may_change = false,
                  .csrf_token = "token"};
  const std::string read_only = doubts_page(view).text();
  EXPECT_TRUE(has(read_only, "udelukker hinanden"));
  EXPECT_TRUE(has(read_only, "/moeder/m1"));
  EXPECT_FALSE(has(read_only, "<form"));
  EXPECT_FALSE(has(read_only, "<b>"));
  view.may_change = true;
  const std::string page = doubts_page(view).text();
  EXPECT_TRUE(has(page, "action=\"/tvivl/d1\""));
  EXPECT_TRUE(has(page, "value=\"forskellige\""));
  EXPECT_TRUE(has(page, "token"));
  view.doubts.clear();
  EXPECT_TRUE(has(doubts_page(view).text(), "Der er ingen tvivl om navne."));
}

TEST(IdentityPages, AnAnswerIsSaidWithTheWayBack) {
  DoubtsView view{
      .range = html::page_range("", 0, 20), .may_change = true, .answered = doubt_between("Lars Jensen", "L. Jensen")};
  view.answered->state = "merged";
  const auto same = doubts_page(view).text();
  EXPECT_TRUE(has(same, "De to er lagt sammen som ”L. Jensen”."));
  EXPECT_TRUE(has(same, "href=\"/personer/p1/ret\""));
  EXPECT_TRUE(has(same, "Der er ingen tvivl om navne."));
  view.answered->state = "different";
  EXPECT_TRUE(has(doubts_page(view).text(), "”Lars Jensen” og ”L. Jensen” står hver for sig."));
}

TEST(IdentityPages, CorrectingOffersEachStep) {
  CorrectionView view{
      .kind = IdentityKind::person, .id = "p1", .name = "Signe Holmdal", .names = {"Signe Holmdal", "S. Holmdal"}};
  view.words = "holmdal";
  view.candidates = {{"p2", "Signe Krag Holmdal", "Lyngsted Kommune"}};
  view.merges = {{"m1", "p3", "Signe Holmdahl", Instant{1'700'000'000'000'000}}};
  view.mentions = {{"a m1 - 0", "Signe Holmdal", "deltager", "Driftsforum Birkholm, 7. november 2022", "/moeder/m1"}};
  view.csrf_token = "token";
  const std::string page = correction_page(view).text();
  EXPECT_TRUE(has(page, "action=\"/ret/person/p1/navn\""));
  EXPECT_TRUE(has(page, "action=\"/ret/person/p1/laeg-sammen\""));
  EXPECT_TRUE(has(page, "action=\"/ret/person/p1/skil\""));
  EXPECT_TRUE(has(page, "action=\"/ret/sammenlaegninger/m1/fortryd\""));
  EXPECT_TRUE(has(page, "value=\"a m1 - 0\""));
  EXPECT_TRUE(has(page, "S. Holmdal"));
  view.mentions[0].path = "javascript:alert(1)";
  EXPECT_FALSE(has(correction_page(view).text(), "javascript"));
}

TEST(IdentityPages, WhatWasDoneIsSaidAndCanBeTakenBackThere) {
  CorrectionView view{.kind = IdentityKind::body, .id = "b1", .name = "Driftsforum Birkholm", .csrf_token = "token"};
  view.done =
      DoneNote{"”Driftsforum <Birk>” er lagt ind under ”Driftsforum Birkholm”.", "b1", "Driftsforum Birkholm", "m1"};
  const std::string page = correction_page(view).text();
  EXPECT_TRUE(has(page, "”Driftsforum &lt;Birk&gt;” er lagt ind under"));
  EXPECT_TRUE(has(page, "action=\"/ret/sammenlaegninger/m1/fortryd\""));
  EXPECT_TRUE(has(page, "href=\"/organer/b1\""));
}

TEST(IdentityPages, AQuestionBeforeAMergeStandsAloneWithAWayOut) {
  CorrectionView view{.kind = IdentityKind::body, .id = "b1", .name = "Driftsforum Birkholm", .csrf_token = "token"};
  view.question = MergeQuestion{"b2", "Driftsforum Egelund", {{"sekretariatet", "Torvet 1\nBirkholm", "Havnen 2 <b>"}}};
  const std::string page = correction_page(view).text();
  EXPECT_TRUE(has(page, "siger hver sit om sekretariatet."));
  // Both values, side by side: nobody chooses between words that are not shown.
  for (const auto* there : {"Sekretariatet", "Torvet 1<br>Birkholm", "Havnen 2 &lt;b&gt;"})
    EXPECT_TRUE(has(page, there)) << there;
  EXPECT_TRUE(has(page, "href=\"/organer/b1/ret\""));
  EXPECT_TRUE(has(page, "href=\"/organer/b2\""));
  EXPECT_FALSE(has(page, "action=\"/ret/body/b1/navn\""));
}

TEST(IdentityPages, AnEmptyRegisterSaysHowItFills) {
  RegisterView view{.range = html::page_range("", 0, 50)};
  EXPECT_TRUE(has(register_page(view).text(), "Der er ingen personer endnu."));
  view.filter.words = "xyz";
  EXPECT_TRUE(has(register_page(view).text(), "Ingen passer"));
}

}  // namespace
}  // namespace klynge::bodies
