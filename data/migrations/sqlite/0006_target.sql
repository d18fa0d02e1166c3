-- How soon a job should be ready, in business time, from a date on: of the targets that fit a job
-- the one for its customer wins, then priority, then category, then cover. NULL: any; of
-- business_seconds: no such target from that date on.
CREATE TABLE service_target (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  effective_from TEXT NOT NULL,
  customer_id INTEGER REFERENCES customer (id),
  priority TEXT CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  category_id INTEGER REFERENCES category (id),
  cover TEXT CHECK (cover IN ('warranty', 'no_warranty')),
  business_seconds INTEGER CHECK (business_seconds BETWEEN 1 AND 36000000)
) STRICT;
CREATE UNIQUE INDEX service_target_key ON service_target
  (site_id, COALESCE(customer_id, 0), COALESCE(priority, ''), COALESCE(category_id, 0),
   COALESCE(cover, ''), effective_from);
