// Our own half of reading a PDF: words at whatever places to lines. The library has fuzzers of its
// own and runs caged.
#include <cstring>

#include "extract/helper/pdf_lines.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace klynge::extract;
  std::vector<PageWord> words;
  for (std::size_t at = 0; at + 8 <= size; at += 8) {
    std::int16_t numbers[4];
    std::memcpy(numbers, data + at, sizeof numbers);
    words.push_back({std::string(1 + at % 7, 'x'), static_cast<float>(numbers[0]), static_cast<float>(numbers[1]), static_cast<float>(numbers[2]),
                     static_cast<float>(numbers[3]), static_cast<float>(numbers[3]), at % 3 == 0, at % 2 == 0});
  }
  klynge::reading::Document document;
  LineSink sink(document);
  sink.begin_page(595, 842);
  std::vector<std::vector<klynge::reading::Line>> pages{page_lines(std::move(words))};
  const float pitch = usual_pitch(pages);
  add_page(std::move(pages[0]), pitch, sink);
  return 0;
}
