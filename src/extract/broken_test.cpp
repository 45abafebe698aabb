// Every file of tests/broken and what it must come to: expected.tsv has a row for each, with the
// file's name, one of read, image or refused, and then its lines (parted by " | ") or the sentence.
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "base/text.hpp"
#include "extract/extractor.hpp"
#include "extract/read_file.hpp"

namespace klynge::extract {
namespace {

const std::filesystem::path folder = KLYNGE_SOURCE_DIR "/tests/broken";
constexpr std::size_t shown_characters = 200;

struct Row {
  std::string file, outcome, text;
};

std::vector<Row> rows() {
  std::vector<Row> found;
  std::ifstream table(folder / "expected.tsv");
  for (std::string line; std::getline(table, line);) {
    const auto parts = split(line, '\t');
    if (line.starts_with('#') || parts.size() != 3) continue;
    found.push_back({std::string(parts[0]), std::string(parts[1]), std::string(parts[2])});
  }
  return found;
}

Row outcome_of(Extractor& extractor, const std::string& file) {
  const auto bytes = read_file(folder / file);
  const auto document = bytes ? to_document(extractor, *bytes) : std::unexpected(bytes.error());
  if (!document) return {file, "refused", document.error().danish};
  if (!document->has_text_layer) return {file, "image", ""};
  std::string text;
  for (const auto& line : document->lines) text += (text.empty() ? "" : " | ") + line.text.substr(0, shown_characters);
  return {file, "read", shorten(text, shown_characters)};
}

TEST(BrokenFiles, each_comes_to_what_the_table_says) {
  Extractor extractor({.helpers = 1});
  for (const Row& row : rows()) {
    const Row found = outcome_of(extractor, row.file);
    EXPECT_EQ(found.outcome + ": " + found.text, row.outcome + ": " + row.text) << row.file;
  }
}

TEST(BrokenFiles, the_table_has_every_file) {
  std::map<std::string, int> listed;
  for (const Row& row : rows()) ++listed[row.file];
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name == "expected.tsv" || name == "make_broken.py") continue;
    EXPECT_EQ(listed[name], 1) << name;
  }
  EXPECT_GT(listed.size(), 40u);
}

// A sentence for the user is whole and says nothing of the machine.
TEST(BrokenFiles, refusals_are_whole_sentences) {
  for (const Row& row : rows()) {
    if (row.outcome != "refused") continue;
    EXPECT_TRUE(row.text.ends_with('.')) << row.file;
    EXPECT_EQ(row.text.find('/'), std::string::npos) << row.file;
  }
}

}  // namespace
}  // namespace klynge::extract
