/** The first tables. Privacy by absence: no column can hold an address, a name, or a time finer than a day. */
export const envelopesMigration = `
-- Hash chain over every envelope ever accepted; it outlives the envelopes, so that a silent deletion shows.
CREATE TABLE chain (
  position INTEGER PRIMARY KEY CHECK (position > 0), -- place in the chain, from 1, without gaps
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'), -- of the envelope, hex
  day TEXT NOT NULL CHECK (day IS date(day)), -- UTC day of acceptance, YYYY-MM-DD
  head TEXT NOT NULL CHECK (length(head) = 64 AND head NOT GLOB '*[^0-9a-f]*') -- of the chain with this entry, hex
) STRICT;

CREATE TRIGGER chain_keeps_entries BEFORE DELETE ON chain
BEGIN SELECT RAISE(ABORT, 'a chain entry is never deleted'); END;
CREATE TRIGGER chain_keeps_words BEFORE UPDATE ON chain
BEGIN SELECT RAISE(ABORT, 'a chain entry is never changed'); END;

-- Sealed bytes, whoever they belong to: an upload hands them to its envelope without moving them.
CREATE TABLE bodies (
  id INTEGER PRIMARY KEY -- names its rows; means nothing outside this file
) STRICT;

CREATE TABLE body_rows (
  body_id INTEGER NOT NULL REFERENCES bodies (id) ON DELETE CASCADE, -- whose bytes
  position INTEGER NOT NULL CHECK (position >= 0), -- order within the body, from 0, without gaps
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576), -- 1 MiB, less in the last row
  PRIMARY KEY (body_id, position)
) STRICT;

CREATE TABLE envelopes (
  position INTEGER PRIMARY KEY REFERENCES chain (position), -- place in the chain, from 1
  body_id INTEGER NOT NULL UNIQUE REFERENCES bodies (id), -- its bytes
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'), -- of its bytes, hex
  mailbox_id TEXT CHECK (length(mailbox_id) = 64 AND mailbox_id NOT GLOB '*[^0-9a-f]*'), -- hex; NULL if carried
  received_day TEXT NOT NULL CHECK (received_day IS date(received_day)), -- UTC day, YYYY-MM-DD
  size INTEGER NOT NULL CHECK (size > 0), -- of the sealed file, bytes
  sealed_by TEXT NOT NULL CHECK (sealed_by IN ('browser', 'server')), -- whose code sealed it; a carried one, never this server's
  thread TEXT NOT NULL CHECK (thread IN ('first', 'update', 'carried')), -- makes its mailbox, adds to it, names none
  state TEXT NOT NULL CHECK (state IN ('received', 'collected')), -- collected: the team has it in a bundle
  CHECK ((mailbox_id IS NULL) = (thread = 'carried')),
  -- Once a mailbox, not once in all: whoever sends a copy under another mailbox first must not keep the owner's out.
  UNIQUE (sha256, mailbox_id)
) STRICT;

CREATE UNIQUE INDEX envelopes_first ON envelopes (mailbox_id) WHERE thread = 'first';
-- A NULL equals no other: carried ones need an index of their own to be there once.
CREATE UNIQUE INDEX envelopes_carried ON envelopes (sha256) WHERE thread = 'carried';
-- Answers for a mailbox without touching the table.
CREATE INDEX envelopes_mailbox ON envelopes (mailbox_id, state);
CREATE INDEX envelopes_waiting ON envelopes (position) WHERE state = 'received';

CREATE TRIGGER envelopes_take_bodies AFTER DELETE ON envelopes
BEGIN DELETE FROM bodies WHERE id = OLD.body_id; END;

-- The notice to the team that is on its way; at most one.
CREATE TABLE mail_batches (
  id TEXT PRIMARY KEY CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'), -- random, hex; makes the Message-ID
  threads INTEGER NOT NULL CHECK (threads >= 0), -- first reports it tells of
  updates INTEGER NOT NULL CHECK (updates >= 0), -- updates it tells of
  carried INTEGER NOT NULL CHECK (carried >= 0), -- carried envelopes it tells of
  waiting INTEGER NOT NULL CHECK (waiting >= 0) -- uncollected envelopes when it was made
) STRICT, WITHOUT ROWID;

-- What the team has not been told yet: no envelope, no mailbox and no time, since a count needs none.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY, -- means nothing
  thread TEXT NOT NULL CHECK (thread IN ('first', 'update', 'carried')), -- what arrived
  batch_id TEXT REFERENCES mail_batches (id) ON DELETE CASCADE -- the notice that tells of it; NULL before
) STRICT;

CREATE INDEX outbox_batch ON outbox (batch_id);
`;
