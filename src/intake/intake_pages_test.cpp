#include "intake/intake_pages.hpp"

#include <gtest/gtest.h>

#include "intake/preview_page.hpp"

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

TEST(IntakePages, NoLinkLeadsToAMeetingThatWasTakenBack) {
  auto view = batch_of(0, 1, 0);
  view.entries[0].state = EntryState::taken_back;
  view.entries[0].meeting_id = "m1";
  EXPECT_TRUE(has(batch_page(view).text(), "/moeder/m1")) << "an earlier version of it stands";
  view.entries[0].meeting_gone = true;
  EXPECT_FALSE(has(batch_page(view).text(), "/moeder/m1"));

  OpenedEntry opened;
  opened.entry.id = "e1";
  opened.entry.state = EntryState::taken_back;
  opened.entry.meeting_id = "m1";
  const IdentifiedRecord shown;
  PreviewView document{.csrf_token = "token", .opened = opened, .shown = shown};
  document.candidate_heading = "Møde i Politisk Klynge Egelund den 7. november 2022";
  auto page = preview_page(document).text();
  EXPECT_TRUE(has(page, "Dokumentet hørte til <a href=\"/moeder/m1\">Møde i Politisk Klynge Egelund")) << page;
  EXPECT_TRUE(has(page, ", men er taget tilbage."));
  document.meeting_gone = true;
  page = preview_page(document).text();
  EXPECT_TRUE(has(page,
                  "Dokumentet hørte til Møde i Politisk Klynge Egelund den 7. november 2022, som er taget tilbage. "
                  "Indlæs filen igen, hvis mødet skal tilbage i registeret."))
      << page;
  EXPECT_FALSE(has(page, "/moeder/m1"));
}

// How much a page weighs grows with the items, not with their square; the tools are one step away, not gone.
TEST(PreviewPage, OfALongAgendaShowsTheToolsWhereAnItemIsOpened) {
  OpenedEntry opened;
  opened.entry.id = "e1";
  IdentifiedRecord shown;
  const auto page = [&](int items, const std::string& open) {
    shown = {};
    for (int i = 1; i <= items; ++i) {
      shown.record.items.push_back({.number = std::to_string(i), .title = "Punktet"});
      shown.item_ids.push_back("i" + std::to_string(i));
    }
    PreviewView view{.csrf_token = "token", .opened = opened, .shown = shown};
    view.may_change = true;
    view.open_target = open;
    return preview_page(view).text();
  };
  EXPECT_TRUE(has(page(5, ""), "Del punktet i to"));
  const auto closed = page(80, "");
  EXPECT_FALSE(has(closed, "Del punktet i to"));
  EXPECT_TRUE(has(closed, "/import/dokument/e1?aaben=i7#"));
  EXPECT_TRUE(has(page(80, "i7"), "Del punktet i to"));
  EXPECT_LT(page(160, "").size(), 3 * closed.size());
}

// What could not be done is said in the form it was asked in, which stands open with what was typed.
TEST(PreviewPage, AToolThatCouldNotBeUsedSaysSo) {
  OpenedEntry opened;
  opened.entry.id = "e1";
  IdentifiedRecord shown;
  for (const char* id : {"i1", "i2"}) {
    shown.record.items.push_back({.title = "Punktet"});
    shown.item_ids.emplace_back(id);
  }
  PreviewView view{.csrf_token = "token", .opened = opened, .shown = shown};
  view.may_change = true;
  for (const char* handling : {"del-punkt", "flyt-tekst"}) {
    view.attempt = Attempt{{{"handling", handling}, {"maal", "i2"}, {"tekst", "ord, der <ikke> findes"}},
                           "Ordene står ikke i teksten."};
    const auto page = preview_page(view).text();
    const auto at = page.find("Ordene står ikke i teksten.");
    ASSERT_NE(at, page.npos) << handling;
    EXPECT_EQ(page.find("Ordene står ikke i teksten.", at + 1), page.npos) << "once";
    EXPECT_GT(at, page.find("id=\"" + anchor_of("i2"))) << "in the second item";
    EXPECT_NE(page.find("ord, der &lt;ikke&gt; findes", at), page.npos);
    EXPECT_NE(page.find("/import/dokument/e1/ret#" + anchor_of("i2") + "-" + handling), page.npos);
    EXPECT_NE(page.find("id=\"" + anchor_of("i2") + "-" + handling + "\""), page.npos);
  }
}

}  // namespace
}  // namespace klynge::intake
