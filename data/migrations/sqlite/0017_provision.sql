-- What is set aside for the guarantee on our own repairs, from a date on: a share of what a repair
-- was billed. NULL: nothing from that date on.
CREATE TABLE provision_rate (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  effective_from TEXT NOT NULL,
  basis_points INTEGER CHECK (basis_points BETWEEN 1 AND 10000)
) STRICT;
CREATE UNIQUE INDEX provision_rate_key ON provision_rate (site_id, effective_from);
