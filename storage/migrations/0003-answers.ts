/** Sealed answers, one a mailbox. What they say and whether anybody has read them is nowhere here. */
export const answersMigration = `
CREATE TABLE answers (
  mailbox_id TEXT PRIMARY KEY CHECK (length(mailbox_id) = 64 AND mailbox_id NOT GLOB '*[^0-9a-f]*'), -- hex
  number INTEGER NOT NULL CHECK (number > 0), -- of the answer in its thread; never goes back
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'), -- of its bytes, hex
  bytes BLOB NOT NULL CHECK (length(bytes) = 34427), -- the sealed answer; all have one size
  published_day TEXT NOT NULL CHECK (published_day IS date(published_day)) -- UTC day of its arrival here, YYYY-MM-DD
) STRICT;

CREATE INDEX answers_published ON answers (published_day);
`;
