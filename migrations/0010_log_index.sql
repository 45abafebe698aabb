-- The auditor asks for one person's entries, one action's, or one kind of thing's, the newest first.
CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, at);
CREATE INDEX audit_entry_by_action ON audit_entry (action, at);
CREATE INDEX audit_entry_by_kind ON audit_entry (object_kind, at);
