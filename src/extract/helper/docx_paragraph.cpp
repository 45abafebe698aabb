#include "extract/helper/docx_paragraph.hpp"

#include <algorithm>

#include "extract/helper/line_sink.hpp"

namespace klynge::extract {
namespace {

constexpr std::size_t tab_stop = 8;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

void Paragraph::add(std::string_view utf8, bool bold) {
  const std::string text = clean_text(utf8);
  if (text.empty()) return;
  ParagraphLine& line = lines_.back();
  const auto start = static_cast<std::uint32_t>(line.text.size());
  line.text += text;
  line.columns += characters(text);
  const auto end = static_cast<std::uint32_t>(line.text.size());
  const bool goes_on = !line.words.empty() && line.words.back().bold == bold && line.words.back().end == start;
  if (goes_on) {
    line.words.back().end = end;
  } else {
    reading::Word& word = line.words.emplace_back();
    word.start = start;
    word.end = end;
    word.bold = bold;
  }
}

void Paragraph::put_first(std::string_view utf8, bool bold) {
  Paragraph front;
  front.add(utf8, bold);
  ParagraphLine& first = lines_.front();
  const auto shift = static_cast<std::uint32_t>(front.lines_[0].text.size());
  if (shift == 0) return;
  first.text.insert(0, front.lines_[0].text);
  for (reading::Word& word : first.words) {
    word.start += shift;
    word.end += shift;
  }
  first.words.insert(first.words.begin(), front.lines_[0].words.front());
}

void Paragraph::add_tab() {
  ParagraphLine& line = lines_.back();
  const std::size_t spaces = std::max<std::size_t>(tab_stop - line.columns % tab_stop, 2);
  line.text.append(spaces, ' ');
  line.columns += spaces;
}

void Paragraph::break_line() { lines_.emplace_back(); }

void Paragraph::break_page() {
  if (!lines_.back().text.empty() || lines_.back().starts_page) lines_.emplace_back();
  lines_.back().starts_page = true;
}

bool Paragraph::is_empty() const { return lines_.size() == 1 && lines_[0].text.empty() && !lines_[0].starts_page; }

std::vector<ParagraphLine> Paragraph::take() {
  std::vector<ParagraphLine> taken(1);
  taken.swap(lines_);
  return taken;
}

bool mostly_bold(const ParagraphLine& line) {
  std::size_t bold = 0, all = 0;
  for (const reading::Word& word : line.words) {
    all += word.end - word.start;
    if (word.bold) bold += word.end - word.start;
  }
  return bold * 2 > all;
}

}  // namespace klynge::extract
