// Whole runs: folders read and written, broken files among them, stopped and gone on.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/text.hpp"
#include "intake/import_folder.hpp"
#include "intake/intake_store.hpp"
#include "intake/read_again.hpp"
#include "meetings/meeting_store.hpp"
#include "platform/database/test_database.hpp"

using namespace klynge;
using namespace klynge::intake;
namespace fs = std::filesystem;

namespace {

const char* const months[] = {"januar", "februar", "marts",     "april",   "maj",      "juni",
                              "juli",   "august",  "september", "oktober", "november", "december"};

std::string minutes(int number) {
  const std::string day =
      std::to_string(number % 28 + 1) + ". " + months[number % 12] + " " + std::to_string(2015 + number / 336);
  return "Referat af møde i Driftsgruppe Nr. " + std::to_string(number % 7) + " Fjordvig\n\nDato: " + day +
         "\nTid: kl. 10.00 - 12.00\nSted: Rådhuset\n\nTil stede:\nAnna Holm, Fjordvig Kommune\nBent Friis, Havnby Kommune\n\nAfbud:\nCarl Dam\n\n"
         "1. Godkendelse af dagsorden\nReferat:\nDagsordenen blev godkendt.\n\n2. Økonomi\nSagsfremstilling:\nRegnskabet viser " +
         std::to_string(1000 + number) + " kr. i rest.\n\nReferat:\nTaget til efterretning.\n";
}

class Import : public testing::Test {
 protected:
  Import() {
    actor_.id = "a1";
    actor_.name = "Sekretær";
    actor_.permissions = audit::Permission::change_record | audit::Permission::read_all;
    folder_ = test_.folder() + "/dokumenter";
    fs::create_directories(folder_);
  }
  void write(const std::string& name, std::string_view bytes) {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << bytes;
  }
  ImportSummary run(ImportOptions options = {.as = TakeInAs::committed_if_sure}) {
    options.outcome = [this](const FileOutcome& outcome) { outcomes_.push_back(outcome); };
    auto summary = import_paths(register_, extractor_, actor_, {folder_}, options);
    EXPECT_TRUE(summary) << (summary ? "" : summary.error().danish);
    return *summary;
  }
  std::int64_t count(const database::Sql& sql) {
    auto rows = test_.database().reader().query(sql);
    rows.next();
    return rows.integer(0);
  }

  database::TestDatabase test_;
  audit::Book book_{test_.database()};
  meetings::Resolver resolver_ = meetings::no_resolver();
  Register register_{book_, resolver_};
  extract::Extractor extractor_{{.helpers = 1}};
  audit::Actor actor_;
  std::string folder_;
  std::vector<FileOutcome> outcomes_;
};

const database::Sql count_meetings{"SELECT count(*) FROM meeting"};
const database::Sql count_entries{"SELECT count(*) FROM intake_entry"};
const database::Sql count_batches{"SELECT count(*) FROM intake_batch"};
const database::Sql count_audit{"SELECT count(*) FROM audit_entry"};

}  // namespace

TEST_F(Import, PutsWhatWaitsWithoutDoubtIntoTheRegisterWhenItIsAskedTo) {
  for (int i = 0; i < 5; ++i) write("referat-" + std::to_string(i) + ".txt", minutes(i));
  write("uden-dag.txt",
        "Referat af møde i Driftsgruppe Nr. 1 Fjordvig\n\n1. Økonomi\nReferat:\nTaget til efterretning.\n");
  EXPECT_EQ(run({.as = TakeInAs::preview}).progress.waiting, 6u);
  EXPECT_EQ(count(count_meetings), 0);
  const auto again = run();
  EXPECT_EQ(again.progress.committed, 5u);
  EXPECT_EQ(again.progress.skipped, 1u) << "what waits for an answer goes on waiting";
  EXPECT_EQ(count(count_meetings), 5);
  EXPECT_EQ(count(count_entries), 6) << "each is the one that waited";
  EXPECT_EQ(run().progress.skipped, 6u);
}

TEST_F(Import, TakesAFolderInAndPassesOverItTheSecondTime) {
  for (int i = 0; i < 60; ++i) write("referat" + std::to_string(i) + ".txt", minutes(i));
  const auto first = run();
  EXPECT_EQ(first.progress.committed, 60u);
  EXPECT_EQ(count(count_meetings), 60);
  EXPECT_EQ(outcomes_.size(), 60u);
  for (const auto& outcome : outcomes_)
    EXPECT_TRUE(outcome.doubts.empty()) << outcome.file << ": " << outcome.doubts[0];

  const auto audited = count(count_audit);
  const auto again = run();
  EXPECT_EQ(again.progress.skipped, 60u);
  EXPECT_EQ(again.batch_id, "");
  EXPECT_EQ(count(count_meetings), 60);
  EXPECT_EQ(count(count_batches), 1);
  EXPECT_EQ(count(count_audit), audited) << "the same bytes again: nothing happens";
}

TEST_F(Import, GoesOnWhereItWasStopped) {
  for (int i = 0; i < 40; ++i) write("referat" + std::to_string(i) + ".txt", minutes(i));
  std::atomic<bool> stop = false;
  ImportOptions options{.as = TakeInAs::committed_if_sure, .in_flight = 2, .stop = &stop};
  std::atomic<int> seen = 0;
  const auto list = list_files({folder_}).value();
  const ImportInput input{.count = list.files.size(),
                          .name = [&](std::size_t i) { return list.files[i].path; },
                          .size_bytes = [](std::size_t) { return 0; },
                          .bytes = [&](std::size_t i) -> Result<std::string> {
                            if (++seen == 10) stop = true;
                            return minutes(std::stoi(fs::path(list.files[i].path).stem().string().substr(7)));
                          }};
  const auto stopped = import_all(register_, extractor_, actor_, input, options);
  ASSERT_TRUE(stopped);
  EXPECT_TRUE(stopped->stopped);
  const auto done = stopped->progress.done;
  EXPECT_LT(done, 40u);
  EXPECT_EQ(count(count_meetings), static_cast<std::int64_t>(done));
  const auto rest = run();
  EXPECT_EQ(rest.progress.skipped, done);
  EXPECT_EQ(rest.progress.committed, 40u - done);
  EXPECT_EQ(count(count_meetings), 40);
}

TEST_F(Import, BrokenFilesDoNotStopTheOthers) {
  write("a.txt", minutes(1));
  write("tom.pdf", "");
  write("afkortet.pdf", "%PDF-1.4\n1 0 obj\n<< /Type");
  write("skrammel.bin", std::string("\x00\x01\x02\xff\xfe\x7f", 6) + std::string(500, '\x03'));
  write("b.txt", minutes(2));
  write(".skjult", "x");
  std::string latin1 = minutes(3);
  for (const auto& [utf8, byte] : {std::pair<const char*, char>{"ø", '\xf8'}, {"Ø", '\xd8'}, {"å", '\xe5'}})
    for (std::size_t at; (at = latin1.find(utf8)) != std::string::npos;) latin1.replace(at, 2, 1, byte);
  write("c.txt", latin1);
  const auto summary = run();
  EXPECT_EQ(summary.progress.committed, 3u);
  EXPECT_EQ(summary.progress.failed, 3u);
  for (const auto& outcome : outcomes_) {
    if (!outcome.problem) continue;
    EXPECT_TRUE(outcome.problem->danish.ends_with(".")) << outcome.file << ": " << outcome.problem->danish;
  }
  EXPECT_EQ(batch_counts(test_.database().reader(), summary.batch_id).failed, 3);
}

TEST_F(Import, PathsThatAreNotThereAreSaid) {
  const auto summary = import_paths(register_, extractor_, actor_, {folder_ + "/findes-ikke"}, {});
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->progress.failed, 1u);
}

TEST_F(Import, ThePreviewWaitsForEverything) {
  for (int i = 0; i < 5; ++i) write("referat" + std::to_string(i) + ".txt", minutes(i));
  EXPECT_EQ(run({.as = TakeInAs::preview}).progress.waiting, 5u);
  EXPECT_EQ(count(count_meetings), 0);
  EXPECT_EQ(count(count_entries), 5);
}

TEST_F(Import, TwoDocumentsOfOneMeetingAtOnceBecomeOne) {
  std::string slipped = minutes(5);
  slipped.replace(slipped.find("efterretning"), 12, "efter-\nretning");
  write("a.txt", minutes(5));
  write("b.txt", slipped);
  write("c.txt", minutes(5) + "\n \n");
  const auto summary = run();
  EXPECT_EQ(count(count_meetings), 1);
  EXPECT_EQ(summary.progress.committed, 1u);
  EXPECT_EQ(summary.progress.same_content, 2u);
}

TEST_F(Import, ReadingAgainWithTheSameReaderChangesNothing) {
  write("a.txt", minutes(5));
  const auto summary = run();
  const auto entries = batch_entries(test_.database().reader(), summary.batch_id, 10, 0);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(read_again(register_, actor_, entries[0].id).value(), Reread::unchanged);
}

TEST_F(Import, EverythingIsReadAgainOnce) {
  for (int i = 0; i < 3; ++i) write("referat" + std::to_string(i) + ".txt", minutes(i));
  run();
  EXPECT_EQ(read_all_again(register_, actor_, {}).documents, 0) << "this reader has read them all";
  test_.database().write([](database::Connection& connection) {
    connection.execute(database::Sql{
        "UPDATE reading SET reader = 'an older reader', record = replace(record, 'klynge-reader', 'an older reader')"});
    return true;
  });
  std::int64_t told = 0;
  const auto summary =
      read_all_again(register_, actor_, {.progress = [&](const ReadAgainSummary& now) { told = now.unchanged; }});
  EXPECT_EQ(summary.documents, 3);
  EXPECT_EQ(summary.unchanged, 3);
  EXPECT_EQ(told, 3);
  EXPECT_EQ(read_all_again(register_, actor_, {}).documents, 0);
  EXPECT_EQ(read_all_again(register_, actor_, {.all = true}).unchanged, 3);
  const std::atomic<bool> stop{true};
  EXPECT_EQ(read_all_again(register_, actor_, {.all = true, .stop = &stop}).unchanged, 0);
}

// The real pair: one meeting from two text extractions, with reading errors and lines broken elsewhere.
TEST_F(Import, TheRealPairOfExtractionsIsOneMeeting) {
  const char* given = std::getenv("KLYNGE_SHARED");
  const fs::path shared = fs::path(given ? given : std::string(KLYNGE_SOURCE_DIR) + "/../shared") / "minutes";
  if (!fs::exists(shared)) GTEST_SKIP() << "the shared documents are not here";
  std::size_t copied = 0;
  for (const auto& file : fs::directory_iterator(shared)) {
    const std::string name = file.path().filename().string();
    if (!file.is_regular_file() || file.path().extension() != ".txt") continue;
    fs::copy_file(file.path(), folder_ + "/" + name);
    ++copied;
  }
  ASSERT_EQ(copied, 5u);
  const auto summary = run();
  for (const auto& outcome : outcomes_)
    for (const auto& doubt : outcome.doubts) std::cout << "  doubt: " << doubt << "\n";
  EXPECT_EQ(summary.progress.failed, 0u);
  EXPECT_EQ(summary.progress.same_content, 1u);
  EXPECT_EQ(count(count_meetings) + static_cast<std::int64_t>(summary.progress.waiting), 4);
}
