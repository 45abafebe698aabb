#include "intake/prepare.hpp"

#include "base/text.hpp"
#include "extract/detect_format.hpp"
#include "intake/content.hpp"
#include "reading/document_wire.hpp"
#include "reading/read_meeting.hpp"

namespace klynge::intake {

Result<Prepared> prepare(extract::Extractor& extractor, std::string bytes, std::string_view file_name) {
  const auto format = extract::detect_format(bytes);
  if (!format) return std::unexpected(format.error());
  const bool is_text = *format == reading::Format::text;
  const auto document = is_text ? reading::decode_plain_text(bytes) : extractor.extract(*format, bytes);
  if (!document) return std::unexpected(document.error());

  Prepared prepared;
  prepared.file_name = clean_file_name(file_name);
  prepared.sha256 = sha256_hex(bytes);
  prepared.format = *format;
  if (!is_text) prepared.document = reading::encode_document(*document);
  prepared.content_hash = content_hash(*document);
  prepared.record = reading::read_meeting(*document);
  prepared.record_json = reading::to_json(prepared.record);
  prepared.bytes = std::move(bytes);
  return prepared;
}

}  // namespace klynge::intake
