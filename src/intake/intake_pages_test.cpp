#include "intake/intake_pages.hpp"

#include <gtest/gtest.h>

namespace klynge::intake {
namespace {

bool has(const std::string& page, std::string_view what) { return page.find(what) != page.npos; }

BatchView batch_of(std::int64_t waiting, std::int64_t committed, std::int64_t sure) {
  BatchView view{.csrf_token = "token", .batch = {.id = "b1", .label = "Referater", .started_by = "A"}};
  view.batch.finished_at_us = 1;
  view.counts.preview = waiting;
  view.counts.committed = committed;
  view.sure = sure;
  view.entries.resize(1);
  view.entries[0].state = EntryState::preview;
  return view;
}

TEST(IntakePages, SayHowFastAndHowLong) {
  EXPECT_EQ(progress_text(0, 190, 3'000'000), "Læser dokumenterne: 0 af 190");
  EXPECT_EQ(progress_text(30, 190, 900'000), "Læser dokumenterne: 30 af 190");
  EXPECT_EQ(progress_text(30, 190, 2'000'000),
            "Læser dokumenterne: 30 af 190, 15 i sekundet, cirka 11 sekunder tilbage");
  EXPECT_EQ(progress_text(2, 190, 10'000'000), "Læser dokumenterne: 2 af 190, cirka 16 minutter tilbage");
  EXPECT_EQ(progress_text(1'000, 1'000, 2'000'000), "Læser dokumenterne: 1.000 af 1.000, 500 i sekundet");
}

TEST(IntakePages, OnlyWhoMayChangeIsOfferedToActOnABatch) {
  auto view = batch_of(4, 2, 3);
  const auto read_only = batch_page(view).text();
  EXPECT_FALSE(has(read_only, "<form"));
  view.may_change = true;
  const auto page = batch_page(view).text();
  EXPECT_TRUE(has(page, "/import/indlaesning/b1/godkend"));
  EXPECT_TRUE(has(page, "Læg de 3, der er læst uden tvivl, i registeret"));
  EXPECT_TRUE(has(page, "/import/indlaesning/b1/fortryd"));
  view.sure = 0;
  EXPECT_FALSE(has(batch_page(view).text(), "/godkend"));
  view.sure = 3;
  view.running = true;
  EXPECT_FALSE(has(batch_page(view).text(), "/godkend"));
}

}  // namespace
}  // namespace klynge::intake
