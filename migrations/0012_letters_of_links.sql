-- Which letter in the outbox holds a link, so that a link that opens nothing any more is not sent.

ALTER TABLE account_link ADD COLUMN letter_id TEXT;
