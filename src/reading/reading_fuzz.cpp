// The reader on any bytes: as plain text, and as a message of the helper's.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "reading/document_wire.hpp"
#include "reading/read_meeting.hpp"

namespace {

// Whatever is read must be valid: its places inside the document, its JSON readable again.
void check(const klynge::reading::Document& document) {
  const auto record = klynge::reading::read_meeting(document);
  for (const auto& [pointer, place] : record.sources)
    if (place.start > place.end && place.last_line == 0) std::abort();
  if (!klynge::reading::from_json(klynge::reading::to_json(record))) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto document = klynge::reading::decode_plain_text(bytes)) check(*document);
  if (const auto document = klynge::reading::decode_document(bytes)) check(*document);
  return 0;
}
