// Our own half of reading a PDF: words at whatever places, some of them numbers or a sender's, to lines. The library
// has fuzzers of its own and runs caged.
#include <cstring>

#include "extract/helper/pdf_page_words.hpp"
#include "extract/helper/pdf_tables.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace klynge::extract;
  std::vector<PageWord> words;
  std::vector<Rule> rules;
  for (std::size_t at = 0; at + 8 <= size; at += 8) {
    std::int16_t numbers[4];
    std::memcpy(numbers, data + at, sizeof numbers);
    if (numbers[3] < 0)
      rules.push_back({at % 3 == 0, static_cast<float>(numbers[0]), static_cast<float>(numbers[1]),
                       static_cast<float>(numbers[1]) + static_cast<float>(numbers[2])});
    const std::string text = at % 5 == 0    ? std::to_string(at / 40)
                             : at % 11 == 0 ? std::string("Tlf.")
                                            : std::string(1 + at % 7, 'x');
    words.push_back({text, static_cast<float>(numbers[0]), static_cast<float>(numbers[1]),
                     static_cast<float>(numbers[2]), static_cast<float>(numbers[3]), static_cast<float>(numbers[3]),
                     at % 3 == 0, at % 2 == 0});
  }
  klynge::reading::Document document;
  LineSink sink(document);
  sink.begin_page(595, 842);
  straighten(words);
  drop_struck(words, rules);
  drop_line_numbers(words);
  std::vector<PageContent> content(1);
  content[0].width = 595;
  content[0].aside = page_rows(take_sender(words, 595));
  content[0].rows = page_rows(std::move(words));
  content[0].rules = std::move(rules);
  std::vector<std::vector<klynge::reading::Line>> pages{page_lines(content[0], find_tables(content)[0])};
  const float pitch = usual_pitch(pages);
  add_page(std::move(pages[0]), pitch, sink);
  return 0;
}
