#include "extract/extractor.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <fstream>
#include <thread>

#include "extract/helper_process.hpp"
#include "extract/read_file.hpp"

namespace klynge::extract {
namespace {

constexpr const char* page = "<h1>Referat</h1><p>Mødet åbnede.</p>";

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "klynge-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  std::filesystem::path script(const std::string& name, const std::string& content) const {
    const auto file = path / name;
    std::ofstream(file) << "#!/bin/sh\n" << content << "\n";
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
  }
  std::filesystem::path path;
};

int exit_status_of(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1 </dev/null").c_str());
}

TEST(Extractor, reads_many_documents) {
  Extractor extractor;
  for (int i = 0; i < 50; ++i) {
    const auto document = to_document(extractor, page);
    ASSERT_TRUE(document) << document.error().detail;
    ASSERT_EQ(document->lines.size(), 2u);
    EXPECT_EQ(document->lines[1].text, "Mødet åbnede.");
  }
}

TEST(Extractor, plain_text_needs_no_helper) {
  Extractor extractor({.helper = "/no/such/program", .helpers = 1});
  EXPECT_TRUE(to_document(extractor, "Referat\n"));
  const auto page_without = to_document(extractor, page);
  ASSERT_FALSE(page_without);
  EXPECT_EQ(page_without.error().kind, Problem::Kind::unavailable);
}

TEST(Extractor, several_threads_share_the_helpers) {
  Extractor extractor({.helpers = 2});
  std::atomic<int> read = 0;
  std::vector<std::jthread> threads;
  threads.reserve(6);
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&, i] {
      const std::string own = "<p>tråd " + std::to_string(i) + "</p>";
      for (int n = 0; n < 20; ++n) {
        const auto document = to_document(extractor, own);
        if (document && document->lines.size() == 1 && document->lines[0].text == "tråd " + std::to_string(i)) ++read;
      }
    });
  threads.clear();
  EXPECT_EQ(read, 120);
}

TEST(Extractor, a_document_over_the_limit_is_not_sent) {
  Extractor extractor;
  EXPECT_EQ(extractor.extract(reading::Format::html, std::string(limits::document_bytes + 1, ' ')).error().kind,
            Problem::Kind::too_large);
}

TEST(Extractor, a_helper_that_crashes_is_replaced) {
  const TemporaryFolder folder;
  // Crashes the first time it is started, then is the real one.
  const auto flaky = folder.script("flaky", "if [ ! -e " + (folder.path / "seen").string() + " ]; then : > " +
                                                (folder.path / "seen").string() + "; kill -SEGV $$; fi; exec " +
                                                default_helper().string());
  Extractor extractor({.helper = flaky, .helpers = 1});
  const auto first = to_document(extractor, page);
  ASSERT_FALSE(first);
  EXPECT_NE(first.error().danish.find("beskadiget"), std::string::npos);
  EXPECT_TRUE(to_document(extractor, page));
}

TEST(Extractor, a_helper_that_hangs_is_given_up) {
  const TemporaryFolder folder;
  Extractor extractor({.helper = folder.script("hangs", "exec sleep 100"), .helpers = 1, .patience_ms = 200});
  const auto document = to_document(extractor, page);
  ASSERT_FALSE(document);
  EXPECT_NE(document.error().danish.find("for lang tid"), std::string::npos);
}

TEST(Extractor, a_helper_out_of_cpu_time_is_told_from_a_crash) {
  const TemporaryFolder folder;
  Extractor extractor({.helper = folder.script("slow", "kill -PROF $$"), .helpers = 1});
  EXPECT_NE(to_document(extractor, page).error().danish.find("for lang tid"), std::string::npos);
}

TEST(Extractor, a_helper_that_lies_is_not_believed) {
  const TemporaryFolder folder;
  // A document of 1 GB is announced; then one of 8 bytes that are no document.
  for (const char* answer : {"KLA\\000\\000\\000\\000\\100", "KLA\\000\\010\\000\\000\\000abcdefgh", "XXXXXXXXXXXX",
                             "KLA\\377\\000\\000\\000\\000"}) {
    Extractor extractor({.helper = folder.script("liar", std::string("printf '") + answer + "'; exec cat >/dev/null"),
                         .helpers = 1,
                         .patience_ms = 5000});
    const auto document = to_document(extractor, page);
    ASSERT_FALSE(document) << answer;
    EXPECT_NE(document.error().danish.find("kunne ikke læses"), std::string::npos);
  }
}

TEST(Extractor, a_helper_killed_between_documents_goes_unnoticed) {
  Extractor extractor({.helpers = 1});
  ASSERT_TRUE(to_document(extractor, page));
  std::ifstream children("/proc/thread-self/children");
  pid_t helper = 0;
  ASSERT_TRUE(children >> helper);
  ::kill(helper, SIGKILL);
  siginfo_t ended{};
  ::waitid(P_PID, static_cast<id_t>(helper), &ended, WEXITED | WNOWAIT);
  EXPECT_TRUE(to_document(extractor, page));
}

TEST(HelperProcess, runs_until_it_is_ended) {
  HelperProcess process;
  ASSERT_TRUE(process.start(default_helper()));
  EXPECT_TRUE(process.ask(static_cast<std::uint8_t>(reading::Format::html), page, std::chrono::seconds(20)));
  EXPECT_EQ(process.answered(), 1u);
  process.end();
  EXPECT_FALSE(process.running());
}

TEST(ExtractorCage, a_socket_ends_the_helper_and_files_can_not_be_opened) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the cage stays open in sanitizer builds";
#endif
  const std::string helper = default_helper().string();
  EXPECT_EQ(exit_status_of(helper), 0);
  const int status = exit_status_of("exec " + helper + " --try-socket");
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) << status;
  EXPECT_EQ(exit_status_of(helper + " --try-file"), 0);
}

TEST(ReadFile, bounds_and_kinds) {
  const TemporaryFolder folder;
  std::ofstream(folder.path / "ti") << "0123456789";
  EXPECT_EQ(read_file(folder.path / "ti"), "0123456789");
  EXPECT_EQ(read_file(folder.path / "ti", 10), "0123456789");
  EXPECT_EQ(read_file(folder.path / "ti", 9).error().kind, Problem::Kind::too_large);
  EXPECT_EQ(read_file(folder.path / "ikke").error().kind, Problem::Kind::not_found);
  EXPECT_NE(read_file(folder.path).error().danish.find("mappe"), std::string::npos);
  ASSERT_EQ(::mkfifo((folder.path / "rør").c_str(), 0600), 0);
  EXPECT_FALSE(read_file(folder.path / "rør"));
  std::ofstream empty(folder.path / "tom");
  empty.close();
  EXPECT_EQ(read_file(folder.path / "tom"), "");
}

// A sparse file takes no room; it must be refused by its size and not read.
TEST(ReadFile, three_hundred_megabytes_are_refused_unread) {
  const TemporaryFolder folder;
  const auto file = folder.path / "stor.txt";
  std::ofstream(file) << "x";
  std::filesystem::resize_file(file, 300u << 20);
  const auto bytes = read_file(file);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().kind, Problem::Kind::too_large);
  EXPECT_NE(bytes.error().danish.find("64 MB"), std::string::npos);
}

}  // namespace
}  // namespace klynge::extract
