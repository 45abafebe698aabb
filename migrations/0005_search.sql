-- The search index: what is the same on both databases. The index over terms itself is made by
-- search/index_dialect.cpp, the only place that knows FTS5 and tsvector.
CREATE TABLE search_document (
  docnum BIGINT PRIMARY KEY,               -- day, then place within the day: the order of hits, newest first
  kind TEXT NOT NULL,                      -- item, meeting, person, body …
  id TEXT NOT NULL,
  group_kind TEXT NOT NULL,                -- what it is indexed together with: the meeting of an item
  group_id TEXT NOT NULL,
  year BIGINT,
  body_id TEXT,
  outcome TEXT,
  content_hash TEXT NOT NULL,              -- of all that is indexed: the same again is not written again
  UNIQUE (kind, id)
);
CREATE INDEX search_document_by_group ON search_document (group_kind, group_id);
-- All that a hit is counted by, so that counting a thousand hits looks up no row.
CREATE INDEX search_document_counted ON search_document (docnum, kind, year, body_id, outcome);

-- Groups that have changed and wait to be indexed.
CREATE TABLE search_queue (
  group_kind TEXT NOT NULL,
  group_id TEXT NOT NULL,
  stamp TEXT NOT NULL,                     -- a new one with each change
  PRIMARY KEY (group_kind, group_id)
);
