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
