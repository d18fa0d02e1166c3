-- Labour: minutes of work that were typed, below zero when they were taken back.
ALTER TABLE order_event ADD COLUMN minutes INTEGER
  CHECK (minutes BETWEEN -1440 AND 1440 AND minutes <> 0)
  CHECK ((kind = 'labour') = (minutes IS NOT NULL));

-- Who is at work on which job, and since when: repeats what the events say, so that it is found at
-- once. A person works on one job at a time.
CREATE TABLE timer (
  site_id INTEGER NOT NULL REFERENCES site (id),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  since INTEGER NOT NULL,
  PRIMARY KEY (site_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_order ON timer (order_id, staff_id, since);
