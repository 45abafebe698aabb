// What the audit log's page hides: everything that hangs on a closed item, and what cannot be told any more.
#include "app/closed_things.hpp"

#include <gtest/gtest.h>

#include "app/thing_names.hpp"
#include "base/text.hpp"
#include "intake/content.hpp"
#include "intake/intake_actions.hpp"
#include "platform/database/test_database.hpp"

namespace klynge::app {
namespace {

using database::Sql;

const Sql item_titled{"SELECT id FROM item WHERE title = $1"};
const Sql add_finding{
    "INSERT INTO finding (id, meeting_id, item_id, kind, message) SELECT $1, meeting_id, id, 'other', 'x' FROM item WHERE id = $2"};
const Sql add_meeting_finding{
    "INSERT INTO finding (id, meeting_id, kind, message) SELECT $1, meeting_id, 'other', 'x' FROM item WHERE id = $2"};

class ClosedThings : public testing::Test {
 protected:
  ClosedThings() { batch_ = intake::start_batch(book_, actor_, "Test", 1).value(); }
  intake::TakenIn take(bool closed, intake::TakeInAs as) {
    intake::Prepared one;
    one.record.kind = reading::Kind::minutes;
    one.record.title = "Referat";
    one.record.body = closed ? "Lukket udvalg" : "Åbent udvalg";
    one.record.date = Date{2023, 5, 3};
    one.record.reader = "test 1";
    one.record.items.push_back(
        {.number = "1", .title = closed ? "Åbent i lukket" : "Åbent", .outcome = reading::Outcome::discussed});
    if (closed)
      one.record.items.push_back(
          {.number = "2", .title = "Lukket", .closed = true, .outcome = reading::Outcome::discussed});
    one.bytes = closed ? "lukket" : "åbent";
    one.file_name = "referat.txt";
    one.sha256 = sha256_hex(one.bytes);
    reading::Document document;
    document.lines.push_back({.text = one.bytes});
    one.content_hash = intake::content_hash(document);
    one.record_json = reading::to_json(one.record);
    auto taken = intake::take_in(register_, actor_, batch_, one, as, false);
    EXPECT_TRUE(taken);
    return *taken;
  }
  bool hidden(std::string_view kind, const std::string& id) {
    return belongs_to_closed(test_.database().reader(), kind, id);
  }
  std::optional<access::NamedThing> name(std::string_view kind, const std::string& id) {
    return name_of_thing(test_.database().reader(), actor_, kind, id);
  }
  std::string item(std::string_view title) {
    auto rows = test_.database().reader().query(item_titled, title);
    return rows.next() ? rows.string(0) : std::string();
  }

  database::TestDatabase test_;
  audit::Book book_{test_.database()};
  meetings::Resolver resolver_ = meetings::no_resolver();
  intake::Register register_{book_, resolver_};
  audit::Actor actor_{"command-line", "Kommandolinjen", "", ~audit::Permissions{0}};
  std::string batch_;
};

TEST_F(ClosedThings, AreItemsFindingsCorrectionsAndDocuments) {
  for (const auto as : {intake::TakeInAs::preview, intake::TakeInAs::committed_if_sure}) {
    const auto closed = take(true, as), open = take(false, as);
    EXPECT_TRUE(hidden("intake_entry", closed.entry_id));
    EXPECT_TRUE(hidden("correction", closed.entry_id + "/1"));
    EXPECT_FALSE(hidden("intake_entry", open.entry_id));
    EXPECT_FALSE(hidden("correction", open.entry_id + "/1"));
    if (as == intake::TakeInAs::committed_if_sure) continue;
    for (const auto& one : {closed, open})
      ASSERT_TRUE(intake::commit(register_, actor_, one.entry_id, intake::CommitAs::as_judged));
  }
  EXPECT_TRUE(hidden("item", item("Lukket")));
  EXPECT_FALSE(hidden("item", item("Åbent")));
  EXPECT_FALSE(hidden("item", item("Åbent i lukket")));
  const auto item_closed = item("Lukket"), item_open = item("Åbent"), item_in_closed = item("Åbent i lukket");
  test_.database().write([&](database::Connection& connection) {
    connection.execute(add_finding, "f1", item_closed);
    connection.execute(add_finding, "f2", item_open);
    connection.execute(add_meeting_finding, "f3", item_open);
    connection.execute(add_meeting_finding, "f4", item_in_closed);
    return true;
  });
  EXPECT_TRUE(hidden("finding", "f1"));
  EXPECT_FALSE(hidden("finding", "f2"));
  EXPECT_FALSE(hidden("finding", "f3"));
  EXPECT_TRUE(hidden("finding", "f4"));
}

TEST_F(ClosedThings, DocumentsAndImportsOfOneAreNamedUnlessTheyHoldClosedItems) {
  const auto one_of = [&](bool closed) {
    batch_ = intake::start_batch(book_, actor_, closed ? "afskedigelse.txt" : "referat.txt", 1).value();
    return take(closed, intake::TakeInAs::preview).entry_id;
  };
  const auto open = one_of(false);
  EXPECT_EQ(name("intake_entry", open)->name, "referat.txt");
  EXPECT_EQ(name("intake_entry", open)->path, "/import/dokument/" + open);
  EXPECT_EQ(name("intake_batch", batch_)->name, "referat.txt");
  EXPECT_FALSE(name("intake_entry", one_of(true)));
  EXPECT_FALSE(name("intake_batch", batch_));
  batch_ = intake::start_batch(book_, actor_, "Upload af 2 filer", 2).value();
  EXPECT_EQ(name("intake_batch", batch_)->name, "Upload af 2 filer");
  EXPECT_FALSE(name("intake_batch", "findes-ikke"));
}

TEST_F(ClosedThings, WhatIsNotThereCannotBeToldToBeOpen) {
  for (const char* kind : {"item", "finding", "intake_entry", "correction"})
    EXPECT_TRUE(hidden(kind, "findes-ikke")) << kind;
  for (const char* kind : {"account", "seat", "meeting", ""}) EXPECT_FALSE(hidden(kind, "findes-ikke")) << kind;
}

}  // namespace
}  // namespace klynge::app
