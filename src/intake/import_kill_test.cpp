// Killed at any moment: what was acknowledged is there, nothing is there twice, and the next run
// takes the rest.
//
// The import runs in a child process that says each acknowledged document on a pipe and is killed
// with SIGKILL at a random moment; then the same folder is imported again.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "extract/read_file.hpp"
#include "intake/import_folder.hpp"
#include "platform/audit/verify.hpp"
#include "platform/database/test_database.hpp"

using namespace klynge;
using namespace klynge::intake;
namespace fs = std::filesystem;

namespace {

constexpr int documents = 120;

void write_documents(const std::string& folder) {
  fs::create_directories(folder);
  for (int i = 0; i < documents; ++i) {
    std::ofstream(folder + "/referat" + std::to_string(100 + i) + ".txt")
        << "Referat af møde i Styregruppe Fjord nr. " << i << "\n\nDato: " << i % 28 + 1 << ". maj " << 2010 + i / 28
        << "\n\nTil stede:\nAnna Holm\n\n1. Godkendelse af dagsorden\nReferat:\nGodkendt.\n\n2. Budget\nReferat:\nDer afsættes "
        << 1000 + i << " kr.\n";
  }
}

audit::Actor actor() {
  audit::Actor one;
  one.id = "a1";
  one.name = "Test";
  one.permissions = audit::Permission::change_record | audit::Permission::read_all;
  return one;
}

// Says "?" on the pipe whenever a file is begun, and its path when it is acknowledged.
Result<ImportSummary> import_into(database::Database& database, const std::string& folder, int pipe) {
  audit::Book book{database};
  const auto resolver = meetings::no_resolver();
  extract::Extractor extractor({.helpers = 1});
  const auto say = [pipe](const std::string& line) {
    if (pipe >= 0) (void)!::write(pipe, line.data(), line.size());
  };
  const auto files = list_files({folder})->files;
  const ImportInput input{.count = files.size(),
                          .name = [&](std::size_t i) { return files[i].path; },
                          .size_bytes = [&](std::size_t i) { return files[i].size_bytes; },
                          .bytes =
                              [&](std::size_t i) {
                                say("?\n");
                                return extract::read_file(files[i].path);
                              }};
  ImportOptions options{.as = TakeInAs::committed_if_sure, .in_flight = 8};
  options.outcome = [&](const FileOutcome& outcome) {
    if (!outcome.problem) say(outcome.file + "\n");
  };
  return import_all({book, resolver}, extractor, actor(), input, options);
}

// Starts the import in a child, kills it when it has begun `begun` files, and returns what it had
// acknowledged by then.
std::set<std::string> import_and_kill(const std::string& url, const std::string& folder, int begun) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    // A database of its own: connections do not survive a fork.
    const auto database = database::open(url);
    (void)import_into(*database, folder, ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string said;
  char buffer[256];
  for (ssize_t got; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    said.append(buffer, static_cast<std::size_t>(got));
    if (std::count(said.begin(), said.end(), '?') >= begun) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  std::set<std::string> acknowledged;
  std::istringstream lines(said.substr(0, said.rfind('\n') + 1));
  for (std::string line; std::getline(lines, line);)
    if (line != "?") acknowledged.insert(line);
  return acknowledged;
}

const database::Sql count_files{"SELECT count(*) FROM intake_entry WHERE state = 'committed' AND file_name = $1"};
const database::Sql count_meetings{"SELECT count(*) FROM meeting"};
const database::Sql count_versions{"SELECT count(*) FROM meeting_version"};
const database::Sql count_orphans{
    "SELECT count(*) FROM source_document WHERE sha256 NOT IN (SELECT sha256 FROM meeting_source)"};

std::int64_t count(database::Database& database, const database::Sql& sql) {
  auto rows = database.reader().query(sql);
  rows.next();
  return rows.integer(0);
}

}  // namespace

TEST(ImportKilled, KeepsWhatWasAcknowledgedAndGoesOn) {
  std::mt19937 random(20261122);
  for (int round = 0; round < 5; ++round) {
    database::TestDatabase test;
    const std::string folder = test.folder() + "/dokumenter";
    write_documents(folder);
    test.close();

    const auto acknowledged = import_and_kill(test.url(), folder, static_cast<int>(10 + random() % (documents - 20)));
    test.reopen();
    for (const auto& file : acknowledged) {
      auto rows = test.database().reader().query(count_files, fs::path(file).filename().string());
      rows.next();
      EXPECT_EQ(rows.integer(0), 1) << file;
    }
    const auto kept = count(test.database(), count_meetings);
    EXPECT_GE(kept, static_cast<std::int64_t>(acknowledged.size()));
    EXPECT_LT(kept, documents) << "it was killed before its end";
    EXPECT_EQ(count(test.database(), count_orphans), 0) << "nothing half-done is kept";

    const auto rest = import_into(test.database(), folder, -1);
    ASSERT_TRUE(rest) << rest.error().danish << " " << rest.error().detail;
    EXPECT_EQ(count(test.database(), count_meetings), documents);
    EXPECT_EQ(count(test.database(), count_versions), documents) << "nothing is there twice";
    EXPECT_TRUE(audit::verify(test.database(), {}).sound());
  }
}
