/** Bytes go after what names them, in small transactions: overwriting takes long. And mailboxes that are to end. */
export const clearingMigration = `
DROP TRIGGER envelopes_take_bodies;
DROP TRIGGER uploads_take_bodies;

-- 1: nothing names it any more, and its rows are being deleted
ALTER TABLE bodies ADD COLUMN is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1));

CREATE INDEX bodies_deleted ON bodies (id) WHERE is_deleted = 1;

CREATE TRIGGER envelopes_leave_bodies AFTER DELETE ON envelopes
BEGIN UPDATE bodies SET is_deleted = 1 WHERE id = OLD.body_id; END;
CREATE TRIGGER uploads_leave_bodies AFTER DELETE ON uploads WHEN OLD.body_id IS NOT NULL
BEGIN UPDATE bodies SET is_deleted = 1 WHERE id = OLD.body_id; END;
-- One without rows has nothing to wait for.
CREATE TRIGGER bodies_leave_empty AFTER UPDATE OF is_deleted ON bodies
WHEN NEW.is_deleted = 1 AND NOT EXISTS (SELECT 1 FROM body_rows WHERE body_id = NEW.id)
BEGIN DELETE FROM bodies WHERE id = NEW.id; END;

-- Mailboxes whose erasure the team has signed for while an envelope in them waits: they take nothing new. Gone with them.
CREATE TABLE ending_mailboxes (
  mailbox_id TEXT PRIMARY KEY CHECK (length(mailbox_id) = 64 AND mailbox_id NOT GLOB '*[^0-9a-f]*') -- hex
) STRICT, WITHOUT ROWID;
`;
