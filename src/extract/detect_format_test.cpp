#include "extract/detect_format.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"

namespace klynge::extract {
namespace {

using namespace std::string_literals;
using reading::Format;

struct Case {
  std::string bytes;
  Format format;
};

TEST(DetectFormat, by_content) {
  const Case cases[] = {
      {"%PDF-1.7\n...", Format::pdf},
      {"\r\n\r\njunk from a mail\r\n%PDF-1.4\n", Format::pdf},
      {"PK\x03\x04........word/document.xml", Format::docx},
      {"PK\x03\x04...[Content_Types].xml...word/main.xml", Format::docx},
      {"<!DOCTYPE html><html>", Format::html},
      {"\xef\xbb\xbf  \n<!-- saved -->\n<HTML lang=da>", Format::html},
      {"<?xml version='1.0'?>\n<html xmlns='x'>", Format::html},
      {"<div class='referat'>", Format::html},
      {"\xff\xfe<\0h\0t\0m\0l\0>\0"s, Format::html},
      {"Referat af møde", Format::text},
      {"<Navn> er formand", Format::text},
      {"<p", Format::html},
      {"<pause>", Format::text},
      {"Se %PDF-filen", Format::text},
      {"\xff\xfeR\0e\0"s, Format::text},
  };
  for (const Case& example : cases) {
    const auto found = detect_format(example.bytes);
    ASSERT_TRUE(found) << example.bytes << found.error().danish;
    EXPECT_EQ(*found, example.format) << example.bytes;
  }
}

struct Refusal {
  std::string bytes;
  const char* word;  // of the sentence
};

TEST(DetectFormat, other_kinds_are_refused_by_name) {
  std::string ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", word, locked;
  for (const char c : "WordDocument"s) (word += c) += '\0';
  for (const char c : "EncryptedPackage"s) (locked += c) += '\0';
  const Refusal cases[] = {
      {"", "tom"},
      {ole + word, ".doc"},
      {ole + locked, "adgangskode"},
      // clang-format off
      {ole, "gammelt Office-format"}, {"PK\x03\x04...xl/workbook.xml", "regneark"},
      {"PK\x03\x04...ppt/presentation.xml", "præsentation"},
      {"PK\x03\x04...mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"},
      {"PK\x03\x04...billede.jpg", "arkiv"}, {"PK\x05\x06", "arkiv"}, {"\x89PNG\r\n\x1a\n", "billede"},
      {"\xff\xd8\xff\xe0", "billede"}, {"RIFF....WEBPVP8 ", "billede"}, {"....ftypheic....", "billede"},
      {"{\\rtf1", "RTF"}, {"%!PS-Adobe", "PostScript"}, {"7z\xbc\xaf\x27\x1c", "arkiv"},
      // clang-format on
      {"\x7f"
       "ELF\x02",
       "program"},
  };
  for (const Refusal& example : cases) {
    const auto found = detect_format(example.bytes);
    ASSERT_FALSE(found) << example.word;
    EXPECT_NE(found.error().danish.find(example.word), std::string::npos) << found.error().danish;
  }
}

TEST(DetectFormat, what_is_too_large_is_refused_before_it_is_looked_at) {
  EXPECT_EQ(detect_format(std::string(limits::document_bytes + 1, 'x')).error().kind, Problem::Kind::too_large);
}

}  // namespace
}  // namespace klynge::extract
