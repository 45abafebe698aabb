// A DOCX whose main part, and then whose numbering, is the input: the ZIP around it is made here,
// so that the fuzzer spends its time in the XML. An input that starts like a ZIP is taken as it is.
#include "extract/helper/docx.hpp"
#include "extract/helper/docx_builder.hpp"
#include "extract/helper/line_sink.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace klynge::extract;
  const std::string input(reinterpret_cast<const char*>(data), size);
  const auto read = [](const std::string& bytes) {
    try {
      read_docx(bytes);
    } catch (const Refused&) {
    }
  };
  if (input.starts_with("PK")) {
    read(input);
    return 0;
  }
  const std::size_t cut = input.find('\x01');
  const std::string body = input.substr(0, cut), rest = cut == std::string::npos ? "" : input.substr(cut + 1);
  read(build_docx(body, {{"numbering", rest}, {"styles", rest}, {"footnotes", rest}}));
  return 0;
}
