// The reader: a document's lines to a MeetingRecord.
//
// Pure: no files, no clock, no network. The same document gives the same record. Time and memory
// are linear in the document's size, whatever it holds.
#pragma once
#include "reading/document.hpp"
#include "reading/meeting_record.hpp"

namespace klynge::reading {

// Name and version; a change of what the reader makes of a document is a new version.
inline constexpr std::string_view reader_version = "klynge-reader 4";

// Never fails: a document it makes nothing of gives a record with an `unreadable` finding.
MeetingRecord read_meeting(const Document& document);

}  // namespace klynge::reading
