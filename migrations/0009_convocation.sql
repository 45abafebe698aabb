-- Meetings that are convened here, before any document of them comes in.

-- What a secretary has convened: the meeting's state before its first version, which is its version 0.
CREATE TABLE convocation (
  meeting_id TEXT PRIMARY KEY REFERENCES meeting (id),
  record TEXT NOT NULL,                    -- JSON by meeting-record.schema.json
  item_ids TEXT NOT NULL,                  -- one for each item of the record, in its order, spaces between
  word TEXT,                               -- why it was convened though a rule of composition was not kept
  convened_at BIGINT NOT NULL,
  convened_by TEXT NOT NULL,
  changed_at BIGINT,
  called_off_at BIGINT,                    -- NULL: it stands
  called_off_by TEXT,
  called_off_reason TEXT
);
