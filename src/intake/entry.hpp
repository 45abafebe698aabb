// What became of one file that came in: an entry of a batch, waiting as a preview or settled.
//
// Every file gives one entry (a folder's files that were here already give none: nothing happened).
// An entry that waits holds the reading, what the register would make of it and why a person is
// asked; a settled one says what it became, and can be taken back.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "intake/correction.hpp"
#include "intake/relation.hpp"

namespace klynge::intake {

struct IntakeEntry;
struct IntakeBatch;
using EntryId = Id<IntakeEntry>;
using BatchId = Id<IntakeBatch>;

enum class EntryState { preview, committed, same_bytes, same_content, failed, discarded, taken_back };
std::string_view name(EntryState state);
// "Venter", "Lagt i registeret" …
std::string_view danish(EntryState state);

struct Entry {
  std::string id, batch_id, file_name;
  std::optional<std::string> sha256, reading_id;
  std::optional<std::string> meeting_id;  // what it became, or would become a version of
  std::optional<std::int64_t> version;
  EntryState state = EntryState::preview;
  Relation relation = Relation::new_meeting;
  std::vector<std::string> doubts;     // Danish
  std::optional<std::string> problem;  // Danish
  Identities identities;
  std::map<std::string, std::string> item_aliases;  // id here -> the meeting's id for it
  std::optional<std::string> heading, held_on;
  std::optional<std::int64_t> items;
  std::int64_t created_at_us = 0;
  std::optional<std::int64_t> settled_at_us;
};

// What a list shows; the identities stay in the database.
struct EntryHead {
  std::string id, batch_id, file_name;
  EntryState state = EntryState::preview;
  Relation relation = Relation::new_meeting;
  std::optional<std::string> meeting_id, problem, heading, held_on;
  std::optional<std::int64_t> items;
  std::vector<std::string> doubts;
  std::int64_t created_at_us = 0;
  bool meeting_gone = false;  // the meeting was taken back and has no page
};

struct Batch {
  std::string id, label, started_by;
  std::int64_t files = 0, skipped = 0;
  std::int64_t started_at_us = 0;
  std::optional<std::int64_t> finished_at_us;
};

// How many entries of a batch are in which state.
struct BatchCounts {
  std::int64_t preview = 0, committed = 0, same_content = 0, same_bytes = 0, failed = 0, discarded = 0, taken_back = 0;
  std::int64_t entries() const {
    return preview + committed + same_content + same_bytes + failed + discarded + taken_back;
  }
};

struct StoredCorrection {
  std::string id;
  std::int64_t ordinal = 0;
  Operation operation;
  std::string description;  // Danish
  std::int64_t made_at_us = 0;
  std::string made_by;
  bool undone = false;
};

// What a document says of itself, for lists: “Driftsgruppe Øst, referat”.
std::string heading_of(const reading::MeetingRecord& record);

}  // namespace klynge::intake
