-- Accounts, sessions and the audit log.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,              -- folded; what is typed at sign-in
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('secretary', 'reader', 'administrator', 'auditor')),
  password_hash TEXT NOT NULL,
  disabled SMALLINT NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created_at BIGINT NOT NULL
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,             -- SHA-256 of the cookie; the cookie itself is nowhere kept
  account_id TEXT NOT NULL REFERENCES account (id),
  csrf_token TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE audit_entry (
  node TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  commitment TEXT NOT NULL,                -- SHA-256 of salt and payload
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (node, sequence)
);
CREATE INDEX audit_entry_by_object ON audit_entry (object_kind, object_id);
CREATE INDEX audit_entry_by_time ON audit_entry (at);

CREATE TABLE audit_payload (
  node TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  salt TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (node, sequence)
);

CREATE TABLE audit_head (
  node TEXT PRIMARY KEY,
  sequence BIGINT NOT NULL,
  hash TEXT NOT NULL
);
