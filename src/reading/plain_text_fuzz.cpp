// Whatever the bytes are, the lines are valid UTF-8 without control characters.
#include <cstdlib>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "reading/document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto document = klynge::reading::decode_plain_text({reinterpret_cast<const char*>(data), size});
  if (!document) return 0;
  for (const auto& line : document->lines) {
    if (!klynge::is_valid_utf8(line.text) || line.text.size() > klynge::limits::line_bytes) std::abort();
    if (line.page < 1 || line.page > document->pages.size()) std::abort();
    for (const char c : line.text)
      if (static_cast<unsigned char>(c) < 0x20) std::abort();
  }
  return 0;
}
