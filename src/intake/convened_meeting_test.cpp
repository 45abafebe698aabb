// A meeting that was convened and whose agenda and minutes come in later is one meeting in further states.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "bodies/structure/test_structure.hpp"
#include "intake/content.hpp"
#include "intake/intake_actions.hpp"
#include "intake/intake_store.hpp"
#include "meetings/convocation_actions.hpp"
#include "meetings/meeting_store.hpp"

namespace klynge::intake {
namespace {

const database::Sql count_meetings{"SELECT count(*) FROM meeting"};

reading::MeetingRecord document(reading::Kind kind) {
  reading::MeetingRecord record;
  record.kind = kind;
  record.title = kind == reading::Kind::agenda ? "Udkast til dagsorden" : "Referat";
  record.body = "Driftsgruppe Østfjord";
  record.date = Date{2026, 4, 14};
  record.reader = "test 1";
  record.items.push_back({.number = "1", .title = "Godkendelse af dagsorden"});
  record.items.push_back({.number = "2",
                          .title = "Status på akutpladserne",
                          .case_text = "Belægningen har været høj hele foråret i kommunerne."});
  record.items.push_back({.number = "3", .title = "Eventuelt"});
  if (kind == reading::Kind::minutes)
    for (auto& item : record.items) item.minutes = "Drøftet.", item.outcome = reading::Outcome::discussed;
  return record;
}

class ConvenedMeeting : public structure::StructureTest {
 protected:
  ConvenedMeeting() {
    body_ = body("Driftsgruppe Østfjord");
    batch_ = start_batch(book_, secretary_, "Test", 1).value();
    const auto id = meetings::convene(book_, {}, secretary_, body_, plan(), {});
    EXPECT_TRUE(id) << id.error().danish;
    meeting_ = id.value_or(meetings::MeetingId{});
  }
  static meetings::Plan plan() {
    return {.day = {2026, 4, 14},
            .start = {13 * 60},
            .end = {15 * 60},
            .place = "",
            .items = {{.title = "Status på akutpladserne"}, {.title = "Ny aftale"}}};
  }
  TakenIn take(const reading::MeetingRecord& record, std::string bytes) {
    Prepared one;
    one.file_name = "dokument.txt";
    one.sha256 = sha256_hex(bytes);
    reading::Document lines;
    lines.lines.push_back({.text = bytes});
    one.content_hash = content_hash(lines);
    one.bytes = std::move(bytes);
    one.record = record;
    one.record_json = reading::to_json(record);
    auto taken = take_in(register_, secretary_, batch_, std::move(one), TakeInAs::committed_if_sure, false);
    EXPECT_TRUE(taken) << taken.error().danish;
    return *taken;
  }
  // Minutes of a day that has not come are asked about.
  void after_the_meeting() { now_us_ += 60LL * 24 * 3600 * 1'000'000; }
  meetings::MeetingView view() { return meetings::find_meeting(reader(), meeting_).value_or(meetings::MeetingView{}); }
  std::int64_t meetings_in_all() {
    auto rows = reader().query(count_meetings);
    rows.next();
    return rows.integer(0);
  }

  std::string body_, batch_;
  meetings::Resolver resolver_ = meetings::matching_resolver();
  Register register_{book_, resolver_};
  meetings::MeetingId meeting_;
};

TEST_F(ConvenedMeeting, AgendaAndMinutesBecomeTheSameMeeting) {
  const auto convened = view();
  const auto agenda = take(document(reading::Kind::agenda), "a");
  EXPECT_EQ(agenda.state, EntryState::committed);
  EXPECT_EQ(agenda.meeting_id, meeting_.text());
  EXPECT_EQ(view().head.version, 1);
  EXPECT_EQ(view().head.body_id, body_);
  ASSERT_EQ(view().items.size(), 3u);
  EXPECT_EQ(view().items[1].id, convened.items[0].id) << "an item keeps its permalink by its title";
  const auto gone = meetings::find_item(reader(), *meetings::ItemId::parse(convened.items[1].id));
  ASSERT_TRUE(gone);
  EXPECT_TRUE(gone->item.removed);
  after_the_meeting();
  const auto minutes = take(document(reading::Kind::minutes), "b");
  EXPECT_EQ(minutes.meeting_id, meeting_.text());
  EXPECT_EQ(view().head.kind, reading::Kind::minutes);
  EXPECT_EQ(view().items[1].id, convened.items[0].id);
  EXPECT_EQ(meetings_in_all(), 1);
  // Its documents say from now on how it is.
  EXPECT_EQ(meetings::change_convocation(
                book_, {}, secretary_, meeting_,
                {.day = {2026, 5, 1}, .start = {60}, .end = {90}, .place = "", .items = {{.title = "x"}}}, {})
                .error()
                .kind,
            Problem::Kind::conflict);
  EXPECT_EQ(meetings::call_off(book_, {}, secretary_, meeting_, "Nej").error().kind, Problem::Kind::conflict);
}

TEST_F(ConvenedMeeting, MinutesWithOtherItemsAreStillOfTheMeeting) {
  auto minutes = document(reading::Kind::minutes);
  for (auto& item : minutes.items) item.title = "Et helt andet emne " + *item.number;
  after_the_meeting();
  const auto taken = take(minutes, "c");
  EXPECT_EQ(taken.state, EntryState::committed);
  EXPECT_EQ(taken.meeting_id, meeting_.text());
}

TEST_F(ConvenedMeeting, WhenTheImportIsTakenBackItIsConvenedAsBefore) {
  const auto convened = view();
  const auto taken = take(document(reading::Kind::agenda), "a");
  ASSERT_TRUE(take_back(register_, secretary_, taken.entry_id));
  EXPECT_EQ(view().head.version, 0);
  EXPECT_FALSE(view().head.taken_back);
  ASSERT_EQ(view().items.size(), 2u);
  EXPECT_EQ(view().items[0].id, convened.items[0].id);
  EXPECT_EQ(view().items[1].id, convened.items[1].id);
  EXPECT_EQ(view().head.body_id, body_);
  // And the same document again.
  const auto again = take(document(reading::Kind::agenda), "d");
  EXPECT_EQ(again.meeting_id, meeting_.text());
  EXPECT_EQ(meetings_in_all(), 1);
}

TEST_F(ConvenedMeeting, MinutesOfAMeetingThatWasCalledOffWaitForAPerson) {
  ASSERT_TRUE(meetings::call_off(book_, {}, secretary_, meeting_, "Sygdom"));
  after_the_meeting();
  const auto taken = take(document(reading::Kind::minutes), "b");
  EXPECT_EQ(taken.state, EntryState::preview);
  const auto entry = find_entry(reader(), taken.entry_id);
  ASSERT_TRUE(entry);
  EXPECT_NE(
      std::find(entry->doubts.begin(), entry->doubts.end(), "Mødet er aflyst i Klynge. Blev det holdt alligevel?"),
      entry->doubts.end());
  ASSERT_TRUE(commit(register_, secretary_, taken.entry_id, CommitAs::as_judged));
  EXPECT_EQ(view().head.kind, reading::Kind::minutes);
}

TEST_F(ConvenedMeeting, ADocumentOfTheMeetingKeepsASecondFromBeingConvened) {
  take(document(reading::Kind::agenda), "a");
  EXPECT_EQ(meetings::convene(book_, {}, secretary_, body_, plan(), {}).error().kind, Problem::Kind::conflict);
}

}  // namespace
}  // namespace klynge::intake
