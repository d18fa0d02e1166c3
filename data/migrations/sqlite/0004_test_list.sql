-- Quality checks: what is tested by category, and what came of it for each work order.
--
-- A list is written once and never changed: a new one of its category has the next version, so that
-- an old job keeps the list it was tested with. is_own = 0: a list that came with the program, kept
-- here from its first use. No category: for every device that has no list of its own.
CREATE TABLE test_list (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  category_id INTEGER REFERENCES category (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  title TEXT NOT NULL,
  is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX test_list_version ON test_list (site_id, COALESCE(category_id, 0), version);

CREATE TABLE test_item (
  list_id INTEGER NOT NULL REFERENCES test_list (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  text TEXT NOT NULL,
  PRIMARY KEY (list_id, position)
) STRICT, WITHOUT ROWID;

-- Append-only: an item tested again has a row more, and the last one counts. ids rise together with
-- those of order_event: what lies after the last 'test' event belongs to the present check.
CREATE TABLE order_test (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  list_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('before', 'after')),
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'fail', 'na')),
  note TEXT,
  at INTEGER NOT NULL,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  FOREIGN KEY (list_id, position) REFERENCES test_item (list_id, position)
) STRICT;
CREATE INDEX order_test_order ON order_test (order_id, id);
