-- Sources, readings, corrections and the meetings made of them. Nothing here is overwritten: a
-- meeting's tables hold its current version, meeting_version every one there has been.
CREATE TABLE source_document (
  sha256 TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('text', 'pdf', 'docx', 'html')),
  size BIGINT NOT NULL,
  content_hash TEXT NOT NULL,              -- SHA-256 of the letters and digits alone: another extraction of the same text
  received_at BIGINT NOT NULL
);
CREATE INDEX source_document_by_content ON source_document (content_hash);
CREATE TABLE source_bytes (                -- apart, so that lists do not drag the bytes along
  sha256 TEXT PRIMARY KEY REFERENCES source_document (sha256),
  bytes BYTEA NOT NULL,
  document BYTEA                           -- klynge-extract's lines; NULL for plain text, which is decoded in place
);

CREATE TABLE reading (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES source_document (sha256),
  reader TEXT NOT NULL,
  record TEXT NOT NULL,                    -- JSON by meeting-record.schema.json
  read_at BIGINT NOT NULL
);
CREATE INDEX reading_by_source ON reading (sha256);

CREATE TABLE meeting (
  id TEXT PRIMARY KEY,
  body_id TEXT REFERENCES body (id),
  body_printed TEXT,
  title TEXT,
  meeting_number TEXT,
  held_on TEXT,                            -- ISO date
  starts TEXT,
  ends TEXT,
  place TEXT,
  mode TEXT,
  next_meeting TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('agenda', 'minutes')),
  approval TEXT NOT NULL,                  -- who recorded and approved; see meetings/compact.hpp
  places TEXT NOT NULL,                    -- where each field of head and attendance stands in the source
  version BIGINT NOT NULL,                 -- the current one
  published SMALLINT NOT NULL DEFAULT 0 CHECK (published IN (0, 1)),
  taken_back SMALLINT NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1)),
  created_at BIGINT NOT NULL
);
CREATE INDEX meeting_by_body ON meeting (body_id, held_on);
CREATE INDEX meeting_by_date ON meeting (held_on, id);

CREATE TABLE meeting_version (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  version BIGINT NOT NULL,
  reading_id TEXT NOT NULL REFERENCES reading (id),
  record TEXT,                             -- reading and corrections together, as committed; NULL: the reading as it is
  item_ids TEXT NOT NULL,                  -- one for each item of the record, in its order, spaces between
  committed_at BIGINT NOT NULL,
  committed_by TEXT NOT NULL,
  taken_back_at BIGINT,
  earlier SMALLINT NOT NULL DEFAULT 0 CHECK (earlier IN (0, 1)),  -- came in after a later state (the agenda after its minutes): never current while another stands
  PRIMARY KEY (meeting_id, version)
);
CREATE TABLE meeting_source (              -- all sources that hold the same version's content
  meeting_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES source_document (sha256),
  position BIGINT NOT NULL,                -- 0: the one the places speak of
  PRIMARY KEY (meeting_id, version, sha256)
);
CREATE INDEX meeting_source_by_source ON meeting_source (sha256);

CREATE TABLE attendance (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,                      -- as printed
  person_id TEXT REFERENCES person (id),
  title TEXT,
  organisation TEXT,
  organisation_id TEXT REFERENCES organisation (id),
  status TEXT NOT NULL,
  role TEXT NOT NULL,
  moderates SMALLINT NOT NULL CHECK (moderates IN (0, 1)),
  remote SMALLINT NOT NULL CHECK (remote IN (0, 1)),
  substitutes_for TEXT,
  items TEXT,                              -- item numbers, spaces between; NULL: the whole meeting
  note TEXT,
  PRIMARY KEY (meeting_id, position)
);
CREATE INDEX attendance_by_person ON attendance (person_id);

-- An item with all that its meeting's page shows of it. `lists` holds the item's recommendations,
-- decisions, tasks, amounts and the like in one compact text (meetings/compact.hpp), so that the page
-- reads one row for each item; the tables below hold the same for registers, persons and sums.
-- Both are written by one function. Each carries meeting_id first in its key: a meeting's rows lie
-- together and are read and replaced in one go. Short columns stand before long texts, which are
-- then not walked through where nobody asks for them.
CREATE TABLE item (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  position BIGINT NOT NULL,
  removed SMALLINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),  -- gone in the current version; the permalink still answers
  closed SMALLINT NOT NULL CHECK (closed IN (0, 1)),
  kind TEXT NOT NULL CHECK (kind IN ('item', 'break')),
  outcome TEXT,                            -- one word of the design's list; NULL where there are no minutes
  number TEXT,
  title TEXT NOT NULL,
  starts TEXT,
  ends TEXT,
  case_number TEXT,
  requested_by TEXT,
  case_text TEXT,
  minutes TEXT,
  lists TEXT NOT NULL,
  places TEXT NOT NULL                     -- where each field stands in the source
);
CREATE INDEX item_by_meeting ON item (meeting_id, position);

CREATE TABLE presenter (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  item_id TEXT NOT NULL REFERENCES item (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  PRIMARY KEY (meeting_id, item_id, position)
);
CREATE INDEX presenter_by_person ON presenter (person_id);
-- An item that carries an outcome has at least one row here, so the register is this table alone.
-- Closed items have none, here and in amount: what stands in no row is in no register by mistake.
CREATE TABLE decision (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  item_id TEXT NOT NULL REFERENCES item (id),
  position BIGINT NOT NULL,
  recommendations TEXT NOT NULL,           -- ordinals from 1, spaces between; '' for the item as a whole
  outcome TEXT NOT NULL,
  text TEXT,                               -- NULL: the item's minutes say it
  words TEXT NOT NULL,                     -- lower case: title, decision and minutes, for finding words in
  PRIMARY KEY (meeting_id, item_id, position)
);
CREATE TABLE task (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  item_id TEXT NOT NULL REFERENCES item (id),
  position BIGINT NOT NULL,
  text TEXT NOT NULL,
  due TEXT,                                -- ISO date or 'next_meeting'
  state TEXT NOT NULL DEFAULT 'unknown' CHECK (state IN ('unknown', 'open', 'done', 'dropped')),
  removed SMALLINT NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
);
CREATE INDEX task_by_meeting ON task (meeting_id, item_id, position);
CREATE TABLE task_responsible (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  task_id TEXT NOT NULL REFERENCES task (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,                      -- as printed
  person_id TEXT REFERENCES person (id),
  organisation_id TEXT REFERENCES organisation (id),
  body_id TEXT REFERENCES body (id),
  PRIMARY KEY (meeting_id, task_id, position)
);
CREATE INDEX task_responsible_by_person ON task_responsible (person_id);
CREATE INDEX task_responsible_by_organisation ON task_responsible (organisation_id);
CREATE TABLE amount (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  item_id TEXT NOT NULL REFERENCES item (id),
  position BIGINT NOT NULL,
  ore BIGINT NOT NULL,
  text TEXT NOT NULL,
  label TEXT,
  label_words TEXT NOT NULL,               -- lower case
  period TEXT,
  estimate SMALLINT NOT NULL CHECK (estimate IN (0, 1)),
  PRIMARY KEY (meeting_id, item_id, position)
);
CREATE TABLE finding (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  item_id TEXT REFERENCES item (id),
  kind TEXT NOT NULL,
  message TEXT NOT NULL,                   -- Danish; never holds a person number
  page BIGINT,
  line BIGINT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled', 'dismissed')),
  word TEXT,                               -- why it was settled or dismissed
  settled_at BIGINT,
  settled_by TEXT
);
CREATE INDEX finding_by_meeting ON finding (meeting_id);
CREATE INDEX finding_by_state ON finding (state, kind);
