-- Persons, organisations and bodies that nothing in the register names any more: the only document that named them was
-- taken back, or read or corrected anew. They stay, for the same document may come again and must then join them, but
-- no list, choice or search shows them.

CREATE INDEX attendance_by_organisation ON attendance (organisation_id);
CREATE INDEX task_responsible_by_body ON task_responsible (body_id);

-- Whoever has once lost a last mention. What names them since is looked up below, so nothing need be removed here.
CREATE TABLE unnamed_identity (
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'body')),
  id TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);
INSERT INTO unnamed_identity (kind, id)
SELECT 'person', a.person_id FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE m.taken_back = 1 AND a.person_id IS NOT NULL
UNION
SELECT 'person', p.person_id FROM presenter p JOIN meeting m ON m.id = p.meeting_id WHERE m.taken_back = 1 AND p.person_id IS NOT NULL
UNION
SELECT 'person', r.person_id FROM task_responsible r JOIN meeting m ON m.id = r.meeting_id WHERE m.taken_back = 1 AND r.person_id IS NOT NULL
UNION
SELECT 'organisation', a.organisation_id FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE m.taken_back = 1 AND a.organisation_id IS NOT NULL
UNION
SELECT 'organisation', r.organisation_id FROM task_responsible r JOIN meeting m ON m.id = r.meeting_id WHERE m.taken_back = 1 AND r.organisation_id IS NOT NULL
UNION
SELECT 'body', m.body_id FROM meeting m WHERE m.taken_back = 1 AND m.body_id IS NOT NULL
UNION
SELECT 'body', r.body_id FROM task_responsible r JOIN meeting m ON m.id = r.meeting_id WHERE m.taken_back = 1 AND r.body_id IS NOT NULL;

CREATE VIEW unnamed_person AS
SELECT u.id FROM unnamed_identity u WHERE u.kind = 'person'
AND NOT EXISTS (SELECT 1 FROM attendance x JOIN meeting m ON m.id = x.meeting_id WHERE x.person_id = u.id AND m.taken_back = 0)
AND NOT EXISTS (SELECT 1 FROM presenter x JOIN meeting m ON m.id = x.meeting_id WHERE x.person_id = u.id AND m.taken_back = 0)
AND NOT EXISTS (SELECT 1 FROM task_responsible x JOIN meeting m ON m.id = x.meeting_id WHERE x.person_id = u.id AND m.taken_back = 0)
AND NOT EXISTS (SELECT 1 FROM item_guest x WHERE x.person_id = u.id)
AND NOT EXISTS (SELECT 1 FROM seat_term x WHERE x.person_id = u.id)
AND NOT EXISTS (SELECT 1 FROM seat_substitute x WHERE x.person_id = u.id)
AND NOT EXISTS (SELECT 1 FROM person_contact x WHERE x.person_id = u.id)
AND NOT EXISTS (SELECT 1 FROM account x WHERE x.person_id = u.id)
AND NOT EXISTS (SELECT 1 FROM hand_over_approval x WHERE x.person_id = u.id);

CREATE VIEW unnamed_organisation AS
SELECT u.id FROM unnamed_identity u JOIN organisation o ON o.id = u.id WHERE u.kind = 'organisation'
AND o.code IS NULL AND o.parent_id IS NULL AND o.contact IS NULL AND o.valid_from IS NULL AND o.valid_to IS NULL
AND NOT EXISTS (SELECT 1 FROM attendance x JOIN meeting m ON m.id = x.meeting_id WHERE x.organisation_id = u.id AND m.taken_back = 0)
AND NOT EXISTS (SELECT 1 FROM task_responsible x JOIN meeting m ON m.id = x.meeting_id WHERE x.organisation_id = u.id AND m.taken_back = 0)
AND NOT EXISTS (SELECT 1 FROM seat x WHERE x.organisation_id = u.id OR x.appointed_by = u.id)
AND NOT EXISTS (SELECT 1 FROM cluster x WHERE x.region_id = u.id)
AND NOT EXISTS (SELECT 1 FROM cluster_organisation x WHERE x.organisation_id = u.id)
AND NOT EXISTS (SELECT 1 FROM body_profile x WHERE x.region_id = u.id)
AND NOT EXISTS (SELECT 1 FROM organisation_region x WHERE x.organisation_id = u.id OR x.region_id = u.id)
AND NOT EXISTS (SELECT 1 FROM organisation x WHERE x.parent_id = u.id);

CREATE VIEW unnamed_body AS
SELECT u.id FROM unnamed_identity u WHERE u.kind = 'body'
AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.body_id = u.id AND m.taken_back = 0)
AND NOT EXISTS (SELECT 1 FROM task_responsible x JOIN meeting m ON m.id = x.meeting_id WHERE x.body_id = u.id AND m.taken_back = 0)
AND NOT EXISTS (SELECT 1 FROM body_profile x WHERE x.body_id = u.id)
AND NOT EXISTS (SELECT 1 FROM body_duty x WHERE x.body_id = u.id)
AND NOT EXISTS (SELECT 1 FROM body_document x WHERE x.body_id = u.id)
AND NOT EXISTS (SELECT 1 FROM body_relation x WHERE x.from_body_id = u.id OR x.to_body_id = u.id)
AND NOT EXISTS (SELECT 1 FROM body_succession x WHERE x.predecessor_id = u.id OR x.successor_id = u.id)
AND NOT EXISTS (SELECT 1 FROM composition_rule x WHERE x.body_id = u.id)
AND NOT EXISTS (SELECT 1 FROM seat x WHERE x.body_id = u.id)
AND NOT EXISTS (SELECT 1 FROM hand_over x WHERE x.body_id = u.id)
AND NOT EXISTS (SELECT 1 FROM hand_over_successor x WHERE x.body_id = u.id)
AND NOT EXISTS (SELECT 1 FROM hand_over_matter x WHERE x.successor_id = u.id);
