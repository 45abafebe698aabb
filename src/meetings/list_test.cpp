#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "meetings/list_export.hpp"
#include "meetings/list_store.hpp"
#include "meetings/overview_store.hpp"
#include "meetings/test_register.hpp"

namespace klynge::meetings {
namespace {

// Two bodies, three years, one closed item.
class Lists : public testing::Test {
 protected:
  Lists() {
    auto record = test_record();
    first_ = register_.add(record);
    record.date = Date{2022, 5, 6};
    record.next_meeting = Date{2022, 9, 1};
    record.items[0].amounts[0].ore = 100;
    record.items[1].closed = true;
    record.items[1].tasks = {{.text = "Hemmelig opgave", .responsible = {"Asta Lind"}}};
    record.findings = {
        {.kind = reading::FindingKind::numbering_gap, .message = "Punkt 3 mangler."},
        {.kind = reading::FindingKind::item_without_minutes, .message = "Punkt 2 er uden referat.", .item = "2"}};
    second_ = register_.add(record);
    auto other = test_record();
    other.body = "Driftsgruppen";
    other.date = std::nullopt;
    other.items[0].decisions.clear();
    other.items[0].minutes = "Enheden på 100% blev drøftet. ÆBLER_og pærer.";
    other.items[0].outcome = reading::Outcome::discussed;
    undated_ = register_.add(other);
  }

  template <class Row, class Filter>
  std::vector<Row> rows(void (*each)(database::Connection&, const Scope&, const Filter&, Paging, const Take<Row>&),
                        const Filter& filter, Paging paging = {}) {
    auto found = collect<Row>(each, register_.reader(), everything(), filter, paging);
    if (paging.offset == 0 && static_cast<std::int64_t>(found.size()) < paging.limit) {
      EXPECT_EQ(count(register_.reader(), everything(), filter), static_cast<std::int64_t>(found.size()));
    }
    return found;
  }

  TestRegister register_;
  MeetingId first_, second_, undated_;
  const std::string board_ = "Styregruppen for Fjordklyngen";
};

TEST_F(Lists, MeetingsComeNewestFirstAndUndatedLast) {
  const auto all = rows(each_meeting, MeetingFilter{});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].head.id, second_.text());
  EXPECT_EQ(all[1].head.id, first_.text());
  EXPECT_EQ(all[2].head.id, undated_.text());
  EXPECT_EQ(all[0].items, 2);
  EXPECT_EQ(all[0].open_findings, 2);
  EXPECT_EQ(rows(each_meeting, MeetingFilter{.body_id = board_}).size(), 2u);
  EXPECT_EQ(rows(each_meeting, MeetingFilter{.year = "2021"}).size(), 1u);
  EXPECT_EQ(rows(each_meeting, MeetingFilter{}, {.offset = 1, .limit = 1}).at(0).head.id, first_.text());
}

TEST_F(Lists, DecisionsAreFilteredByBodyYearOutcomeAndWords) {
  // A closed item is in no register.
  EXPECT_EQ(rows(each_decision, DecisionFilter{}).size(), 5u);
  EXPECT_EQ(rows(each_decision, DecisionFilter{.body_id = "Driftsgruppen"}).size(), 2u);
  EXPECT_EQ(rows(each_decision, DecisionFilter{.year = "2022"}).size(), 1u);
  EXPECT_EQ(rows(each_decision, DecisionFilter{.outcome = "noted"}).size(), 2u);
  const auto found = rows(each_decision, DecisionFilter{.words = "Æbler  DRØFTET"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].outcome, reading::Outcome::discussed);
  EXPECT_EQ(found[0].text, "Enheden på 100% blev drøftet. ÆBLER_og pærer.");
  const auto approved = rows(each_decision, DecisionFilter{.year = "2021", .outcome = "approved"});
  ASSERT_EQ(approved.size(), 1u);
  EXPECT_EQ(approved[0].recommendations, (std::vector<int>{1, 2}));
  EXPECT_EQ(approved[0].text, "Godkendt");
}

TEST_F(Lists, WordsAreTakenAsTheyAreNotAsPatterns) {
  EXPECT_EQ(rows(each_decision, DecisionFilter{.words = "100%"}).size(), 1u);
  EXPECT_EQ(rows(each_decision, DecisionFilter{.words = "1%0"}).size(), 0u);
  EXPECT_EQ(rows(each_decision, DecisionFilter{.words = "æbler_og"}).size(), 1u);
  EXPECT_EQ(rows(each_decision, DecisionFilter{.words = "æblerxog"}).size(), 0u);
  EXPECT_EQ(rows(each_decision, DecisionFilter{.words = "\\"}).size(), 0u);
}

TEST_F(Lists, TasksComeWithTheirResponsibleAndNeverFromClosedItems) {
  const auto all = rows(each_task, TaskFilter{});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].responsible.at(0).person_id, "Bo Falk");
  EXPECT_EQ(all[0].state, TaskState::unknown);
  EXPECT_EQ(rows(each_task, TaskFilter{.person_id = "Bo Falk"}).size(), 3u);
  EXPECT_EQ(rows(each_task, TaskFilter{.person_id = "Asta Lind"}).size(), 0u);
  EXPECT_EQ(rows(each_task, TaskFilter{}, {.offset = 1, .limit = 1}).size(), 1u);
}

TEST_F(Lists, ATaskWithSeveralResponsibleIsOneRow) {
  auto record = test_record();
  record.date = Date{2030, 1, 1};
  record.items[0].tasks = {{.text = "Fælles", .responsible = {"Asta Lind", "Sekretariatet", "Bo Falk"}},
                           {.text = "Ingens", .responsible = {}}};
  register_.add(record);
  const auto found = rows(each_task, TaskFilter{.year = "2030"});
  ASSERT_EQ(found.size(), 2u);
  ASSERT_EQ(found[0].responsible.size(), 3u);
  EXPECT_EQ(found[0].responsible[1].name, "Sekretariatet");
  EXPECT_FALSE(found[0].responsible[1].person_id);
  EXPECT_TRUE(found[1].responsible.empty());
}

TEST_F(Lists, AmountsAreAddedOnlyUnderOneLabel) {
  EXPECT_EQ(rows(each_amount, AmountFilter{}).size(), 3u);
  EXPECT_FALSE(sum(register_.reader(), everything(), AmountFilter{}));
  const auto same = sum(register_.reader(), everything(), AmountFilter{.body_id = board_, .label = "rest"});
  ASSERT_TRUE(same);
  EXPECT_EQ(same->sum.ore, 73984700);
  EXPECT_EQ(same->count, 2);
  EXPECT_EQ(same->label, "Rest");
  auto record = test_record();
  record.items[0].amounts = {{.ore = 1, .text = "0,01 kr.", .label = "Rest i alt"}};
  register_.add(record);
  EXPECT_FALSE(sum(register_.reader(), everything(), AmountFilter{.label = "rest"}));
}

TEST_F(Lists, FindingsOfClosedItemsAreLeftOut) {
  const auto found = rows(each_finding, FindingFilter{.state = "open"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].finding.message, "Punkt 3 mangler.");
  EXPECT_FALSE(found[0].item);
  EXPECT_TRUE(rows(each_finding, FindingFilter{.kind = "person_number"}).empty());
}

TEST_F(Lists, WhatWasTakenBackIsNowhere) {
  register_.change([&](audit::Transaction& transaction) {
    EXPECT_TRUE(take_back_version(transaction, test_resolver(), second_, 1));
  });
  EXPECT_EQ(rows(each_meeting, MeetingFilter{}).size(), 2u);
  EXPECT_EQ(rows(each_decision, DecisionFilter{}).size(), 4u);
  EXPECT_EQ(rows(each_task, TaskFilter{}).size(), 2u);
  EXPECT_EQ(rows(each_amount, AmountFilter{}).size(), 2u);
  EXPECT_EQ(rows(each_finding, FindingFilter{}).size(), 0u);
}

TEST_F(Lists, APersonsPageHasAttendanceAndPresentations) {
  const auto attended = attendance_of_person(register_.reader(), everything(), "Asta Lind", {});
  ASSERT_EQ(attended.size(), 3u);
  EXPECT_EQ(attended[0].meeting.date, "2022-05-06");
  EXPECT_EQ(attended[0].attendee.role, reading::Role::chair);
  EXPECT_EQ(presentations_of_person(register_.reader(), everything(), "Asta Lind", {}).size(), 3u);
}

TEST_F(Lists, TheNextMeetingsAreThoseAnnouncedAndNotYetHeld) {
  const auto next = next_meetings(register_.reader(), everything(), "2022-06-01", 10);
  ASSERT_EQ(next.size(), 1u);
  EXPECT_EQ(next[0].date, "2022-09-01");
  EXPECT_TRUE(next_meetings(register_.reader(), everything(), "2022-10-01", 10).empty());
  auto held = test_record();
  held.date = Date{2022, 9, 1};
  register_.add(held);
  EXPECT_TRUE(next_meetings(register_.reader(), everything(), "2022-06-01", 10).empty());
}

TEST_F(Lists, WhatWasEnteredTogetherStandsByItsDate) {
  if (first_.text().substr(0, 8) != undated_.text().substr(0, 8))
    GTEST_SKIP() << "entered on both sides of a full minute of ids";
  const auto latest = latest_meetings(register_.reader(), everything(), 10);
  ASSERT_EQ(latest.size(), 3u);
  EXPECT_EQ(latest[0].head.id, second_.text());
  EXPECT_EQ(latest[1].head.id, first_.text());
  EXPECT_EQ(latest[2].head.id, undated_.text());
}

TEST_F(Lists, ChoicesOfTheFilters) {
  const auto bodies = body_choices(register_.reader(), everything());
  ASSERT_EQ(bodies.size(), 2u);
  EXPECT_EQ(bodies[0].name, "Driftsgruppen");
  const auto years = year_choices(register_.reader(), everything());
  ASSERT_EQ(years.size(), 2u);
  EXPECT_EQ(years[0].id, "2022");
  const auto responsible = responsible_choices(register_.reader(), everything());
  ASSERT_EQ(responsible.size(), 1u) << "Asta Lind has a task in a closed item alone";
  EXPECT_EQ(responsible[0].id, "person:Bo Falk");
}

TEST_F(Lists, ExportsCsvAsDanishExcelWantsIt) {
  std::string csv;
  export_rows(register_.reader(), everything(), AmountFilter{.year = "2021"}, ExportFormat::csv,
              [&](auto part) { csv += part; });
  EXPECT_TRUE(
      csv.starts_with("\xEF\xBB\xBF"
                      "Dato;Organ;Punkt;Overskrift;Betegnelse;Periode;Beløb i kr.;Som skrevet;Anslået;Adresse\r\n"));
  EXPECT_NE(
      csv.find(
          "04-03-2021;Styregruppen for Fjordklyngen;1;Budget for fælles midler;Rest;2020;739846,00;739.846 kr.;nej;/punkter/"),
      std::string::npos)
      << csv;
  csv.clear();
  export_rows(register_.reader(), everything(), FindingFilter{.kind = "unreadable"}, ExportFormat::csv,
              [&](auto part) { csv += part; });
  EXPECT_TRUE(
      csv.starts_with("\xEF\xBB\xBF"
                      "Dato;"));
  EXPECT_TRUE(csv.ends_with("Adresse\r\n"));
}

TEST_F(Lists, ExportsJsonOneRowALine) {
  std::string json;
  export_rows(register_.reader(), everything(), TaskFilter{.year = "2021"}, ExportFormat::json,
              [&](auto part) { json += part; });
  EXPECT_TRUE(json.starts_with(R"({"date":"2021-03-04","body":"Styregruppen for Fjordklyngen","number":"1",)")) << json;
  EXPECT_NE(json.find(R"("responsible":"Bo Falk","due":"2021-06-01","state":"unknown","handed_over_to":null,)"),
            std::string::npos)
      << json;
  EXPECT_EQ(std::ranges::count(json, '\n'), 1);
}

struct CsvCase {
  std::string text, written;
};

TEST(Csv, QuotesWhatMustBeQuotedAndDisarmsFormulas) {
  const CsvCase cases[] = {{"ord", "ord"},
                           {"to; ord", "\"to; ord\""},
                           {"et \"ord\"", "\"et \"\"ord\"\"\""},
                           {"to\nlinjer", "\"to\nlinjer\""},
                           {"=1+1", "\"'=1+1\""},
                           {"+45 12", "\"'+45 12\""},
                           {"-7.209 kr.", "\"'-7.209 kr.\""},
                           {"@SUM(A1)", "\"'@SUM(A1)\""},
                           {"\tx", "\"'\tx\""},
                           {"", ""}};
  for (const auto& one : cases)
    EXPECT_EQ(csv_line({{.key = "k", .title = "t", .text = one.text}}), one.written + "\r\n");
  EXPECT_EQ(csv_line({{.key = "k", .title = "t", .kind = Cell::Kind::money, .number = -720900}}), "-7209,00\r\n");
}

RC_GTEST_PROP(Csv, NoTextStartsAFormulaOrASecondCell, (std::string text)) {
  const auto line = csv_line({{.key = "k", .title = "t", .text = text}});
  auto body = line.substr(0, line.size() - 2);
  const bool quoted = body.starts_with('"');
  if (quoted) {
    RC_ASSERT(body.size() >= 2 && body.ends_with('"'));
    body = body.substr(1, body.size() - 2);
    // Every quote inside is doubled.
    std::size_t quotes = 0;
    for (const char c : body) quotes += c == '"';
    RC_ASSERT(quotes % 2 == 0);
  } else {
    RC_ASSERT(body.find_first_of(";\"\r\n") == std::string::npos);
  }
  RC_ASSERT(body.empty() || std::string("=+-@\t\r\n").find(body.front()) == std::string::npos);
}

}  // namespace
}  // namespace klynge::meetings
