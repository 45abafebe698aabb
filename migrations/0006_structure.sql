-- The organisation itself: who exists when, which bodies there are, who sits where by which rule, and what
-- follows what. A period is valid_from <= day < valid_to; NULL: not known, so open to that side.

ALTER TABLE organisation ADD COLUMN code TEXT;             -- official code of a municipality or region
ALTER TABLE organisation ADD COLUMN parent_id TEXT;        -- the region of a hospital, of a municipality
ALTER TABLE organisation ADD COLUMN valid_from TEXT;
ALTER TABLE organisation ADD COLUMN valid_to TEXT;
ALTER TABLE organisation ADD COLUMN contact TEXT;          -- as people write it: address, mail, telephone
CREATE INDEX organisation_by_code ON organisation (code);

CREATE TABLE organisation_region (         -- where an organisation comes under another region from a day on
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  region_id TEXT NOT NULL REFERENCES organisation (id),   -- parent_id is the first
  valid_from TEXT NOT NULL,
  PRIMARY KEY (organisation_id, valid_from)
);
CREATE INDEX organisation_region_by_region ON organisation_region (region_id);

CREATE TABLE cluster (                     -- a sundhedsklynge, or the area of a sundhedsråd
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cluster', 'council_area')),
  region_id TEXT REFERENCES organisation (id),
  valid_from TEXT,
  valid_to TEXT,
  source TEXT                              -- where this is known from
);
CREATE TABLE cluster_organisation (        -- its municipalities and hospital, psychiatry
  cluster_id TEXT NOT NULL REFERENCES cluster (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (cluster_id, organisation_id)
);
CREATE INDEX cluster_organisation_by_organisation ON cluster_organisation (organisation_id);

CREATE TABLE body_profile (                -- what is known of a body beyond its name
  body_id TEXT PRIMARY KEY REFERENCES body (id),
  reach TEXT NOT NULL CHECK (reach IN ('cluster', 'region', 'country', 'unknown')),
  cluster_id TEXT REFERENCES cluster (id),
  region_id TEXT REFERENCES organisation (id),
  valid_from TEXT,
  valid_to TEXT,
  planned SMALLINT NOT NULL DEFAULT 0 CHECK (planned IN (0, 1)),  -- expected, its first day not settled
  legal_basis TEXT,
  secretariat TEXT,
  meetings_per_year BIGINT,
  contact TEXT,
  open_questions TEXT                      -- what a template leaves open because no source says it
);
CREATE TABLE body_duty (                   -- “Opgaver”, one a row, over time
  id TEXT PRIMARY KEY,
  body_id TEXT NOT NULL REFERENCES body (id),
  position BIGINT NOT NULL,
  text TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT
);
CREATE INDEX body_duty_by_body ON body_duty (body_id, position);

CREATE TABLE body_document (               -- mandate and rules of procedure: each version a row, none overwritten
  id TEXT PRIMARY KEY,
  body_id TEXT NOT NULL REFERENCES body (id),
  kind TEXT NOT NULL CHECK (kind IN ('mandate', 'rules_of_procedure')),
  version BIGINT NOT NULL,
  text TEXT NOT NULL,
  decided_on TEXT,
  decided_by TEXT,                         -- an item's id where the decision is in the register, else words
  valid_from TEXT,
  procedure TEXT NOT NULL DEFAULT '{}',    -- JSON: the rules of procedure as data, see structure/procedure.hpp
  created_at BIGINT NOT NULL,
  UNIQUE (body_id, kind, version)
);

CREATE TABLE body_relation (
  id TEXT PRIMARY KEY,
  from_body_id TEXT NOT NULL REFERENCES body (id),
  to_body_id TEXT NOT NULL REFERENCES body (id),
  kind TEXT NOT NULL CHECK (kind IN ('reports_to', 'hears')),
  valid_from TEXT,
  valid_to TEXT
);
CREATE INDEX body_relation_by_from ON body_relation (from_body_id);
CREATE INDEX body_relation_by_to ON body_relation (to_body_id);
CREATE TABLE body_succession (
  predecessor_id TEXT NOT NULL REFERENCES body (id),
  successor_id TEXT NOT NULL REFERENCES body (id),
  on_day TEXT,                             -- NULL: not settled yet
  note TEXT,
  PRIMARY KEY (predecessor_id, successor_id),
  CHECK (predecessor_id <> successor_id)
);
CREATE INDEX body_succession_by_successor ON body_succession (successor_id);

CREATE TABLE composition_rule (
  id TEXT PRIMARY KEY,
  body_id TEXT NOT NULL REFERENCES body (id),
  position BIGINT NOT NULL,
  sentence TEXT NOT NULL,                  -- the rule itself, in the language of bodies/composition
  source TEXT,                             -- the law or agreement it stands in
  valid_from TEXT,
  valid_to TEXT
);
CREATE INDEX composition_rule_by_body ON composition_rule (body_id, position);
CREATE TABLE composition_deviation (       -- a rule that is knowingly not kept, and who decided so
  id TEXT PRIMARY KEY,
  rule_id TEXT NOT NULL REFERENCES composition_rule (id),
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,                -- an item's id where the decision is in the register, else words
  decided_on TEXT,
  sentence TEXT,                           -- what holds instead, as a rule; NULL: nothing is asked
  valid_from TEXT,
  valid_to TEXT
);
CREATE INDEX composition_deviation_by_rule ON composition_deviation (rule_id);

CREATE TABLE seat (
  id TEXT PRIMARY KEY,
  body_id TEXT NOT NULL REFERENCES body (id),
  position BIGINT NOT NULL,
  label TEXT NOT NULL,                     -- “Borgmester, Lyngsted Kommune”
  kind TEXT NOT NULL,                      -- a word of bodies/composition: mayor, regional_councillor, …
  organisation_id TEXT REFERENCES organisation (id),  -- whose seat it is
  appointed_by TEXT REFERENCES organisation (id),     -- who appoints, where that is another
  voting SMALLINT NOT NULL CHECK (voting IN (0, 1)),
  role TEXT NOT NULL CHECK (role IN ('chair', 'cochair', 'member', 'observer', 'secretary')),
  valid_from TEXT,
  valid_to TEXT
);
CREATE INDEX seat_by_body ON seat (body_id, position);
CREATE TABLE seat_term (                   -- who holds a seat when; terms of one seat never overlap
  id TEXT PRIMARY KEY,
  seat_id TEXT NOT NULL REFERENCES seat (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  valid_from TEXT,
  valid_to TEXT,
  from_seen SMALLINT NOT NULL DEFAULT 0 CHECK (from_seen IN (0, 1)),  -- not appointed then: first seen at a meeting then
  to_seen SMALLINT NOT NULL DEFAULT 0 CHECK (to_seen IN (0, 1))       -- last seen
);
CREATE INDEX seat_term_by_seat ON seat_term (seat_id);
CREATE INDEX seat_term_by_person ON seat_term (person_id);
CREATE TABLE seat_substitute (             -- personal substitutes
  id TEXT PRIMARY KEY,
  seat_id TEXT NOT NULL REFERENCES seat (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  valid_from TEXT,
  valid_to TEXT,
  from_seen SMALLINT NOT NULL DEFAULT 0 CHECK (from_seen IN (0, 1)),  -- not appointed then: first seen at a meeting then
  to_seen SMALLINT NOT NULL DEFAULT 0 CHECK (to_seen IN (0, 1))       -- last seen
);
CREATE INDEX seat_substitute_by_seat ON seat_substitute (seat_id);
CREATE INDEX seat_substitute_by_person ON seat_substitute (person_id);
CREATE TABLE person_contact (              -- apart from the person: erased when the person asks
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  email TEXT,
  telephone TEXT
);

CREATE TABLE structure_answer (            -- what was answered to a proposal made from the minutes
  proposal TEXT PRIMARY KEY,               -- what was proposed, as text that is the same when it is proposed again
  answer TEXT NOT NULL CHECK (answer IN ('confirmed', 'declined')),
  answered_at BIGINT NOT NULL,
  answered_by TEXT NOT NULL
);

CREATE TABLE hand_over (
  id TEXT PRIMARY KEY,
  body_id TEXT NOT NULL REFERENCES body (id),
  ends_on TEXT NOT NULL,                   -- the first day on which the body is no more
  state TEXT NOT NULL CHECK (state IN ('draft', 'for_approval', 'approved', 'cancelled')),
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  document TEXT,                           -- JSON: all of it as it was sent for approval; not changed until it is withdrawn
  approved_at BIGINT
);
CREATE INDEX hand_over_by_body ON hand_over (body_id);
CREATE UNIQUE INDEX hand_over_at_work ON hand_over (body_id) WHERE state IN ('draft', 'for_approval');
CREATE TABLE hand_over_successor (
  hand_over_id TEXT NOT NULL REFERENCES hand_over (id),
  body_id TEXT NOT NULL REFERENCES body (id),
  PRIMARY KEY (hand_over_id, body_id)
);
CREATE INDEX hand_over_successor_by_body ON hand_over_successor (body_id);
CREATE TABLE hand_over_matter (
  hand_over_id TEXT NOT NULL REFERENCES hand_over (id),
  kind TEXT NOT NULL,                      -- named by the room that registered it: task, postponed_item …
  matter_id TEXT NOT NULL,
  title TEXT NOT NULL,
  path TEXT NOT NULL,
  day TEXT,                                -- since when it is open
  detail TEXT NOT NULL DEFAULT '',
  is_new SMALLINT NOT NULL DEFAULT 0 CHECK (is_new IN (0, 1)),   -- came when the list was last brought up to date
  successor_id TEXT REFERENCES body (id),  -- either it goes on there …
  closed_reason TEXT,                      -- … or it ends, with a reason; neither: not settled yet
  PRIMARY KEY (hand_over_id, kind, matter_id)
);
CREATE INDEX hand_over_matter_by_matter ON hand_over_matter (kind, matter_id);
CREATE INDEX hand_over_matter_by_successor ON hand_over_matter (successor_id);
CREATE TABLE hand_over_approval (
  hand_over_id TEXT NOT NULL REFERENCES hand_over (id),
  body_id TEXT NOT NULL REFERENCES body (id),  -- which side
  person_id TEXT REFERENCES person (id),
  name TEXT NOT NULL,                      -- who approved, as it was called then
  standing_in TEXT,                        -- why somebody else than the chair: the chair has left …
  entered_by TEXT,                         -- who entered it, where that is another than who is named
  approved_at BIGINT NOT NULL,
  PRIMARY KEY (hand_over_id, body_id)
);

-- Who reads what of a body by a seat or as a personal substitute: the one place in SQL where seats become
-- rights; platform/audit/standing.hpp says the same in memory.
CREATE VIEW body_standing AS
SELECT t.person_id, s.body_id, s.role, 0 AS substitute, t.valid_from, t.valid_to
FROM seat_term t JOIN seat s ON s.id = t.seat_id
UNION ALL
SELECT b.person_id, s.body_id, 'substitute' AS role, 1 AS substitute, b.valid_from, b.valid_to
FROM seat_substitute b JOIN seat s ON s.id = b.seat_id;
