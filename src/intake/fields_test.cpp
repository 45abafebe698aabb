// Fields as text: what a secretary may type, and that writing what was read changes nothing.
#include "intake/fields.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace klynge;
using namespace klynge::intake;

TEST(Fields, AmountsAreReadAsDanesWriteThem) {
  const std::vector<std::pair<const char*, std::optional<std::int64_t>>> cases{{"739.846 kr.", 73'984'600},
                                                                               {"kr. -7.209", -720'900},
                                                                               {"500,-", 50'000},
                                                                               {"1,4 mio. kr.", 140'000'000},
                                                                               {"25 t.kr.", 2'500'000},
                                                                               {"12,50", 1'250},
                                                                               {"2 mia. kr.", 200'000'000'000},
                                                                               {"1 234 567 kr.", 123'456'700},
                                                                               {"ingen", std::nullopt},
                                                                               {"", std::nullopt},
                                                                               {"0,001", std::nullopt},
                                                                               {"999999999999999999999", std::nullopt}};
  for (const auto& [printed, ore] : cases) EXPECT_EQ(parse_amount(printed), ore) << printed;
}

TEST(Fields, DatesAndTimesAsTheyAreTyped) {
  reading::MeetingRecord record;
  for (const char* date : {"2022-11-07", "7. november 2022", "7-11-2022", "7/11 2022", "07.11.22"}) {
    ASSERT_TRUE(set(record, "date", date)) << date;
    EXPECT_EQ(record.date, (Date{2022, 11, 7})) << date;
  }
  for (const char* wrong : {"31-2-2022", "i morgen", "7-11"}) EXPECT_FALSE(set(record, "date", wrong)) << wrong;
  for (const char* time : {"17:05", "17.05", "kl. 17.05"}) {
    ASSERT_TRUE(set(record, "start", time));
    EXPECT_EQ(record.start, reading::ClockTime{17 * 60 + 5});
  }
  for (const char* wrong : {"25.00", "17.60", "sent"}) EXPECT_FALSE(set(record, "start", wrong)) << wrong;
  EXPECT_TRUE(set(record, "date", ""));
  EXPECT_FALSE(record.date);
  EXPECT_FALSE(set(record, "nonsense", "x"));
}

TEST(Fields, TasksAndDecisionsAreBlocks) {
  reading::Item item{.title = "x"};
  ASSERT_TRUE(set(
      item, "tasks",
      "Undersøger lokaler\r\nAnsvarlig: Bent Friis; Ry Kommune\r\nFrist: 1. maj 2023\r\n\r\nTages op igen\nFrist: næste møde"));
  ASSERT_EQ(item.tasks.size(), 2u);
  EXPECT_EQ(item.tasks[0].responsible, (std::vector<std::string>{"Bent Friis", "Ry Kommune"}));
  EXPECT_EQ(item.tasks[0].due, "2023-05-01");
  EXPECT_EQ(item.tasks[1].due, "next_meeting");
  EXPECT_TRUE(get(item, "tasks")->find("Frist: 1. maj 2023") != std::string::npos);
  EXPECT_FALSE(set(item, "tasks", "Ansvarlig: ingen tekst"));
  EXPECT_EQ(item.tasks.size(), 2u) << "a refused text changes nothing";
  ASSERT_TRUE(set(item, "decisions", "1, 2: godkendt\nMed bemærkninger\n\ndrøftet"));
  ASSERT_EQ(item.decisions.size(), 2u);
  EXPECT_EQ(item.decisions[0].recommendations, (std::vector<int>{1, 2}));
  EXPECT_EQ(item.decisions[0].text, "Med bemærkninger");
  EXPECT_EQ(item.decisions[1].outcome, reading::Outcome::discussed);
  EXPECT_FALSE(set(item, "decisions", "1: måske"));
}

namespace {

rc::Gen<std::string> word() { return rc::gen::element<std::string>("plan", "økonomi", "Å", "3", "kr.", "(x)", "a-b"); }
rc::Gen<std::string> line() {
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(word())),
                      [](const std::vector<std::string>& words) {
                        std::string out;
                        for (const auto& one : words) out += (out.empty() ? "" : " ") + one;
                        return out;
                      });
}
std::optional<std::string> maybe_line() { return *rc::gen::arbitrary<bool>() ? std::optional(*line()) : std::nullopt; }

reading::Item some_item() {
  reading::Item item{.number = maybe_line(), .title = *line()};
  if (*rc::gen::arbitrary<bool>()) item.start = reading::ClockTime{*rc::gen::inRange(0, 24 * 60)};
  item.closed = *rc::gen::arbitrary<bool>();
  item.case_text = maybe_line();
  item.minutes = maybe_line();
  item.presenters = *rc::gen::container<std::vector<std::string>>(line());
  item.recommendations = *rc::gen::container<std::vector<std::string>>(line());
  if (*rc::gen::arbitrary<bool>()) item.outcome = static_cast<reading::Outcome>(*rc::gen::inRange(0, 10));
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
    item.tasks.push_back({.text = *line(),
                          .responsible = {*line()},
                          .due = i == 1 ? std::optional<std::string>("next_meeting") : "2023-05-01"});
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
    item.decisions.push_back(
        {.recommendations = {i}, .outcome = static_cast<reading::Outcome>(i), .text = maybe_line()});
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
    item.amounts.push_back(
        {.ore = std::int64_t{i} * 100, .text = std::to_string(i) + " kr.", .label = maybe_line(), .estimate = i == 2});
  return item;
}

std::string json(const reading::Item& item) {
  reading::MeetingRecord record;
  record.items.push_back(item);
  return reading::to_json(record);
}

}  // namespace

RC_GTEST_PROP(Fields, WritingWhatWasReadChangesNothing, ()) {
  const reading::Item before = some_item();
  reading::Item after = before;
  for (const auto& field : item_fields()) {
    const auto text = get(before, field.name);
    RC_ASSERT(set(after, field.name, text ? std::optional<std::string_view>(*text) : std::nullopt).has_value());
    reading::Item fresh{.title = "x"};
    RC_ASSERT(set(fresh, field.name, text ? std::optional<std::string_view>(*text) : std::nullopt).has_value());
    RC_ASSERT(get(fresh, field.name) == text);
  }
  RC_ASSERT(json(after) == json(before));
}
