// The marks of a row, and words and characters counted sixteen bytes at a time, against the plain
// search they stand for.
#include "reading/row_marks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "reading/scan.hpp"

namespace klynge::reading {
namespace {

// Up to sixty pieces, so that marks stand at every place of a step and over its edges.
std::string any_text() {
  static const std::vector<std::string> pieces{"a", "bcd", " ", " ", "\t", "7", ":", "|", "æ", "–", "ord", "\u00a0"};
  std::string text;
  for (const auto piece : *rc::gen::scale(
           0.6, rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size()))))
    text += pieces[piece];
  return text;
}

RC_GTEST_PROP(RowMarks, AreWhatStandsInTheRow, ()) {
  const std::string text = any_text();
  const RowMarks marks = marks_of(text);
  RC_ASSERT(marks.digit == (text.find('7') != std::string::npos));
  RC_ASSERT(marks.colon == (text.find(':') != std::string::npos));
  RC_ASSERT(marks.bar == (text.find('|') != std::string::npos));
  RC_ASSERT(marks.gap == (text.find("  ") != std::string::npos || text.find('\t') != std::string::npos));
}

TEST(RowMarks, AreFoundAtEveryPlaceOfALongRow) {
  for (std::size_t length = 1; length <= 50; ++length)
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, 'x');
      text[at] = '3';
      EXPECT_TRUE(marks_of(text).digit) << length << " " << at;
      EXPECT_FALSE(marks_of(text).colon || marks_of(text).bar || marks_of(text).gap);
      text[at] = ' ';
      EXPECT_FALSE(marks_of(text).gap);
      if (at + 1 == length) continue;
      text[at + 1] = ' ';
      EXPECT_TRUE(marks_of(text).gap) << length << " " << at;
    }
}

RC_GTEST_PROP(Words, AreThoseBetweenBlanks, ()) {
  const std::string text = any_text();
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    if (end > at) words.push_back(std::string_view(text).substr(at, end - at));
    at = end + 1;
  }
  const Tokens found(text);
  RC_ASSERT(std::vector<std::string_view>(found.begin(), found.end()) == words);
  RC_ASSERT(token_count(text) == words.size());
}

RC_GTEST_PROP(Characters, AreCountedOnceEach, ()) {
  const std::string text = any_text();
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point(text, at).size) ++count;
  RC_ASSERT(characters(text) == count);
}

}  // namespace
}  // namespace klynge::reading
