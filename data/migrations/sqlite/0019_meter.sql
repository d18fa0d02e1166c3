-- What the counter of a device showed on a day: pages, hours, kilometres. Append-only; the later of
-- one day counts. reason: why it is less than before, such as another counter.
CREATE TABLE device_meter (
  id INTEGER PRIMARY KEY,
  device_id INTEGER NOT NULL REFERENCES device (id),
  read_on TEXT NOT NULL,
  reading INTEGER NOT NULL CHECK (reading BETWEEN 0 AND 1000000000000),
  unit TEXT,
  reason TEXT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX device_meter_device ON device_meter (device_id, read_on, id);

-- What of a line that another payer has the customer bears, tax included; NULL: nothing. It follows
-- from the verdict that the job goes by, and stays as it is once the line is claimed.
ALTER TABLE order_line ADD COLUMN shared_cents INTEGER
  CHECK (shared_cents BETWEEN 1 AND 1000000000000000);
ALTER TABLE estimate_line ADD COLUMN shared_cents INTEGER
  CHECK (shared_cents BETWEEN 1 AND 1000000000000000);

-- Of the cover that decided: its excess, tax included (NULL: the verdict was given before that was
-- kept, and its percent divides no line), and what was left of its limit (NULL: there is none).
ALTER TABLE order_cover ADD COLUMN excess_cents INTEGER
  CHECK (excess_cents BETWEEN 0 AND 1000000000000000);
ALTER TABLE order_cover ADD COLUMN left_cents INTEGER
  CHECK (left_cents BETWEEN 0 AND 1000000000000000);
