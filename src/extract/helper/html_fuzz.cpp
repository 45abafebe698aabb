#include "extract/helper/html.hpp"
#include "extract/helper/line_sink.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  try {
    klynge::extract::read_html({reinterpret_cast<const char*>(data), size});
  } catch (const klynge::extract::Refused&) {
  }
  return 0;
}
