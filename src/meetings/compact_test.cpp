#include "meetings/compact.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "meetings/person_number.hpp"

namespace klynge::meetings {
namespace {

TEST(Compact, VotesAndEmptyValuesComeBack) {
  reading::Item item;
  item.votes = {{.in_favour = 5, .against = std::nullopt, .abstained = 0, .text = "Flertallet stemte for."}};
  item.tasks = {{.text = "Uden ansvarlig", .responsible = {}, .due = std::nullopt}};
  item.decisions = {{.recommendations = {}, .outcome = reading::Outcome::postponed, .text = std::nullopt}};
  ItemView view;
  decode_lists(encode_lists(item, {"t1"}), view);
  ASSERT_EQ(view.votes.size(), 1u);
  EXPECT_EQ(view.votes[0].in_favour, 5);
  EXPECT_EQ(view.votes[0].against, std::nullopt);
  EXPECT_EQ(view.votes[0].abstained, 0);
  ASSERT_EQ(view.tasks.size(), 1u);
  EXPECT_EQ(view.tasks[0].id, "t1");
  EXPECT_TRUE(view.tasks[0].responsible.empty());
  ASSERT_EQ(view.decisions.size(), 1u);
  EXPECT_EQ(view.decisions[0].outcome, reading::Outcome::postponed);
  EXPECT_EQ(view.decisions[0].text, std::nullopt);
}

TEST(Compact, DividesPlacesBetweenHeadAndItems) {
  reading::MeetingRecord record;
  record.items.resize(11);
  record.sources = {{"/date", {}},    {"/items/10/tasks/0/text", {}},
                    {"/items/2", {}}, {"/items/11/title", {}},
                    {"/items/x", {}}, {"", {}}};
  const auto divided = divide_places(record);
  EXPECT_EQ(divided.head, "date 1 1 0 0 0 100\n");
  EXPECT_TRUE(Places(divided.items[10]).find("tasks/0/text"));
  EXPECT_TRUE(Places(divided.items[2]).find("item"));
}

RC_GTEST_PROP(Compact, ListsComeBackAsTheyWere,
              (std::vector<std::string> recommendations, std::vector<std::string> responsible)) {
  reading::Item item;
  item.recommendations = recommendations;
  item.tasks = {{.text = "Opgave", .responsible = responsible}};
  ItemView view;
  decode_lists(encode_lists(item, {"t"}), view);
  const auto cleaned = [](std::string text) {
    for (auto& c : text)
      if (c == '\x1e' || c == '\x1f') c = ' ';
    return text;
  };
  RC_ASSERT(view.recommendations.size() == recommendations.size());
  for (std::size_t i = 0; i < recommendations.size(); ++i)
    RC_ASSERT(view.recommendations[i] == cleaned(recommendations[i]));
  RC_ASSERT(view.tasks.size() == 1u);
  RC_ASSERT(view.tasks[0].responsible.size() == responsible.size());
}

RC_GTEST_PROP(Compact, NoTextMakesDecodingFail, (std::string text)) {
  ItemView view;
  decode_lists(text, view);
  Places(text).find("date");
  decode_approval(text);
}

TEST(Compact, FindsAPlaceByItsWholeName) {
  const Places places(
      std::string("tasks/1/text 1 7 0 5 0 90\ntasks/10 1 8 0 5 0 90\ntasks/1 2 9 3 5 0 80\nend 1 4 0 1 0 70"));
  ASSERT_TRUE(places.find("tasks/1"));
  EXPECT_EQ(places.find("tasks/1")->line, 9u);
  EXPECT_EQ(places.find("tasks/1")->page, 2u);
  EXPECT_EQ(places.find("tasks/10")->line, 8u);
  ASSERT_TRUE(places.find("end"));
  EXPECT_FLOAT_EQ(places.find("end")->confidence, 0.7f);
  for (const auto* absent : {"tasks", "tasks/2", "tasks/1/tex", "en",
                             "a name longer than the whole of the text, so that nothing of it can be there at all"})
    EXPECT_FALSE(places.find(absent)) << absent;
}

struct MaskCase {
  const char* text;
  const char* masked;
};

TEST(PersonNumber, IsMaskedWithoutMovingAnything) {
  for (const auto& [text, masked] :
       {MaskCase{"CPR 010203-4567.", "CPR xxxxxx-xxxx."}, MaskCase{"0102034567", "xxxxxxxxxx"},
        MaskCase{"010203 4567", "xxxxxx xxxx"}, MaskCase{"010203\u20134567", "xxxxxx\u2013xxxx"},
        MaskCase{"010203\u20144567", "xxxxxx\u2014xxxx"}, MaskCase{"010203\u22124567", "xxxxxx\u2212xxxx"},
        MaskCase{"610203-4567", "xxxxxx-xxxx"},
        MaskCase{"to: 010203-4567, 311299-0001", "to: xxxxxx-xxxx, xxxxxx-xxxx"},
        // Not a day or month, part of a longer number, a telephone number, a date.
        MaskCase{"991399-4567", "991399-4567"}, MaskCase{"10102034567", "10102034567"},
        MaskCase{"010203-45678", "010203-45678"}, MaskCase{"12 34 56 78", "12 34 56 78"},
        MaskCase{"01-02-2003", "01-02-2003"}}) {
    std::string changed = text;
    mask_person_numbers(changed);
    EXPECT_EQ(changed, masked);
    EXPECT_EQ(holds_person_number(text), std::string(text) != masked) << text;
  }
}

RC_GTEST_PROP(PersonNumber, MaskingTwiceIsMaskingOnce, (std::string text)) {
  auto once = text;
  mask_person_numbers(once);
  auto twice = once;
  mask_person_numbers(twice);
  RC_ASSERT(once == twice);
  RC_ASSERT(once.size() == text.size());
  RC_ASSERT(!holds_person_number(once));
}

}  // namespace
}  // namespace klynge::meetings
