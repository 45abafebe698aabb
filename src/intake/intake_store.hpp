// The intake's tables: batches, entries, corrections, sources and readings.
//
// Plain functions on a connection: the actions call them inside their transaction, the pages on a
// reading connection.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/entry.hpp"
#include "intake/prepare.hpp"
#include "intake/relation.hpp"
#include "platform/audit/perform.hpp"
#include "platform/database/connection.hpp"

namespace klynge::intake {

using database::Connection;

// Sources and readings.
void store_source(Connection& connection, const Prepared& prepared, Instant now);
// The reading's id; one that this reader made of these bytes before is used again.
std::string store_reading(audit::Transaction& transaction, std::string_view sha256, std::string_view reader,
                          std::string_view record_json);
std::optional<std::string> reading_record(Connection& connection, std::string_view reading_id);

// Batches.
void insert_batch(Connection& connection, const Batch& batch);
void finish_batch(Connection& connection, std::string_view batch_id, std::int64_t skipped, Instant now);
std::optional<Batch> find_batch(Connection& connection, std::string_view batch_id);
std::vector<Batch> latest_batches(Connection& connection, std::int64_t limit, std::int64_t offset);
BatchCounts batch_counts(Connection& connection, std::string_view batch_id);

// Entries.
void insert_entry(Connection& connection, const Entry& entry);
void update_entry(Connection& connection, const Entry& entry);
std::optional<Entry> find_entry(Connection& connection, std::string_view entry_id);
// An entry that waits or is in the register with these bytes.
std::optional<Entry> standing_entry(Connection& connection, std::string_view sha256);
bool standing_entry_exists(Connection& connection, std::string_view sha256);
// Entries that gave this version further sources.
std::vector<std::string> entries_of_same_content(Connection& connection, std::string_view meeting_id,
                                                 std::int64_t version);
std::vector<EntryHead> batch_entries(Connection& connection, std::string_view batch_id, std::int64_t limit,
                                     std::int64_t offset);
std::vector<EntryHead> waiting_entries(Connection& connection, std::int64_t limit, std::int64_t offset);
std::int64_t count_waiting(Connection& connection);

// Corrections, in the order of application.
std::vector<StoredCorrection> corrections(Connection& connection, std::string_view entry_id);
void insert_correction(Connection& connection, std::string_view entry_id, const StoredCorrection& correction);
// False where there is none or it is undone already.
bool undo_correction(Connection& connection, std::string_view entry_id, std::int64_t ordinal, Instant now);

// The meeting a record is of, judged by what is in the register now.
struct Found {
  Judgement judgement;
  std::optional<Candidate> candidate;
};
// `content_hash` "" where the record is no longer what the document says (it has been corrected).
Found find_relation(Connection& connection, const reading::MeetingRecord& record, std::string_view content_hash);

// What a meeting's items are called in a version.
std::vector<ItemIdentity> meeting_items(Connection& connection, std::string_view meeting_id, std::int64_t version);
// sha256 of a version's sources, the one its places speak of first.
std::vector<std::string> version_sources(Connection& connection, std::string_view meeting_id, std::int64_t version);
// Versions of a meeting that were made of a source and stand, oldest first.
std::vector<std::int64_t> versions_made_of(Connection& connection, std::string_view meeting_id,
                                           std::string_view sha256);
std::optional<std::int64_t> current_version(Connection& connection, std::string_view meeting_id);
// The meeting these bytes were before their import was taken back, where it is in the register no more, with
// the version that was current last.
struct MeetingVersion {
  std::string meeting_id;
  std::int64_t version = 0;
};
std::optional<MeetingVersion> taken_back_meeting(Connection& connection, std::string_view sha256);
void remove_source(Connection& connection, std::string_view meeting_id, std::int64_t version, std::string_view sha256);
// A version that was superseded before it came in: kept, but not current. Returns its number.
std::int64_t write_earlier_version(audit::Transaction& transaction, std::string_view meeting_id,
                                   std::string_view reading_id, std::string_view record_json,
                                   const std::vector<std::string>& item_ids, std::string_view sha256,
                                   std::string_view committed_by);

}  // namespace klynge::intake
