// What a document is to what is there: the same, a new version, an earlier state, or another meeting.
#include "intake/relation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "intake/content.hpp"

using namespace klynge;
using namespace klynge::intake;
using reading::Kind;
using reading::MeetingRecord;

namespace {

MeetingRecord minutes() {
  MeetingRecord record;
  record.kind = Kind::minutes;
  record.title = "Referat af møde i Driftsgruppe Østfjord";
  record.body = "Driftsgruppe Østfjord";
  record.date = Date{2023, 5, 3};
  record.place = "Mødelokale 3 på rådhuset";
  record.attendance = {{.name = "Anna Holm"}, {.name = "Bent Friis", .status = reading::Status::apologies}};
  record.items.push_back({.number = "1",
                          .title = "Godkendelse af dagsorden",
                          .minutes = "Dagsordenen blev godkendt.",
                          .outcome = reading::Outcome::approved});
  record.items.push_back(
      {.number = "2",
       .title = "Status på akutpladserne",
       .case_text = "Kommunerne har tilsammen fireogtyve akutpladser, og belægningen har været høj hele foråret.",
       .recommendations = {"at driftsgruppen drøfter belægningen",
                           "at der afsættes 200.000 kr. til kompetenceudvikling"},
       .minutes = "Driftsgruppen drøftede belægningen og fulgte indstillingen.",
       .outcome = reading::Outcome::followed,
       .amounts = {{.ore = 20'000'000, .text = "200.000 kr."}}});
  record.items.push_back(
      {.number = "3", .title = "Eventuelt", .minutes = "Intet til referat.", .outcome = reading::Outcome::none});
  return record;
}

MeetingRecord agenda() {
  MeetingRecord record = minutes();
  record.kind = Kind::agenda;
  record.title = "Dagsorden til møde i Driftsgruppe Østfjord";
  record.attendance.clear();
  for (auto& item : record.items) item.minutes.reset(), item.outcome.reset();
  return record;
}

Judgement against(const MeetingRecord& incoming, MeetingRecord known, bool same_body = true) {
  const std::vector<Candidate> candidates{{"m1", 1, same_body, std::move(known)}};
  return judge(incoming, candidates);
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST(Relation, AnotherExtractionIsOneMoreSource) {
  auto other = minutes();
  replace(*other.items[1].case_text, "akutpladser", "akutplad ser");
  replace(*other.items[1].minutes, "indstillingen", "indstilingen");
  replace(*other.place, "rådhuset", "rådhusset");
  const auto judgement = against(other, minutes());
  EXPECT_EQ(judgement.relation, Relation::same_content);
  EXPECT_TRUE(judgement.doubts.empty());
}

TEST(Relation, MinutesAfterTheAgendaAreANewVersion) {
  const auto judgement = against(minutes(), agenda());
  EXPECT_EQ(judgement.relation, Relation::new_version);
  EXPECT_TRUE(judgement.doubts.empty());
}

TEST(Relation, AnAgendaAfterItsMinutesNeverReplacesThem) {
  EXPECT_EQ(against(agenda(), minutes()).relation, Relation::earlier_state);
  auto draft = minutes();
  draft.title = "UDKAST til referat af møde i Driftsgruppe Østfjord";
  EXPECT_EQ(against(draft, minutes()).relation, Relation::earlier_state);
  EXPECT_EQ(against(minutes(), draft).relation, Relation::new_version);
}

TEST(Relation, WhateverIsChangedInSubstanceIsANewVersion) {
  const std::vector<void (*)(MeetingRecord&)> changes{
      [](MeetingRecord& r) { replace(*r.items[1].minutes, "fulgte", "fulgte ikke"); },
      [](MeetingRecord& r) { r.items[1].amounts[0].ore = 30'000'000; },
      [](MeetingRecord& r) { r.items[1].outcome = reading::Outcome::postponed; },
      [](MeetingRecord& r) { r.attendance[1].status = reading::Status::present; },
      [](MeetingRecord& r) { r.attendance.pop_back(); },
      [](MeetingRecord& r) { r.items.push_back({.number = "4", .title = "Lukket"}); },
      [](MeetingRecord& r) { r.start = reading::ClockTime{600}; },
      [](MeetingRecord& r) { replace(*r.items[1].case_text, "fireogtyve", "enogtyve"); }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto known = minutes(), other = minutes();
    known.start = reading::ClockTime{540};
    other.start = known.start;
    changes[i](other);
    const auto judgement = against(other, known);
    EXPECT_EQ(judgement.relation, Relation::new_version) << i;
    EXPECT_TRUE(judgement.doubts.empty()) << i;
  }
}

TEST(Relation, AnotherMeetingOfTheDayIsAskedAbout) {
  auto other = minutes();
  other.items = {{.number = "1", .title = "Valg af formand", .minutes = "Carl Dam blev valgt uden modkandidat."}};
  const auto judgement = against(other, minutes());
  EXPECT_EQ(judgement.doubts.size(), 1u);
  other.meeting_number = "5";
  auto known = minutes();
  known.meeting_number = "4";
  EXPECT_EQ(against(other, known).relation, Relation::new_meeting);
}

TEST(Relation, AnotherBodyOnTheDayIsAnotherMeeting) {
  auto other = minutes();
  other.items = {{.number = "1", .title = "Valg af formand", .minutes = "Carl Dam blev valgt uden modkandidat."}};
  const auto judgement = against(other, minutes(), false);
  EXPECT_EQ(judgement.relation, Relation::new_meeting);
  EXPECT_TRUE(judgement.doubts.empty());
}

TEST(Relation, TheSameWordsUnderAnotherBodyAreTheSameMeetingOrAskedAbout) {
  auto other = minutes();
  other.body = "Driftsgruppen";
  EXPECT_EQ(against(other, minutes(), false).relation, Relation::same_content);
  replace(*other.items[1].minutes, "fulgte", "fulgte ikke");
  const auto judgement = against(other, minutes(), false);
  EXPECT_EQ(judgement.relation, Relation::new_version);
  EXPECT_EQ(judgement.doubts.size(), 1u);
}

TEST(Relation, BodyNames) {
  EXPECT_TRUE(same_body_name("Den Politiske Klynge Øst", "Den politiske klynge - ØST"));
  EXPECT_TRUE(same_body_name("Driftsgruppe Østfjord", "Driftsgruppe Østfjrd"));
  EXPECT_FALSE(same_body_name("Klyngestyregruppe 1", "Klyngestyregruppe 2"));
  EXPECT_FALSE(same_body_name("Klynge Øst", "Klynge Syd"));
  EXPECT_FALSE(same_body_name("", ""));
}

TEST(Doubts, AreSaidInWholeSentences) {
  const Date today{2024, 1, 1};
  EXPECT_TRUE(doubts_of(minutes(), today).empty());
  EXPECT_EQ(doubts_of(MeetingRecord{}, today).size(), 3u);
  auto future = minutes();
  future.date = Date{2025, 1, 1};
  EXPECT_EQ(doubts_of(future, today).size(), 1u);
  auto number = minutes();
  number.findings.push_back({.kind = reading::FindingKind::person_number, .message = "x"});
  EXPECT_EQ(doubts_of(number, today).size(), 1u);
  // A document that could not be read says why, and not also all that is therefore missing.
  MeetingRecord scan;
  scan.findings.push_back({.kind = reading::FindingKind::unreadable, .message = "Kun billeder."});
  EXPECT_EQ(doubts_of(scan, today), std::vector<std::string>{"Kun billeder."});
  auto unsure = minutes();
  unsure.sources["/date"] = {.confidence = 0.2f};
  unsure.sources["/items/0/title"] = {.confidence = 0.2f};
  unsure.sources["/items/1/title"] = {.confidence = 0.2f};
  for (const auto& doubt : doubts_of(unsure, today)) EXPECT_TRUE(doubt.ends_with(".") || doubt.ends_with("?")) << doubt;
  EXPECT_EQ(doubts_of(unsure, today).size(), 2u);
}

// The reader says a measured share; a threshold below all that it ever says would never ask.
TEST(Relation, ABodyReadByAWeakRuleIsAskedAbout) {
  auto record = minutes();
  for (const float said : {0.85F, 0.92F}) {
    record.sources["/body"] = {.confidence = said};
    EXPECT_EQ(
        std::ranges::count(doubts_of(record, Date{2024, 1, 1}), "Det er usikkert, om organets navn er læst rigtigt."),
        said < 0.9F)
        << said;
  }
}
