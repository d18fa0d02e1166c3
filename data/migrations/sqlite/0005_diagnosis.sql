-- Diagnosis: the code tables of the centre, the coded lines of work orders, and why parts failed.

-- fault_group: which faults are the same kind of fault, of symptoms and sections. categories: names
-- of the kinds of devices it is for, a line each; NULL: all. is_no_fault: of a section, no technical
-- fault was found; of a repair, nothing was repaired. A code is never deleted, only retired.
CREATE TABLE fault_code (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  kind TEXT NOT NULL CHECK (kind IN ('condition', 'symptom', 'section', 'defect', 'repair')),
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  fault_group TEXT,
  categories TEXT,
  is_no_fault INTEGER NOT NULL CHECK (is_no_fault IN (0, 1)),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  UNIQUE (site_id, kind, code)
) STRICT;

CREATE TABLE diagnosis (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  condition_id INTEGER REFERENCES fault_code (id),
  symptom_id INTEGER REFERENCES fault_code (id),
  section_id INTEGER REFERENCES fault_code (id),
  defect_id INTEGER REFERENCES fault_code (id),
  repair_id INTEGER REFERENCES fault_code (id),
  part TEXT,
  part_key TEXT,
  text TEXT,
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  UNIQUE (order_id, position)
) STRICT;

CREATE TABLE part_failure (
  line_id INTEGER PRIMARY KEY REFERENCES order_line (id),
  reason TEXT NOT NULL CHECK (reason IN ('doa', 'faulty', 'damaged_by_us', 'wrong_part')),
  by_staff_id INTEGER REFERENCES staff (id),
  text TEXT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  noted_at INTEGER NOT NULL,
  CHECK ((reason = 'damaged_by_us') = (by_staff_id IS NOT NULL))
) STRICT;

-- What fixed it here looks up earlier jobs by what the device is.
CREATE INDEX device_model ON device (model_key, id) WHERE model_key IS NOT NULL;
CREATE INDEX device_brand ON device (brand_key, category_id, id) WHERE brand_key IS NOT NULL;

-- The visits of all devices in their order, for repeat rates, without reading the rows.
DROP INDEX work_order_device;
CREATE INDEX work_order_visit ON work_order (device_id, id, site_id, received_at, handed_over_at);
