-- The way in: batches of files, what became of each, and what people corrected.
CREATE TABLE intake_batch (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,                     -- the folder, or "Upload"
  files BIGINT NOT NULL,                   -- how many there are to take in
  started_at BIGINT NOT NULL,
  started_by TEXT NOT NULL,
  finished_at BIGINT,                      -- NULL: under way, or interrupted
  skipped BIGINT NOT NULL DEFAULT 0        -- files whose bytes were here already
);
CREATE INDEX intake_batch_by_time ON intake_batch (started_at);

-- A batch somebody wants taken back: its documents are done one after another, and what a stop of the
-- server leaves is done after the next start. The row goes when the last is done.
CREATE TABLE batch_take_back (
  batch_id TEXT PRIMARY KEY REFERENCES intake_batch (id),
  asked_at BIGINT NOT NULL,
  asked_by_id TEXT NOT NULL,
  asked_by_name TEXT NOT NULL
);

CREATE TABLE intake_entry (
  id TEXT PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES intake_batch (id),
  file_name TEXT NOT NULL,
  sha256 TEXT REFERENCES source_document (sha256),
  reading_id TEXT REFERENCES reading (id),
  meeting_id TEXT REFERENCES meeting (id), -- what it became, or would become a version of
  version BIGINT,
  state TEXT NOT NULL CHECK (state IN ('preview', 'committed', 'same_bytes', 'same_content', 'failed', 'discarded', 'taken_back')),
  relation TEXT NOT NULL DEFAULT 'new_meeting' CHECK (relation IN ('new_meeting', 'same_content', 'new_version', 'earlier_state')),
  doubts TEXT NOT NULL DEFAULT '[]',       -- JSON list of Danish sentences: why it waits for a person
  problem TEXT,                            -- Danish; for 'failed'
  identities TEXT,                         -- JSON: what the reading's items and attendees are called, see intake/identified_record.hpp
  item_aliases TEXT NOT NULL DEFAULT '{}', -- JSON: an item's id here -> its id in the meeting, where the meeting had it before
  heading TEXT,                            -- for lists: the reading's body, day and number of items
  held_on TEXT,
  items BIGINT,
  created_at BIGINT NOT NULL,
  settled_at BIGINT
);
CREATE INDEX intake_entry_by_state ON intake_entry (state, created_at, id);
CREATE INDEX intake_entry_by_batch ON intake_entry (batch_id, state, file_name);
CREATE INDEX intake_entry_by_source ON intake_entry (sha256);
CREATE INDEX intake_entry_by_meeting ON intake_entry (meeting_id, version);

-- A correction hangs on the document it corrects, and in it on the item's id, so that it is applied
-- again to what a newer reader makes of the same bytes.
CREATE TABLE correction (
  id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES intake_entry (id),
  ordinal BIGINT NOT NULL,                 -- order of application, from 1
  operation TEXT NOT NULL,                 -- JSON, see intake/correction.hpp
  description TEXT NOT NULL,               -- Danish: what it changed when it was made
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  undone_at BIGINT,
  UNIQUE (entry_id, ordinal)
);
