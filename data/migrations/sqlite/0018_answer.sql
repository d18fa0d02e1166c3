-- Files in which payers said what they decided on claims; the decisions are events of the claims.

-- file_hash: SHA-256 of the file; the same one does not come in twice.
CREATE TABLE claim_answer_file (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  rules_id INTEGER NOT NULL REFERENCES rule_document (id),
  file_name TEXT NOT NULL,
  file_hash BLOB NOT NULL,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  UNIQUE (site_id, file_hash)
) STRICT;
