-- The way in: batches of files, what became of each, and what people corrected.
CREATE TABLE intake_batch (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,                     -- the folder, or "Upload"
  started_at BIGINT NOT NULL,
  started_by TEXT NOT NULL
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
  relation TEXT NOT NULL DEFAULT 'new_meeting' CHECK (relation IN ('new_meeting', 'same_content', 'new_version')),
  doubts TEXT NOT NULL DEFAULT '[]',       -- JSON list of Danish sentences: why it waits for a person
  problem TEXT,                            -- Danish; for 'failed'
  created_at BIGINT NOT NULL,
  settled_at BIGINT
);
CREATE INDEX intake_entry_by_state ON intake_entry (state, created_at);
CREATE INDEX intake_entry_by_batch ON intake_entry (batch_id, file_name);
CREATE INDEX intake_entry_by_source ON intake_entry (sha256);

-- A correction hangs on the meeting's identity to be (entry_id before commit, meeting_id after), and on an
-- item by the item's id, so that it is applied again to what a newer reader makes of the source.
CREATE TABLE correction (
  id TEXT PRIMARY KEY,
  entry_id TEXT REFERENCES intake_entry (id),
  meeting_id TEXT REFERENCES meeting (id),
  ordinal BIGINT NOT NULL,                 -- order of application
  operation TEXT NOT NULL,                 -- JSON, see intake/correction.hpp
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  undone_at BIGINT
);
CREATE INDEX correction_by_entry ON correction (entry_id, ordinal);
CREATE INDEX correction_by_meeting ON correction (meeting_id, ordinal);
