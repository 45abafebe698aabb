// From a file's bytes to all that taking it in needs: format, lines, content hash and reading.
//
// This is the slow part of an import and touches no database, so it runs on any number of threads
// beside the one that writes.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "extract/extractor.hpp"
#include "reading/document.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::intake {

struct Prepared {
  std::string file_name;  // without folders, at most 255 bytes, valid UTF-8
  std::string bytes;
  std::string sha256;
  reading::Format format = reading::Format::text;
  std::optional<std::string> document;  // klynge-extract's lines on the wire; none for plain text
  std::string content_hash;
  reading::MeetingRecord record;
  std::string record_json;
};

std::string_view name(reading::Format format);

// A file name as it may be kept and shown, whatever the sender wrote.
std::string clean_file_name(std::string_view name);

// Errors: a Danish sentence for every way a document can be broken, see extract/extractor.hpp.
Result<Prepared> prepare(extract::Extractor& extractor, std::string bytes, std::string_view file_name);

}  // namespace klynge::intake
