-- Persons who were erased, and where their names stood in minutes, which stay as they are.

ALTER TABLE person ADD COLUMN erased_at BIGINT;

-- So that a meeting which is written anew does not enter the person again. The name itself stands in that
-- meeting, so its hash tells nothing that is not there.
CREATE TABLE erased_mention (
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  name_hash TEXT NOT NULL,                 -- SHA-256 of the meeting's id and the name as printed
  PRIMARY KEY (meeting_id, name_hash)
);
