// Forms: only what was changed becomes an operation.
#include "intake/entry_form.hpp"

#include <gtest/gtest.h>

#include "intake/fields.hpp"

using namespace klynge;
using namespace klynge::intake;

namespace {

IdentifiedRecord shown() {
  reading::MeetingRecord record;
  record.body = "Driftsgruppen";
  record.date = Date{2023, 5, 3};
  record.items.push_back({.number = "1",
                          .title = "Økonomi",
                          .closed = true,
                          .case_text = "Linje et\nlinje to",
                          .recommendations = {"at a", "at b"}});
  record.attendance.push_back({.name = "Anna Holm"});
  return {record, {"i1"}, {"anna holm"}};
}

NewId new_id() {
  return [] { return std::string("ny"); };
}

FormValues filled(std::span<const FieldInfo> fields, const auto& thing, const char* handling, const char* target) {
  FormValues form{{std::string(handling_field), handling}, {std::string(target_field), target}};
  for (const auto& field : fields)
    if (const auto text = get(thing, field.name)) form[std::string(field.name)] = *text;
  return form;
}

}  // namespace

TEST(EntryForm, AnUntouchedFormChangesNothing) {
  const auto record = shown();
  EXPECT_TRUE(
      operations_of(filled(item_fields(), record.record.items[0], "ret-punkt", "i1"), record, new_id())->empty());
  auto form = filled(item_fields(), record.record.items[0], "ret-punkt", "i1");
  form["case"] = "Linje et  \r\nlinje to\r\n";
  EXPECT_TRUE(operations_of(form, record, new_id())->empty()) << "browsers send their own line ends";
}

TEST(EntryForm, OnlyWhatWasChangedIsAnOperation) {
  const auto record = shown();
  auto form = filled(item_fields(), record.record.items[0], "ret-punkt", "i1");
  form["title"] = "Økonomi og regnskab";
  form.erase("closed");
  const auto operations = operations_of(form, record, new_id()).value();
  ASSERT_EQ(operations.size(), 2u);
  EXPECT_EQ(
      operations[0],
      (Operation{.kind = OperationKind::set_item, .target = "i1", .field = "title", .value = "Økonomi og regnskab"}));
  EXPECT_EQ(operations[1], (Operation{.kind = OperationKind::set_item, .target = "i1", .field = "closed"}));
}

TEST(EntryForm, DatesInDanishAreTheDaysTheySay) {
  const auto record = shown();
  auto form = filled(meeting_fields(), record.record, "ret-moede", "");
  form["date"] = "3. maj 2023";
  const auto operations = operations_of(form, record, new_id()).value();
  EXPECT_TRUE(operations.empty());
}

TEST(EntryForm, SplitAlsoNumbersTheNewItem) {
  const FormValues form{{"handling", "del-punkt"}, {"maal", "i1"},           {"felt", "case"},
                        {"tekst", "linje to"},     {"titel", " Nyt  punkt"}, {"nummer", "2"}};
  const auto operations = operations_of(form, shown(), new_id()).value();
  ASSERT_EQ(operations.size(), 2u);
  EXPECT_EQ(operations[0].other, "ny");
  EXPECT_EQ(operations[0].value, "Nyt punkt");
  EXPECT_EQ(operations[1].target, "ny");
}

TEST(EntryForm, RefusesWhatItDoesNotKnow) {
  EXPECT_FALSE(operations_of({{"handling", "ret-punkt"}, {"maal", "i9"}}, shown(), new_id()));
  EXPECT_FALSE(operations_of({{"handling", "slet-alt"}, {"maal", "i1"}}, shown(), new_id()));
  EXPECT_FALSE(operations_of({}, shown(), new_id()));
}
