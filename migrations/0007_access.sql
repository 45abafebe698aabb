-- Who may do what: accounts belong to persons, whose seats give them rights; a few roles are given by hand.

ALTER TABLE account ADD COLUMN person_id TEXT REFERENCES person (id);  -- whose seats count
ALTER TABLE account ADD COLUMN email TEXT;                 -- folded; where invitations and resets go; several accounts may share one
ALTER TABLE account ADD COLUMN totp TEXT;                  -- the secret, sealed with the installation's key; NULL: not in use
ALTER TABLE account ADD COLUMN totp_step BIGINT;           -- the last time step used: a code counts once
ALTER TABLE account ADD COLUMN erased_at BIGINT;
CREATE INDEX account_by_person ON account (person_id);
CREATE INDEX account_by_email ON account (email);

CREATE TABLE account_role (                -- given by hand; what a person may do in a body follows from seats
  account_id TEXT NOT NULL REFERENCES account (id),
  role TEXT NOT NULL CHECK (role IN ('secretary', 'reader', 'administrator', 'finance', 'support_nurse', 'support_leader', 'auditor', 'system')),
  PRIMARY KEY (account_id, role)
);
INSERT INTO account_role (account_id, role) SELECT id, role FROM account;
ALTER TABLE account DROP COLUMN role;

CREATE TABLE account_link (                -- what the link in a letter opens, once
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset', 'email')),
  email TEXT,                              -- for 'email': the new address, which the link proves
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX account_link_by_account ON account_link (account_id);

CREATE TABLE account_identity (            -- who an identity provider says it is
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id),
  linked_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX account_identity_by_account ON account_identity (account_id);
CREATE TABLE oidc_attempt (                -- a sign-in under way at the provider; used once
  state_hash TEXT PRIMARY KEY,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  return_to TEXT NOT NULL,
  started_at BIGINT NOT NULL
);

CREATE TABLE api_token (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,                      -- what it is for
  token_hash TEXT NOT NULL UNIQUE,         -- SHA-256; the token itself is shown once and kept nowhere
  scopes TEXT NOT NULL,                    -- words with spaces between
  created_by TEXT NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  last_used_at BIGINT,
  revoked_at BIGINT
);

CREATE TABLE item_guest (                  -- invited for some items
  item_id TEXT NOT NULL REFERENCES item (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  invited_at BIGINT NOT NULL,
  until TEXT,                              -- the last day on which the guest reads the item; NULL: no end
  PRIMARY KEY (item_id, person_id)
);
CREATE INDEX item_guest_by_person ON item_guest (person_id);

CREATE TABLE outgoing_mail (               -- written in the action's transaction, sent after it
  id TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  next_attempt_at BIGINT NOT NULL,
  sent_at BIGINT,
  failed TEXT                              -- the last failure, in English, without address or content
);
CREATE INDEX outgoing_mail_waiting ON outgoing_mail (sent_at, next_attempt_at);
