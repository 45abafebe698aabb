// Corrections: what each operation does, and that none is lost when a newer reader reads again.
#include "intake/correction.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "intake/fields.hpp"

using namespace klynge;
using namespace klynge::intake;

namespace {

NewId counter() {
  return [n = 0]() mutable { return "id" + std::to_string(++n); };
}

reading::MeetingRecord record() {
  reading::MeetingRecord record;
  record.kind = reading::Kind::minutes;
  record.body = "Driftsgruppe Øst";
  record.date = Date{2023, 5, 3};
  record.attendance = {{.name = "Anna Holm"}, {.name = "Bent Friis"}, {.name = "Anna Holm"}};
  record.items.push_back({.number = "1", .title = "Velkomst", .minutes = "Formanden bød velkommen."});
  record.items.push_back({.number = "2",
                          .title = "Økonomi",
                          .case_text = "Regnskabet viser 100.000 kr. i rest.\n3. Akutpladser\nDer mangler to pladser.",
                          .recommendations = {"at status tages til efterretning"},
                          .minutes = "Taget til efterretning.\nBent Friis undersøger lokaler.",
                          .amounts = {{.ore = 10'000'000, .text = "100.000 kr."}},
                          .tasks = {{.text = "Bent Friis undersøger lokaler", .responsible = {"Bent Friis"}}}});
  record.items.push_back({.number = "4", .title = "Eventuelt"});
  record.sources["/date"] = {1, 2};
  record.sources["/items/1/title"] = {1, 10};
  record.sources["/items/2/title"] = {1, 20};
  record.sources["/attendance/1/name"] = {1, 5};
  return record;
}

IdentifiedRecord identified(reading::MeetingRecord one = record()) {
  return identify(std::move(one), {}, MatchFor::same_source, counter());
}

using Kind = OperationKind;

}  // namespace

TEST(Correction, SetsAFieldAndEmptiesIt) {
  const std::vector<Operation> operations{
      {.kind = Kind::set_meeting, .field = "date", .value = "4. maj 2023"},
      {.kind = Kind::set_item, .target = "id1", .field = "minutes"},
      {.kind = Kind::set_attendee, .target = "anna holm#2", .field = "name", .value = "Anna  Holm Lund"}};
  const auto applied = apply_corrections(identified(), operations);
  EXPECT_TRUE(applied.unapplied.empty());
  EXPECT_EQ(applied.identified.record.date, (Date{2023, 5, 4}));
  EXPECT_FALSE(applied.identified.record.items[0].minutes);
  EXPECT_EQ(applied.identified.record.attendance[0].name, "Anna Holm");
  EXPECT_EQ(applied.identified.record.attendance[2].name, "Anna Holm Lund");
}

TEST(Correction, SplitsAnItemInItsCaseWithWhatFollowsIt) {
  const std::vector<Operation> operations{{.kind = Kind::split_item,
                                           .target = "id2",
                                           .field = "case",
                                           .value = "Akutpladser",
                                           .other = "new",
                                           .text = "Der mangler  to"},
                                          {.kind = Kind::set_item, .target = "new", .field = "number", .value = "3"}};
  const auto [result, unapplied] = apply_corrections(identified(), operations);
  ASSERT_TRUE(unapplied.empty()) << unapplied[0].reason;
  ASSERT_EQ(result.record.items.size(), 4u);
  const auto &first = result.record.items[1], &second = result.record.items[2];
  EXPECT_EQ(first.case_text, "Regnskabet viser 100.000 kr. i rest.\n3. Akutpladser");
  EXPECT_EQ(second.title, "Akutpladser");
  EXPECT_EQ(second.number, "3");
  EXPECT_EQ(second.case_text, "Der mangler to pladser.");
  EXPECT_FALSE(first.minutes);
  EXPECT_TRUE(second.minutes);
  EXPECT_EQ(first.amounts.size(), 1u);
  EXPECT_EQ(second.tasks.size(), 1u);
  EXPECT_EQ(result.record.sources.at("/items/1/title").line, 10u);
  EXPECT_EQ(result.record.sources.at("/items/3/title").line, 20u) << "places follow their items";
  EXPECT_FALSE(result.record.sources.contains("/items/2/title"));
}

TEST(Correction, SplitTakesItsFirstLineAsTitle) {
  const std::vector<Operation> operations{
      {.kind = Kind::split_item, .target = "id2", .field = "case", .other = "new", .text = "3. Akutpladser"}};
  const auto [result, unapplied] = apply_corrections(identified(), operations);
  ASSERT_TRUE(unapplied.empty());
  EXPECT_EQ(result.record.items[2].title, "3. Akutpladser");
  EXPECT_EQ(result.record.items[2].case_text, "Der mangler to pladser.");
}

TEST(Correction, MergesMovesRemovesAndAdds) {
  const std::vector<Operation> operations{
      {.kind = Kind::merge_items, .target = "id1", .other = "id2"},
      {.kind = Kind::move_item, .target = "id3", .other = ""},
      {.kind = Kind::add_item, .target = "new", .value = "Næste møde", .other = "id1", .text = "5"},
      {.kind = Kind::remove_attendee, .target = "bent friis"},
      {.kind = Kind::add_attendee, .target = "p1", .value = "Carl Dam"}};
  const auto [result, unapplied] = apply_corrections(identified(), operations);
  ASSERT_TRUE(unapplied.empty());
  EXPECT_EQ(result.item_ids, (std::vector<std::string>{"id3", "id1", "new"}));
  EXPECT_EQ(result.record.items[1].minutes,
            "Formanden bød velkommen.\nTaget til efterretning.\nBent Friis undersøger lokaler.");
  EXPECT_EQ(result.record.sources.at("/items/0/title").line, 20u);
  EXPECT_EQ(result.record.sources.size(), 2u);
  EXPECT_EQ(result.attendee_ids, (std::vector<std::string>{"anna holm", "anna holm#2", "p1"}));
}

TEST(Correction, MovesTextBetweenFieldsAndItems) {
  const std::vector<Operation> operations{
      {.kind = Kind::move_text,
       .target = "id2",
       .field = "minutes",
       .other = "id3",
       .other_field = "minutes",
       .text = "Bent Friis undersøger lokaler."},
      {.kind = Kind::move_text, .target = "id2", .field = "recommendations", .other = "id2", .other_field = "case"}};
  const auto [result, unapplied] = apply_corrections(identified(), operations);
  ASSERT_TRUE(unapplied.empty());
  EXPECT_EQ(result.record.items[1].minutes, "Taget til efterretning.");
  EXPECT_EQ(result.record.items[2].minutes, "Bent Friis undersøger lokaler.");
  EXPECT_TRUE(result.record.items[1].recommendations.empty());
  EXPECT_TRUE(result.record.items[1].case_text->ends_with("\nat status tages til efterretning"));
}

TEST(Correction, SaysWhatItCannotDo) {
  const std::vector<Operation> impossible{
      {.kind = Kind::set_item, .target = "gone", .field = "title", .value = "x"},
      {.kind = Kind::set_meeting, .field = "date", .value = "31. februar 2023"},
      {.kind = Kind::set_item, .target = "id1", .field = "title"},
      {.kind = Kind::merge_items, .target = "id1", .other = "id1"},
      {.kind = Kind::move_item, .target = "id1", .other = "gone"},
      {.kind = Kind::move_text,
       .target = "id1",
       .field = "minutes",
       .other = "id1",
       .other_field = "case",
       .text = "står her ikke"},
      {.kind = Kind::split_item, .target = "id2", .field = "case", .other = "n", .text = "står her ikke"},
      {.kind = Kind::set_attendee, .target = "ingen", .field = "name", .value = "x"}};
  const auto before = identified();
  const auto [result, unapplied] = apply_corrections(before, impossible);
  EXPECT_EQ(unapplied.size(), impossible.size());
  EXPECT_EQ(reading::to_json(result.record), reading::to_json(before.record));
}

TEST(Correction, SurvivesAReaderThatFindsMoreAndDoesWhatAPersonDid) {
  const auto first = identified();
  const std::vector<Operation> operations{
      {.kind = Kind::set_item, .target = "id3", .field = "title", .value = "Eventuelt og næste møde"},
      {.kind = Kind::split_item,
       .target = "id2",
       .field = "case",
       .value = "Akutpladser",
       .other = "new",
       .text = "Der mangler to"},
      {.kind = Kind::set_item, .target = "new", .field = "number", .value = "3"}};
  const auto wanted = apply_corrections(first, operations);

  auto newer = record();  // now item 3 is found, an item is in front, a title has lost a slip
  newer.items.insert(newer.items.begin(), {.title = "Praktiske forhold"});
  newer.items[2].case_text = "Regnskabet viser 100.000 kr. i rest.";
  newer.items.insert(newer.items.begin() + 3,
                     {.number = "3", .title = "Akutpladser", .case_text = "Der mangler to pladser."});
  const auto again = apply_corrections(identify(newer, identities_of(first), MatchFor::same_source,
                                                [] { return std::string("fresh") + std::to_string(std::rand()); }),
                                       operations);
  EXPECT_TRUE(again.unapplied.empty());
  ASSERT_EQ(again.identified.record.items.size(), 5u);
  EXPECT_EQ(again.identified.item_ids[3], "new");
  EXPECT_EQ(again.identified.record.items[4].title, "Eventuelt og næste møde");
  EXPECT_EQ(again.identified.item_ids[4], "id3");
}

namespace {

const std::vector<std::string> vocabulary{"drift", "økonomi", "plan", "pladser", "møde", "status", "lokaler", "aftale"};

rc::Gen<std::string> phrase() {
  return rc::gen::map(rc::gen::container<std::vector<int>>(4, rc::gen::inRange(0, 8)),
                      [](const std::vector<int>& picks) {
                        std::string out;
                        for (const int pick : picks)
                          out += (out.empty() ? "" : " ") + vocabulary[static_cast<std::size_t>(pick)];
                        return out;
                      });
}

reading::MeetingRecord some_record() {
  reading::MeetingRecord one;
  const int items = *rc::gen::inRange(0, 8);
  for (int i = 0; i < items; ++i) {
    reading::Item item{.title = *phrase()};
    if (*rc::gen::arbitrary<bool>()) item.number = std::to_string(i + 1);
    if (*rc::gen::arbitrary<bool>()) item.case_text = *phrase() + "\n" + *phrase();
    if (*rc::gen::arbitrary<bool>()) item.minutes = *phrase();
    if (*rc::gen::arbitrary<bool>()) item.recommendations = {*phrase(), *phrase()};
    one.items.push_back(std::move(item));
    one.sources["/items/" + std::to_string(i) + "/title"] = {1, static_cast<std::uint32_t>(i + 1)};
  }
  const int persons = *rc::gen::inRange(0, 5);
  for (int i = 0; i < persons; ++i) one.attendance.push_back({.name = *phrase()});
  return one;
}

std::string some_id(const std::vector<std::string>& ids) {
  const std::size_t pick = *rc::gen::inRange<std::size_t>(0, ids.size() + 1);
  return pick < ids.size() ? ids[pick] : "";
}

Operation some_operation(const IdentifiedRecord& one, int number) {
  Operation op;
  op.kind = static_cast<Kind>(*rc::gen::inRange(0, 11));
  const bool attendee = op.kind >= Kind::set_attendee;
  op.target = some_id(attendee ? one.attendee_ids : one.item_ids);
  if (op.kind == Kind::add_item || op.kind == Kind::add_attendee) op.target = "new" + std::to_string(number);
  op.other = op.kind == Kind::split_item ? "new" + std::to_string(number) : some_id(one.item_ids);
  const auto fields = attendee ? attendee_fields() : op.kind == Kind::set_meeting ? meeting_fields() : item_fields();
  op.field = std::string(fields[*rc::gen::inRange<std::size_t>(0, fields.size())].name);
  if (op.kind == Kind::split_item) op.field = *rc::gen::arbitrary<bool>() ? "case" : "minutes";
  if (op.kind == Kind::move_text) op.field = "case", op.other_field = "minutes";
  if (*rc::gen::arbitrary<bool>()) op.value = *phrase();
  if (*rc::gen::arbitrary<bool>()) op.text = vocabulary[*rc::gen::inRange<std::size_t>(0, 8)];
  return op;
}

std::vector<Operation> some_operations(IdentifiedRecord one) {
  std::vector<Operation> operations;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    operations.push_back(some_operation(one, i));
    one = apply_corrections(std::move(one), std::span(&operations.back(), 1)).identified;
  }
  return operations;
}

}  // namespace

RC_GTEST_PROP(Correction, ReadingTheSameAgainGivesTheSame, ()) {
  const auto base = some_record();
  const auto first = identify(base, {}, MatchFor::same_source, counter());
  const auto operations = some_operations(first);
  const auto once = apply_corrections(first, operations);
  const auto again = apply_corrections(
      identify(base, identities_of(first), MatchFor::same_source, [] { return std::string("never"); }), operations);
  RC_ASSERT(again.identified.item_ids == once.identified.item_ids);
  RC_ASSERT(again.identified.attendee_ids == once.identified.attendee_ids);
  RC_ASSERT(reading::to_json(again.identified.record) == reading::to_json(once.identified.record));
  RC_ASSERT(again.unapplied.size() == once.unapplied.size());
}

RC_GTEST_PROP(Correction, NoneIsLostInSilence, ()) {
  const auto first = identify(some_record(), {}, MatchFor::same_source, counter());
  const auto operations = some_operations(first);
  // Over quite another record: whatever can be applied is to be seen in it, the rest is reported.
  auto other = identify(some_record(), identities_of(first), MatchFor::same_source,
                        [n = 0]() mutable { return "x" + std::to_string(++n); });
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const auto& op = operations[i];
    auto applied = apply_corrections(other, std::span(&op, 1));
    const auto& result = applied.identified;
    RC_ASSERT(result.item_ids.size() == result.record.items.size());
    RC_ASSERT(result.attendee_ids.size() == result.record.attendance.size());
    const auto has = [](const auto& ids, const std::string& id) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    if (applied.unapplied.empty()) {
      if (op.kind == Kind::add_item) RC_ASSERT(has(result.item_ids, op.target));
      if (op.kind == Kind::split_item) RC_ASSERT(has(result.item_ids, op.other));
      if (op.kind == Kind::set_item) RC_ASSERT(has(result.item_ids, op.target));
      if (op.kind == Kind::remove_item) RC_ASSERT(!has(result.item_ids, op.target));
      if (op.kind == Kind::merge_items) RC_ASSERT(!has(result.item_ids, op.other));
      if (op.kind == Kind::add_attendee) RC_ASSERT(has(result.attendee_ids, op.target));
    } else {
      RC_ASSERT(!applied.unapplied[0].reason.empty());
      RC_ASSERT(reading::to_json(result.record) == reading::to_json(other.record));
    }
    other = std::move(applied.identified);
  }
}

RC_GTEST_PROP(Correction, PlacesPointAtTheItemTheyBelongTo, ()) {
  const auto first = identify(some_record(), {}, MatchFor::same_source, counter());
  const auto once = apply_corrections(first, some_operations(first)).identified;
  for (std::size_t i = 0; i < once.item_ids.size(); ++i) {
    const auto place = once.record.sources.find("/items/" + std::to_string(i) + "/title");
    const auto origin = std::find(first.item_ids.begin(), first.item_ids.end(), once.item_ids[i]);
    if (place == once.record.sources.end() || origin == first.item_ids.end()) continue;
    RC_ASSERT(place->second.line == static_cast<std::uint32_t>(origin - first.item_ids.begin() + 1));
  }
}

RC_GTEST_PROP(Correction, IsKeptAsItIs, ()) {
  const auto op = some_operation(identify(some_record(), {}, MatchFor::same_source, counter()), 1);
  RC_ASSERT(operation_from_json(to_json(op)).value() == op);
}

TEST(Correction, RefusesForeignJson) {
  for (const char* json : {"", "[]", "{}", R"({"kind":"nonsense"})", R"({"kind":"set_item","target":3})", "{"})
    EXPECT_FALSE(operation_from_json(json)) << json;
}
