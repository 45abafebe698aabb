// Taking in, correcting, committing and taking back, on whichever database the suite runs.
#include "intake/intake_actions.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "intake/content.hpp"
#include "intake/intake_store.hpp"
#include "intake/opened_entry.hpp"
#include "meetings/meeting_actions.hpp"
#include "meetings/meeting_store.hpp"
#include "platform/database/test_database.hpp"

using namespace klynge;
using namespace klynge::intake;
using reading::Kind;
using reading::MeetingRecord;

namespace {

MeetingRecord minutes() {
  MeetingRecord record;
  record.kind = Kind::minutes;
  record.title = "Referat";
  record.body = "Driftsgruppe Østfjord";
  record.date = Date{2023, 5, 3};
  record.reader = "test 1";
  record.attendance = {{.name = "Anna Holm"}, {.name = "Bent Friis"}};
  record.items.push_back({.number = "1",
                          .title = "Godkendelse af dagsorden",
                          .minutes = "Dagsordenen blev godkendt.",
                          .outcome = reading::Outcome::approved});
  record.items.push_back({.number = "2",
                          .title = "Status på akutpladserne",
                          .case_text = "Belægningen har været høj hele foråret i kommunerne.",
                          .minutes = "Driftsgruppen drøftede belægningen.",
                          .outcome = reading::Outcome::discussed});
  record.sources["/items/1/title"] = {1, 9};
  return record;
}

MeetingRecord agenda() {
  auto record = minutes();
  record.kind = Kind::agenda;
  record.title = "Dagsorden";
  for (auto& item : record.items) item.minutes.reset(), item.outcome.reset();
  return record;
}

Prepared prepared(const MeetingRecord& record, std::string bytes) {
  Prepared one;
  one.file_name = "referat.txt";
  one.sha256 = sha256_hex(bytes);
  reading::Document document;
  document.lines.push_back({.text = bytes});
  one.content_hash = content_hash(document);
  one.bytes = std::move(bytes);
  one.record = record;
  one.record_json = reading::to_json(record);
  return one;
}

class Intake : public testing::Test {
 protected:
  Intake() {
    actor_.id = "a1";
    actor_.name = "Sekretær";
    actor_.permissions = audit::Permission::change_record | audit::Permission::read_all;
    batch_ = start_batch(book_, actor_, "Test", 1).value();
  }
  TakenIn take(const MeetingRecord& record, std::string bytes, TakeInAs as = TakeInAs::committed_if_sure,
               bool note = false) {
    auto taken = take_in(register_, actor_, batch_, prepared(record, std::move(bytes)), as, note);
    EXPECT_TRUE(taken) << taken.error().danish;
    return *taken;
  }
  Connection& reader() { return test_.database().reader(); }
  std::optional<meetings::MeetingView> meeting(const TakenIn& taken) {
    return meetings::find_meeting(reader(), *meetings::MeetingId::parse(*taken.meeting_id));
  }
  std::int64_t count(const database::Sql& sql) {
    auto rows = reader().query(sql);
    rows.next();
    return rows.integer(0);
  }
  Entry entry(const TakenIn& taken) { return *find_entry(reader(), taken.entry_id); }

  database::TestDatabase test_;
  audit::Book book_{test_.database(), [] { return Instant{1'700'000'000'000'000}; }};
  meetings::Resolver resolver_ = meetings::no_resolver();
  Register register_{book_, resolver_};
  audit::Actor actor_;
  std::string batch_;
};

const database::Sql count_meetings{"SELECT count(*) FROM meeting"};
const database::Sql select_last_payload{"SELECT payload FROM audit_payload ORDER BY sequence DESC LIMIT 1"};
const database::Sql count_entries{"SELECT count(*) FROM intake_entry"};
const database::Sql count_sources{"SELECT count(*) FROM source_document"};

}  // namespace

TEST_F(Intake, WhatHoldsNothingToKeepIsNotCommittedUntilSomebodySaysWhatItIs) {
  MeetingRecord nothing;
  nothing.kind = Kind::minutes;
  const auto taken = take(nothing, "a", TakeInAs::preview);
  const auto refused = commit(register_, actor_, taken.entry_id, CommitAs::as_judged);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Problem::Kind::invalid);
  EXPECT_EQ(count(count_meetings), 0);
  EXPECT_EQ(count_waiting(reader()), 1);
  auto known = minutes();
  known.items.clear();
  EXPECT_TRUE(commit(register_, actor_, take(known, "b", TakeInAs::preview).entry_id, CommitAs::as_judged))
      << "a meeting that is known by body and day may have no items";
}

TEST_F(Intake, APreviewWaitsAndIsCommitted) {
  const auto taken = take(minutes(), "a", TakeInAs::preview);
  EXPECT_EQ(taken.state, EntryState::preview);
  EXPECT_EQ(count(count_meetings), 0);
  EXPECT_EQ(count_waiting(reader()), 1);
  const auto committed = commit(register_, actor_, taken.entry_id, CommitAs::as_judged);
  ASSERT_TRUE(committed);
  EXPECT_EQ(committed->state, EntryState::committed);
  EXPECT_EQ(meeting(*committed)->items.size(), 2u);
  EXPECT_EQ(count_waiting(reader()), 0);
  EXPECT_EQ(commit(register_, actor_, taken.entry_id, CommitAs::as_judged).error().kind, Problem::Kind::conflict);
}

TEST_F(Intake, TheSameBytesAgainChangeNothing) {
  const auto first = take(minutes(), "a");
  const auto again = take(minutes(), "a");
  EXPECT_EQ(again.state, EntryState::same_bytes);
  EXPECT_EQ(again.meeting_id, first.meeting_id);
  EXPECT_EQ(count(count_entries), 1);
  EXPECT_EQ(count(count_sources), 1);
  take(minutes(), "a", TakeInAs::preview, true);
  EXPECT_EQ(count(count_entries), 2) << "a person who uploads sees what became of the file";
  EXPECT_EQ(meeting(first)->head.version, 1);
}

TEST_F(Intake, AnotherFormatOfTheSameTextIsOneMoreSource) {
  const auto first = take(minutes(), "Referat af mødet den 3. maj");
  const auto other = take(minutes(), "REFERAT af\nmødet  den 3.\nmaj");
  EXPECT_EQ(other.state, EntryState::same_content);
  EXPECT_EQ(other.meeting_id, first.meeting_id);
  EXPECT_EQ(meeting(first)->sources.size(), 2u);
  EXPECT_EQ(meeting(first)->head.version, 1);
  ASSERT_TRUE(take_back(register_, actor_, other.entry_id));
  EXPECT_EQ(meeting(first)->sources.size(), 1u);
}

TEST_F(Intake, AnotherExtractionWithSlipsIsOneMoreSource) {
  const auto first = take(minutes(), "a");
  auto slipped = minutes();
  slipped.items[1].case_text = "Belæg ningen har været høj hele foråret i komunerne.";
  const auto other = take(slipped, "b");
  EXPECT_EQ(other.state, EntryState::same_content);
  EXPECT_EQ(other.meeting_id, first.meeting_id);
}

TEST_F(Intake, AgendaAndMinutesAreOneMeetingWhicheverComesFirst) {
  const auto first = take(agenda(), "dagsorden");
  const auto links = meetings::version_items(reader(), *meetings::MeetingId::parse(*first.meeting_id), 1);
  const auto second = take(minutes(), "referat");
  EXPECT_EQ(second.meeting_id, first.meeting_id);
  EXPECT_EQ(count(count_meetings), 1);
  EXPECT_EQ(meeting(first)->head.version, 2);
  EXPECT_EQ(meeting(first)->head.kind, Kind::minutes);
  EXPECT_EQ(meetings::version_items(reader(), *meetings::MeetingId::parse(*first.meeting_id), 2), links)
      << "permalinks live on";

  ASSERT_TRUE(take_back(register_, actor_, second.entry_id));
  EXPECT_EQ(meeting(first)->head.kind, Kind::agenda) << "the meeting is what it was before";
  EXPECT_EQ(take(minutes(), "referat").state, EntryState::committed) << "what was taken back may come in again";
}

TEST_F(Intake, AnAgendaThatComesLateIsKeptBehindItsMinutes) {
  const auto first = take(minutes(), "referat");
  const auto late = take(agenda(), "dagsorden");
  EXPECT_EQ(late.state, EntryState::committed);
  EXPECT_EQ(late.meeting_id, first.meeting_id);
  EXPECT_EQ(meeting(first)->head.kind, Kind::minutes);
  EXPECT_EQ(meeting(first)->head.version, 1);
  const auto batch_of = [&](const TakenIn& one) { return find_entry(reader(), one.entry_id)->batch_id; };
  ASSERT_TRUE(take_back(register_, actor_, first.entry_id));
  EXPECT_EQ(meeting(first)->head.kind, Kind::agenda);
  EXPECT_FALSE(batch_entries(reader(), batch_of(first), 10, 0).at(0).meeting_gone);
  ASSERT_TRUE(take_back(register_, actor_, late.entry_id));
  EXPECT_FALSE(meeting(first));
  EXPECT_TRUE(batch_entries(reader(), batch_of(first), 10, 0).at(0).meeting_gone);
}

TEST_F(Intake, ACorrectedDocumentIsANewVersion) {
  const auto first = take(minutes(), "a");
  auto changed = minutes();
  changed.items[1].minutes = "Driftsgruppen drøftede ikke belægningen.";
  const auto second = take(changed, "b");
  EXPECT_EQ(second.meeting_id, first.meeting_id);
  EXPECT_EQ(meeting(first)->head.version, 2);
  EXPECT_EQ(meeting(first)->items[1].minutes, "Driftsgruppen drøftede ikke belægningen.");
}

TEST_F(Intake, ANewVersionOfAPublishedMeetingWaitsForAPerson) {
  const auto first = take(minutes(), "a");
  ASSERT_TRUE(meetings::publish(register_.book, actor_, *meetings::MeetingId::parse(*first.meeting_id)));
  auto changed = minutes();
  changed.items[1].minutes = "Driftsgruppen drøftede ikke belægningen.";
  const auto second = take(changed, "b");
  EXPECT_EQ(second.state, EntryState::preview);
  EXPECT_EQ(second.doubts.size(), 1u);
  EXPECT_EQ(meeting(first)->head.version, 1);
  ASSERT_TRUE(commit(register_, actor_, second.entry_id, CommitAs::as_judged));
  EXPECT_EQ(meeting(first)->head.version, 2);
}

TEST_F(Intake, ManyAtOnceAreJudgedAnewAndTheDoubtfulWaitOn) {
  const auto first = take(minutes(), "a", TakeInAs::preview);
  auto other = minutes();
  other.items[1].minutes = "Driftsgruppen drøftede ikke belægningen.";
  const auto second = take(other, "b", TakeInAs::preview);
  EXPECT_TRUE(entry(first).doubts.empty());
  EXPECT_TRUE(entry(second).doubts.empty());
  const auto done = commit(register_, actor_, first.entry_id, CommitAs::as_judged_if_sure);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->state, EntryState::committed);
  // What was nobody's concern is now a new version of what everybody reads.
  ASSERT_TRUE(meetings::publish(register_.book, actor_, *meetings::MeetingId::parse(*done->meeting_id)));
  const auto left = commit(register_, actor_, second.entry_id, CommitAs::as_judged_if_sure);
  ASSERT_TRUE(left);
  EXPECT_EQ(left->state, EntryState::preview);
  EXPECT_EQ(entry(second).doubts.size(), 1u);
  ASSERT_TRUE(commit(register_, actor_, second.entry_id, CommitAs::as_judged));
  EXPECT_NE(entry(second).state, EntryState::preview);
}

TEST_F(Intake, DoubtsWaitForAPerson) {
  auto unknown = minutes();
  unknown.date.reset();
  const auto taken = take(unknown, "a");
  EXPECT_EQ(taken.state, EntryState::preview);
  EXPECT_EQ(taken.doubts.size(), 1u);
  const std::vector<Operation> operations{
      {.kind = OperationKind::set_meeting, .field = "date", .value = "3. maj 2023"}};
  ASSERT_TRUE(correct(register_, actor_, taken.entry_id, 0, operations));
  EXPECT_TRUE(entry(taken).doubts.empty());
  EXPECT_EQ(entry(taken).held_on, "2023-05-03");
  const auto committed = commit(register_, actor_, taken.entry_id, CommitAs::as_judged);
  EXPECT_EQ(meeting(*committed)->head.date, "2023-05-03");
}

TEST_F(Intake, APersonMayCallItAnotherMeeting) {
  const auto first = take(minutes(), "a");
  auto other = minutes();
  other.items = {{.number = "1", .title = "Valg af formand", .minutes = "Carl Dam blev valgt uden modkandidat."}};
  const auto taken = take(other, "b");
  ASSERT_EQ(taken.state, EntryState::preview);
  const auto committed = commit(register_, actor_, taken.entry_id, CommitAs::new_meeting);
  ASSERT_TRUE(committed);
  EXPECT_NE(committed->meeting_id, first.meeting_id);
  EXPECT_EQ(meeting(first)->head.version, 1);
}

TEST_F(Intake, CorrectionsAfterTheCommitMakeANewVersion) {
  const auto first = take(minutes(), "a");
  const auto item = entry(first).identities.items[1].id;
  const std::vector<Operation> operations{
      {.kind = OperationKind::set_item, .target = item, .field = "title", .value = "Akutpladser"}};
  ASSERT_TRUE(correct(register_, actor_, first.entry_id, 0, operations));
  EXPECT_EQ(meeting(first)->head.version, 2);
  EXPECT_EQ(meeting(first)->items[1].title, "Akutpladser");
  EXPECT_EQ(meeting(first)->items[1].id, item);
  EXPECT_EQ(correct(register_, actor_, first.entry_id, 0, operations).error().kind, Problem::Kind::conflict)
      << "seen by nobody yet";
  ASSERT_TRUE(intake::undo_correction(register_, actor_, first.entry_id, 1));
  EXPECT_EQ(meeting(first)->items[1].title, "Status på akutpladserne");
  ASSERT_TRUE(take_back(register_, actor_, first.entry_id));
  EXPECT_FALSE(meeting(first)) << "all versions made of the document go";
}

TEST_F(Intake, APersonNumberThatIsTypedIsFoundAndHidden) {
  const auto taken = take(minutes(), "referat");
  const auto correct_case = [&](std::int64_t seen, std::string value) {
    const Operation operation{.kind = OperationKind::set_item,
                              .target = meeting(taken)->items[1].id,
                              .field = "case",
                              .value = std::move(value)};
    ASSERT_TRUE(correct(register_, actor_, taken.entry_id, seen, {&operation, 1}));
  };
  correct_case(0, "Borgeren 010203-1234 venter.");
  auto shown = meeting(taken);
  EXPECT_EQ(shown->items[1].case_text, "Borgeren xxxxxx-xxxx venter.");
  ASSERT_EQ(shown->findings.size(), 1u);
  EXPECT_EQ(shown->findings[0].kind, reading::FindingKind::person_number);
  EXPECT_EQ(shown->findings[0].item_id, shown->items[1].id);
  EXPECT_FALSE(meetings::publish(book_, actor_, *meetings::MeetingId::parse(*taken.meeting_id)));

  correct_case(1, "Borgeren 010203-1234 venter stadig.");
  EXPECT_EQ(meeting(taken)->findings.size(), 1u);
  correct_case(2, "Borgeren venter.");
  shown = meeting(taken);
  EXPECT_EQ(shown->items[1].case_text, "Borgeren venter.");
  EXPECT_TRUE(shown->findings.empty());
}

TEST_F(Intake, AFindingStaysWithItsItemWhenTheNumberIsCorrected) {
  auto record = minutes();
  record.findings.push_back({reading::FindingKind::item_without_minutes, "Punktet har intet referat.", "2", 1u, 9u});
  const auto taken = take(record, "referat");
  const auto id = meeting(taken)->items[1].id;
  const Operation operation{.kind = OperationKind::set_item, .target = id, .field = "number", .value = "3"};
  ASSERT_TRUE(correct(register_, actor_, taken.entry_id, 0, {&operation, 1}));
  ASSERT_EQ(meeting(taken)->findings.size(), 1u);
  EXPECT_EQ(meeting(taken)->findings[0].item_id, id);
}

TEST_F(Intake, TheLogSaysWhichCorrectionItWasAndHoldsNoneOfItsText) {
  const auto taken = take(minutes(), "a", TakeInAs::preview);
  const std::vector<Operation> operations{
      {.kind = OperationKind::set_meeting, .field = "place", .value = "Fortrolighuset"}};
  ASSERT_TRUE(correct(register_, actor_, taken.entry_id, 0, operations));
  const auto last_payload = [&] {
    auto rows = reader().query(select_last_payload);
    return rows.next() ? rows.string(0) : std::string();
  };
  EXPECT_NE(last_payload().find(R"("ordinal":1,"undone":false)"), std::string::npos) << last_payload();
  EXPECT_EQ(last_payload().find("Fortrolighuset"), std::string::npos);
  ASSERT_TRUE(intake::undo_correction(register_, actor_, taken.entry_id, 1));
  EXPECT_NE(last_payload().find(R"("ordinal":1,"undone":true)"), std::string::npos) << last_payload();
}

TEST_F(Intake, AllCorrectionsOrNone) {
  const auto taken = take(minutes(), "a", TakeInAs::preview);
  const std::vector<Operation> operations{{.kind = OperationKind::set_meeting, .field = "place", .value = "Rådhuset"},
                                          {.kind = OperationKind::set_meeting, .field = "date", .value = "i går"}};
  const auto done = correct(register_, actor_, taken.entry_id, 0, operations);
  ASSERT_FALSE(done);
  EXPECT_FALSE(done.error().danish.empty());
  EXPECT_TRUE(corrections(reader(), taken.entry_id).empty());
}

TEST_F(Intake, ANewerReaderKeepsTheCorrections) {
  const auto taken = take(minutes(), "a");
  const auto second_item = entry(taken).identities.items[1].id;
  const std::vector<Operation> operations{
      {.kind = OperationKind::set_item, .target = second_item, .field = "outcome", .value = "decided"}};
  ASSERT_TRUE(correct(register_, actor_, taken.entry_id, 0, operations));
  auto newer = minutes();
  newer.reader = "test 2";
  newer.items.insert(newer.items.begin(), {.title = "Velkomst"});
  EXPECT_EQ(reread(register_, actor_, taken.entry_id, newer).value(), Reread::changed);
  const auto now = meeting(taken);
  ASSERT_EQ(now->items.size(), 3u);
  EXPECT_EQ(now->items[2].id, second_item);
  EXPECT_EQ(now->items[2].outcome, reading::Outcome::decided);
  EXPECT_EQ(reread(register_, actor_, taken.entry_id, newer).value(), Reread::unchanged)
      << "the same reading again changes nothing";

  auto poorer = minutes();
  poorer.reader = "test 3";
  poorer.items.pop_back();
  EXPECT_EQ(reread(register_, actor_, taken.entry_id, poorer).value(), Reread::needs_a_person);
  EXPECT_EQ(meeting(taken)->items.size(), 3u) << "a correction that no longer fits is looked at by a person";
  EXPECT_EQ(entry(taken).doubts.size(), 1u);
}

TEST_F(Intake, ANewerReaderThatFindsTheSameMakesNoNewVersion) {
  const auto taken = take(minutes(), "a");
  auto newer = minutes();
  newer.reader = "test 2";
  EXPECT_EQ(reread(register_, actor_, taken.entry_id, newer).value(), Reread::unchanged);
  EXPECT_EQ(meeting(taken)->head.version, 1);
  EXPECT_EQ(*entry(taken).version, 1);
  EXPECT_TRUE(commit(register_, actor_, taken.entry_id, CommitAs::as_judged).error().kind == Problem::Kind::conflict);
}

TEST_F(Intake, TakingBackASourceLeavesTheOtherOneWaiting) {
  const auto first = take(minutes(), "Referat af mødet");
  const auto other = take(minutes(), "Referat  af mødet");
  ASSERT_EQ(other.state, EntryState::same_content);
  ASSERT_TRUE(take_back(register_, actor_, first.entry_id));
  EXPECT_FALSE(meeting(first));
  EXPECT_EQ(entry(other).state, EntryState::preview);
  const auto committed = commit(register_, actor_, other.entry_id, CommitAs::as_judged);
  ASSERT_TRUE(committed);
  EXPECT_TRUE(meeting(*committed));
}

TEST_F(Intake, WhatWasTakenBackComesAgainUnderItsPermalinks) {
  const auto first = take(minutes(), "a");
  const auto items = meeting(first)->items;
  ASSERT_TRUE(meetings::publish(book_, actor_, *meetings::MeetingId::parse(*first.meeting_id)));
  ASSERT_TRUE(take_back(register_, actor_, first.entry_id));
  const auto again = take(minutes(), "a");
  EXPECT_EQ(again.meeting_id, first.meeting_id);
  const auto now = meeting(again);
  ASSERT_TRUE(now);
  EXPECT_EQ(now->items[0].id, items[0].id);
  EXPECT_EQ(now->items[1].id, items[1].id);
  EXPECT_FALSE(now->head.published) << "whoever took it back did not mean it to be read by all again";
  ASSERT_TRUE(take_back(register_, actor_, again.entry_id));
  EXPECT_EQ(take(minutes(), "a").meeting_id, first.meeting_id);
  EXPECT_NE(take(minutes(), "b").meeting_id, std::nullopt);
}

TEST_F(Intake, DiscardedMayComeAgain) {
  const auto taken = take(minutes(), "a", TakeInAs::preview);
  ASSERT_TRUE(discard(book_, actor_, taken.entry_id));
  EXPECT_FALSE(discard(book_, actor_, taken.entry_id));
  EXPECT_EQ(take(minutes(), "a").state, EntryState::committed);
}

TEST_F(Intake, ClosedItemsAreCorrectedOnlyByWhoMayReadThem) {
  auto record = minutes();
  record.items[1].closed = true;
  const auto waiting = take(record, "a", TakeInAs::preview);
  const Operation opening{.kind = OperationKind::set_item,
                          .target = entry(waiting).identities.items[1].id,
                          .field = "closed",
                          .value = "nej"};
  EXPECT_EQ(correct(register_, actor_, waiting.entry_id, 0, {&opening, 1}).error().kind, Problem::Kind::forbidden);
  EXPECT_EQ(commit(register_, actor_, waiting.entry_id, CommitAs::as_judged).error().kind, Problem::Kind::forbidden);
  auto trusted = actor_;
  trusted.permissions = trusted.permissions | audit::Permission::read_closed;
  ASSERT_TRUE(correct(register_, trusted, waiting.entry_id, 0, {&opening, 1}));
  EXPECT_EQ(intake::undo_correction(register_, actor_, waiting.entry_id, 1).error().kind, Problem::Kind::forbidden);
  EXPECT_TRUE(commit(register_, trusted, waiting.entry_id, CommitAs::as_judged));
}

TEST_F(Intake, NobodyChangesWithoutPermission) {
  audit::Actor reader_only;
  reader_only.permissions = static_cast<audit::Permissions>(audit::Permission::read_all);
  EXPECT_EQ(take_in(register_, reader_only, batch_, prepared(minutes(), "a"), TakeInAs::preview, false).error().kind,
            Problem::Kind::forbidden);
  EXPECT_EQ(count(count_entries), 0);
}

TEST_F(Intake, FailuresAreKeptWithTheirSentence) {
  const auto id =
      record_failure(book_, actor_, batch_, "../../x/tom\n.pdf", {Problem::Kind::invalid, "Filen er tom."}).value();
  const auto failed = find_entry(reader(), id);
  EXPECT_EQ(failed->file_name, "tom_.pdf");
  EXPECT_EQ(failed->problem, "Filen er tom.");
  EXPECT_FALSE(open_entry(reader(), id));
  EXPECT_EQ(batch_counts(reader(), batch_).failed, 1);
}
