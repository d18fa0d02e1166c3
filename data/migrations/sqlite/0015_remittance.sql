-- What payers say they have paid: their files line by line, what each was matched with, and what
-- waits for a person.

-- file_hash: SHA-256 of the file; the same one does not come in twice.
CREATE TABLE remittance (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  rules_id INTEGER NOT NULL REFERENCES rule_document (id),
  payer TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash BLOB NOT NULL,
  reference TEXT,
  paid_on TEXT NOT NULL,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  UNIQUE (site_id, file_hash)
) STRICT;

-- outcome: what it was matched as; NULL: nobody matched it yet. booked_cents: what of it stands on
-- the claim; the rest waits, until it is booked by hand or dismissed with a reason.
CREATE TABLE remittance_line (
  id INTEGER PRIMARY KEY,
  remittance_id INTEGER NOT NULL REFERENCES remittance (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  claim TEXT,
  reference TEXT,
  order_code TEXT,
  serial TEXT,
  paid_for_on TEXT,
  amount_cents INTEGER NOT NULL,
  text TEXT,
  outcome TEXT,
  matched_by TEXT,
  claim_id INTEGER REFERENCES claim (id),
  booked_cents INTEGER NOT NULL,
  dismissed_reason TEXT,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  UNIQUE (remittance_id, position)
) STRICT;
CREATE INDEX remittance_line_open ON remittance_line (remittance_id, position) WHERE is_open = 1;

-- The line of a remittance that a payment came by.
ALTER TABLE claim_event ADD COLUMN remittance_line_id INTEGER REFERENCES remittance_line (id);
CREATE INDEX claim_event_remittance ON claim_event (remittance_line_id)
  WHERE remittance_line_id IS NOT NULL;
