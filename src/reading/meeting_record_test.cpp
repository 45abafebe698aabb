#include "reading/meeting_record.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace klynge::reading {
namespace {

MeetingRecord full_record() {
  MeetingRecord record;
  record.kind = Kind::minutes;
  record.title = "Referat af møde i \"Styregruppen\"";
  record.body = "Styregruppen";
  record.meeting_number = "3, 2024";
  record.date = Date{2024, 5, 7};
  record.next_meeting = Date{2024, 9, 2};
  record.start = ClockTime{9 * 60 + 5};
  record.end = ClockTime{24 * 60};
  record.place = "Mødelokale 2";
  record.mode = Mode::hybrid;
  Attendee person;
  person.name = "Ida Ødegaard";
  person.title = "Direktør";
  person.organisation = "Fjordvig Kommune";
  person.status = Status::substitute;
  person.role = Role::cochair;
  person.moderates = true;
  person.remote = true;
  person.substitutes_for = "Bo Holm";
  person.items = {"1", "2a"};
  person.note = "fra kl. 10";
  record.attendance = {person, Attendee{.name = "(vacant)", .status = Status::vacant, .items = {}}};
  Item item;
  item.number = "2a";
  item.title = "Økonomi";
  item.start = ClockTime{600};
  item.end = ClockTime{630};
  item.closed = true;
  item.case_number = "2024-001";
  item.presenters = {"Ida Ødegaard"};
  item.requested_by = "Bo Holm";
  item.case_text = "Sagen.";
  item.recommendations = {"at regnskabet godkendes", "at resten overføres"};
  item.minutes = "Godkendt.";
  item.outcome = Outcome::none;
  item.decisions = {{{1, 2}, Outcome::approved, "1.-2. Godkendt"}};
  item.votes = {{5, 2, std::nullopt, "5 for, 2 imod"}};
  item.recused = {"Bo Holm"};
  item.attachments = {"Bilag 1"};
  item.links = {"https://example.org"};
  item.amounts = {{-720'900, "kr. -7.209", "Fjordvig", "2024", true}};
  item.tasks = {{"sender brev", {"Sekretariatet"}, "next_meeting"}, {"ringer", {}, "2024-06-01"}};
  record.items = {item, Item{.title = "Pause", .kind = ItemKind::pause}};
  record.approval = {{"Bo Holm", Act::approved}};
  record.findings = {{FindingKind::numbering_gap, "Punkt 2 mangler.", "3", 1, 12}};
  record.reader = "klynge-reader 1";
  record.sources = {{"/items/0/title", {1, 12, 3, 10, 13, 0.9f}}, {"/body", {1, 1, 0, 4, 0, 1}}};
  return record;
}

TEST(MeetingRecord, clock_times_as_text) {
  EXPECT_EQ(text(ClockTime{17 * 60}), "17:00");
  EXPECT_EQ(text(ClockTime{9 * 60 + 5}), "09:05");
}

TEST(MeetingRecord, names_are_the_words_of_the_schema) {
  EXPECT_EQ(name(ItemKind::pause), "break");
  EXPECT_EQ(name(Mode::in_person), "in_person");
  EXPECT_EQ(name(Outcome::none), "none");
  EXPECT_EQ(name(Role::administration), "administration");
  EXPECT_EQ(name(FindingKind::person_number), "person_number");
}

TEST(MeetingRecord, a_record_is_read_again_as_it_was) {
  const std::string json = to_json(full_record());
  const auto read = from_json(json);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(to_json(*read), json);
  EXPECT_EQ(to_json(*from_json(to_json(full_record(), true))), json);
  EXPECT_EQ(json.find('\n'), std::string::npos);
  EXPECT_EQ(read->items[0].outcome, Outcome::none);
  EXPECT_EQ(read->items[0].amounts[0].ore, -720'900);
  EXPECT_EQ(read->items[1].kind, ItemKind::pause);
  EXPECT_EQ(read->end, ClockTime{24 * 60});
  const Place& place = read->sources.at("/items/0/title");
  EXPECT_EQ(place.last_line, 13u);
  EXPECT_EQ(place.confidence, 0.9f);
}

TEST(MeetingRecord, an_empty_record_has_what_the_schema_requires_and_no_more) {
  EXPECT_EQ(to_json(MeetingRecord{}),
            R"({"kind":"agenda","body":null,"date":null,"attendance":[],"items":[],"findings":[]})");
  MeetingRecord record;
  record.items = {Item{.title = "A"}};
  EXPECT_NE(to_json(record).find(R"({"number":null,"title":"A","recommendations":[],"attachments":[],"tasks":[]})"),
            std::string::npos);
}

TEST(MeetingRecord, places_are_written_without_float_dust) {
  EXPECT_NE(to_json(full_record()).find(R"("confidence":0.9})"), std::string::npos);
}

TEST(MeetingRecord, broken_text_is_written_as_valid_json) {
  MeetingRecord record;
  record.title = "\xff";
  EXPECT_TRUE(nlohmann::json::accept(to_json(record)));
}

TEST(MeetingRecord, what_is_not_of_the_schema_is_refused) {
  using nlohmann::json;
  const auto refused = [](auto change) {
    json record = json::parse(to_json(full_record()));
    change(record);
    return !from_json(record.dump());
  };
  EXPECT_FALSE(refused([](json&) {}));
  EXPECT_FALSE(refused([](json& r) { r["place"] = nullptr; }));
  EXPECT_TRUE(refused([](json& r) { r["extra"] = 1; }));
  EXPECT_TRUE(refused([](json& r) { r.erase("items"); }));
  EXPECT_TRUE(refused([](json& r) { r["kind"] = "report"; }));
  EXPECT_TRUE(refused([](json& r) { r["date"] = "2024-02-30"; }));
  EXPECT_TRUE(refused([](json& r) { r["start"] = "9:00"; }));
  EXPECT_TRUE(refused([](json& r) { r["start"] = "24:01"; }));
  EXPECT_TRUE(refused([](json& r) { r["items"][0].erase("title"); }));
  EXPECT_TRUE(refused([](json& r) { r["items"][0]["amounts"][0]["ore"] = 1.5; }));
  EXPECT_TRUE(refused([](json& r) { r["items"][0]["amounts"][0]["ore"] = UINT64_MAX; }));
  EXPECT_TRUE(refused([](json& r) { r["items"][0]["tasks"][0]["due"] = "soon"; }));
  EXPECT_TRUE(refused([](json& r) { r["attendance"][0]["status"] = 3; }));
  EXPECT_TRUE(refused([](json& r) { r["sources"]["/body"]["confidence"] = 1.5; }));
  EXPECT_TRUE(refused([](json& r) { r["sources"]["/body"]["page"] = 0; }));
  EXPECT_FALSE(from_json("{"));
  EXPECT_FALSE(from_json("[]"));
}

// The gold records follow the schema, so they must be read and written without loss.
TEST(MeetingRecord, gold_records_are_read) {
  const char* shared = std::getenv("KLYNGE_SHARED");
  const std::filesystem::path folder =
      (shared ? shared : KLYNGE_SOURCE_DIR "/../shared") + std::string("/minutes/gold");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared minutes at " << folder;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".json") continue;
    std::ifstream in(file.path());
    const std::string json{std::istreambuf_iterator<char>(in), {}};
    const auto record = from_json(json);
    ASSERT_TRUE(record) << file.path() << ": " << record.error().detail;
    const auto again = from_json(to_json(*record));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->items.size(), nlohmann::json::parse(json)["items"].size());
  }
}

}  // namespace
}  // namespace klynge::reading
