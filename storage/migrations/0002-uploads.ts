/** Envelopes that arrive in pieces, over more than one connection. Nothing says who sends them or when to the hour. */
export const uploadsMigration = `
CREATE TABLE uploads (
  id TEXT PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'), -- 128 random bits, hex; its address
  mailbox_id TEXT CHECK (length(mailbox_id) = 64 AND mailbox_id NOT GLOB '*[^0-9a-f]*'), -- hex; NULL if carried
  thread TEXT NOT NULL CHECK (thread IN ('first', 'update', 'carried')), -- makes its mailbox, adds to it, names none
  size INTEGER NOT NULL CHECK (size > 0), -- declared length, bytes
  received INTEGER NOT NULL CHECK (received BETWEEN 0 AND size), -- how many of them are on disk
  begun_day TEXT NOT NULL CHECK (begun_day IS date(begun_day)), -- UTC day, YYYY-MM-DD
  body_id INTEGER UNIQUE REFERENCES bodies (id), -- its bytes; NULL once they are an envelope's
  CHECK ((mailbox_id IS NULL) = (thread = 'carried'))
) STRICT, WITHOUT ROWID;

CREATE INDEX uploads_begun ON uploads (begun_day);

CREATE TRIGGER uploads_take_bodies AFTER DELETE ON uploads WHEN OLD.body_id IS NOT NULL
BEGIN DELETE FROM bodies WHERE id = OLD.body_id; END;
`;
