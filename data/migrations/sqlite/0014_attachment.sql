-- Files that belong to a work order: photos, receipts, reports.

-- What is known of each; the bytes are in a table of their own, so that no list reads them. position:
-- its number on the job, never given again. name: as the file was called. sha256: of the bytes as
-- they are kept, lower-case hex. is_readable: it is whole as far as its format tells. line_position:
-- the line of the bill it belongs to. One that was taken off keeps its row.
CREATE TABLE order_attachment (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  kind TEXT NOT NULL
    CHECK (kind IN ('receipt', 'photo', 'report', 'invoice', 'signature', 'other')),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  is_readable INTEGER NOT NULL CHECK (is_readable IN (0, 1)),
  line_position INTEGER,
  text TEXT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  removed_at INTEGER,
  removed_reason TEXT,
  CHECK ((removed_at IS NULL) = (removed_reason IS NULL)),
  UNIQUE (order_id, position)
) STRICT;
CREATE UNIQUE INDEX order_attachment_once ON order_attachment (order_id, sha256)
  WHERE removed_at IS NULL;

CREATE TABLE order_attachment_content (
  attachment_id INTEGER PRIMARY KEY REFERENCES order_attachment (id),
  content BLOB NOT NULL
) STRICT;
