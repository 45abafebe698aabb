// A batch is taken back one document after another, whatever happens in between.
#include "intake/batch_take_back.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "intake/content.hpp"
#include "intake/intake_store.hpp"
#include "platform/database/test_database.hpp"

using namespace klynge;
using namespace klynge::intake;
using audit::Permission;

namespace {

const database::Sql count_actions{"SELECT count(*) FROM audit_entry WHERE action = $1"};
const database::Sql count_standing{"SELECT count(*) FROM meeting WHERE taken_back = 0"};

Prepared document(int day) {
  Prepared one;
  one.file_name = "referat.txt";
  one.record.reader = "test 1";
  one.record.kind = reading::Kind::minutes;
  one.record.body = "Driftsgruppe Østfjord";
  one.record.date = Date{2023, 5, day};
  one.record.items.push_back({.number = "1",
                              .title = "Punkt den " + std::to_string(day) + ".",
                              .minutes = "Drøftet den " + std::to_string(day) + ".",
                              .outcome = reading::Outcome::discussed});
  one.record_json = reading::to_json(one.record);
  one.bytes = "Referat af mødet den " + std::to_string(day) + ". maj, skrevet for sig.\n";
  one.sha256 = sha256_hex(one.bytes);
  one.content_hash = content_hash(*reading::decode_plain_text(one.bytes));
  return one;
}

class BatchTakeBack : public testing::Test {
 protected:
  void SetUp() override {
    batch_ = *start_batch(book_, actor_, "Test", 4);
    for (int day = 1; day <= 4; ++day) {
      const auto taken = take_in(register_, actor_, batch_, document(day), TakeInAs::committed_if_sure, false);
      ASSERT_TRUE(taken);
      ASSERT_EQ(taken->state, EntryState::committed);
      entries_.push_back(taken->entry_id);
    }
  }
  std::int64_t count(const database::Sql& sql) {
    auto rows = test_.database().reader().query(sql);
    rows.next();
    return rows.integer(0);
  }
  std::int64_t written_down(std::string_view action) {
    auto rows = test_.database().reader().query(count_actions, action);
    rows.next();
    return rows.integer(0);
  }
  bool asked() { return is_being_taken_back(test_.database().reader(), batch_); }

  database::TestDatabase test_;
  audit::Book book_{test_.database()};
  meetings::Resolver resolver_ = meetings::no_resolver();
  Register register_{book_, resolver_};
  audit::Actor actor_{.id = "s", .name = "Sekretær", .permissions = Permission::read_all | Permission::change_record};
  std::string batch_;
  std::vector<std::string> entries_;
};

}  // namespace

TEST_F(BatchTakeBack, GoesOnWhereAStopLeftIt) {
  ASSERT_TRUE(ask_to_take_back(register_, actor_, batch_));
  ASSERT_TRUE(ask_to_take_back(register_, actor_, batch_)) << "asked twice is asked once";
  EXPECT_TRUE(take_back_next(register_));
  EXPECT_EQ(count(count_standing), 3);
  EXPECT_TRUE(asked());
  // The server stops here; another one starts.
  TakeBackRunner runner(register_);
  runner.wait(60'000);
  EXPECT_FALSE(asked());
  EXPECT_EQ(count(count_standing), 0);
  EXPECT_EQ(batch_counts(test_.database().reader(), batch_).taken_back, 4);
  EXPECT_EQ(written_down("intake.take_back"), 4) << "each document has its entry in the log";
  EXPECT_EQ(written_down("intake.batch_taken_back"), 1);
}

TEST_F(BatchTakeBack, PassesOverWhatSomebodyElseTookBack) {
  ASSERT_TRUE(take_back(register_, actor_, entries_[1]));
  ASSERT_TRUE(ask_to_take_back(register_, actor_, batch_));
  TakeBackRunner runner(register_);
  runner.wait(60'000);
  EXPECT_EQ(count(count_standing), 0);
  EXPECT_FALSE(asked());
}

TEST_F(BatchTakeBack, IsOnlyForABatchThatIsThereAndAPersonWhoMay) {
  EXPECT_EQ(ask_to_take_back(register_, actor_, "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b").error().kind,
            Problem::Kind::not_found);
  audit::Actor reader{.id = "r", .name = "Læser", .permissions = Permission::read_all | Permission::read_published};
  EXPECT_EQ(ask_to_take_back(register_, reader, batch_).error().kind, Problem::Kind::forbidden);
  EXPECT_FALSE(asked());
  EXPECT_FALSE(take_back_next(register_));
}
