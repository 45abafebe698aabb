-- Organisations, bodies and persons as they are known by name.
CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'other',      -- a word of OrganisationKind in bodies/organisation_match.hpp
  sort_key TEXT NOT NULL,
  merged_into TEXT REFERENCES organisation (id)
);
CREATE TABLE organisation_alias (
  folded TEXT NOT NULL,                    -- match key of the name, see bodies/name_match.hpp
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  name TEXT NOT NULL,
  PRIMARY KEY (folded, organisation_id)
);

CREATE TABLE body (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  level TEXT NOT NULL DEFAULT 'unknown',   -- political, professional-strategic, operations, advisory, unknown
  sort_key TEXT NOT NULL,
  merged_into TEXT REFERENCES body (id)
);
CREATE TABLE body_alias (
  folded TEXT NOT NULL,
  body_id TEXT NOT NULL REFERENCES body (id),
  name TEXT NOT NULL,
  PRIMARY KEY (folded, body_id)
);

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,                      -- the fullest form seen
  sort_key TEXT NOT NULL,
  merged_into TEXT REFERENCES person (id)
);
CREATE TABLE person_alias (
  folded TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  PRIMARY KEY (folded, person_id)
);
CREATE TABLE person_organisation (         -- where a person has been seen to belong
  person_id TEXT NOT NULL REFERENCES person (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  PRIMARY KEY (person_id, organisation_id)
);
CREATE INDEX person_organisation_by_organisation ON person_organisation (organisation_id);

CREATE TABLE person_body (                 -- in which bodies a person has been seen
  body_id TEXT NOT NULL REFERENCES body (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (body_id, person_id)
);
CREATE INDEX person_body_by_person ON person_body (person_id);
CREATE INDEX person_alias_by_person ON person_alias (person_id);
CREATE INDEX person_by_sort_key ON person (sort_key);
CREATE INDEX organisation_alias_by_organisation ON organisation_alias (organisation_id);
CREATE INDEX body_alias_by_body ON body_alias (body_id);

-- What a name key starts with, so that likely candidates are found without reading everybody.
CREATE TABLE person_key (
  match_key TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (match_key, person_id)
);
CREATE INDEX person_key_by_person ON person_key (person_id);

-- A name that could be one of several, or perhaps of one: asked, never guessed.
CREATE TABLE match_doubt (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'body')),
  printed TEXT NOT NULL,
  chosen_id TEXT NOT NULL,                 -- what stands in the register meanwhile
  candidate_id TEXT NOT NULL,              -- whom it may also be
  meeting_id TEXT,
  reason TEXT NOT NULL,                    -- a Danish sentence
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'merged', 'different')),
  created_at BIGINT NOT NULL,
  settled_at BIGINT
);
CREATE INDEX match_doubt_open ON match_doubt (state, kind);
CREATE INDEX match_doubt_by_candidate ON match_doubt (candidate_id);
CREATE INDEX match_doubt_by_chosen ON match_doubt (chosen_id);

-- A merge done by hand, with what it moved, so that it can be taken back.
CREATE TABLE identity_merge (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'body')),
  kept_id TEXT NOT NULL,
  gone_id TEXT NOT NULL,
  moved TEXT NOT NULL,                     -- JSON: which rows pointed at gone_id
  merged_at BIGINT NOT NULL,
  undone_at BIGINT
);
