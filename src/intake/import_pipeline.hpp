// Many documents at once: read, understood and written with everything the machine has, in bounded
// memory.
//
// Reading a document keeps a core busy, so there are as many readers as there are cores; being written
// is waiting for the disk, so many more do that, and the database commits them in groups: the more share
// a commit, the fewer times one page of an index is written. Only readers look into the register, so that
// an import takes a few connections however many write. The documents in work share a budget of bytes: a
// large one waits until it fits, so that thousands of small files run side by side and one of 60 MB alone.
//
// Every document is one action of its own. A run that is killed has lost nothing that was counted as
// done, and the next run passes over what is there by the bytes' hash.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extract/extractor.hpp"
#include "intake/intake_actions.hpp"

namespace klynge::intake {

// Where the documents come from; called from several threads.
struct ImportInput {
  std::size_t count = 0;
  std::function<std::string(std::size_t)> name;        // as shown and kept
  std::function<std::size_t(std::size_t)> size_bytes;  // 0 where it is not known
  std::function<Result<std::string>(std::size_t)> bytes;
};

struct ImportProgress {
  std::size_t total = 0, done = 0;
  std::size_t committed = 0, waiting = 0, same_content = 0, skipped = 0, failed = 0;
  double seconds = 0;
  double per_second = 0;               // documents, over the last few seconds
  std::optional<double> seconds_left;  // none before there is a rate
};

struct FileOutcome {
  std::string file;
  EntryState state = EntryState::committed;
  std::vector<std::string> doubts;
  std::optional<Problem> problem;
};

struct ImportOptions {
  TakeInAs as = TakeInAs::preview;
  std::string label;                        // of the batch
  std::string batch_id;                     // one that was started already; "" starts one when a file needs it
  bool note_same_bytes = false;             // leave an entry for a file that was here already
  unsigned readers = 0;                     // documents read at one time; 0: one a core
  unsigned in_flight = 128;                 // documents written at one time
  const std::atomic<bool>* stop = nullptr;  // ends the run after the documents in work
  std::function<void(const ImportProgress&)> progress;  // some times a second, from the calling thread
  std::function<void(const FileOutcome&)> outcome;      // for each file, from the calling thread
};

struct ImportSummary {
  ImportProgress progress;
  std::string batch_id;  // "" where every file was here already
  bool stopped = false;  // by `stop`: not everything was looked at
};

// Errors: the database is gone or full; what was done until then stands.
Result<ImportSummary> import_all(const Register& to, extract::Extractor& extractor, const audit::Actor& actor,
                                 const ImportInput& input, const ImportOptions& options);

}  // namespace klynge::intake
