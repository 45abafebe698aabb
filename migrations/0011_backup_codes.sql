-- Codes on paper, for who has lost the telephone: each counts once, and only its hash is kept.

CREATE TABLE account_backup_code (
  account_id TEXT NOT NULL REFERENCES account (id),
  code_hash TEXT NOT NULL,                 -- SHA-256 of the account's id and the code
  made_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, code_hash)
);
