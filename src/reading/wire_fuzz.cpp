// What decode_document() takes must be written again as the same bytes.
#include <cstdlib>

#include "reading/document_wire.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view message(reinterpret_cast<const char*>(data), size);
  const auto document = klynge::reading::decode_document(message);
  if (document && klynge::reading::encode_document(*document) != message) std::abort();
  return 0;
}
