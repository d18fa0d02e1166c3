-- Of the claims that are closed what is due asks only the late ones, whose old parts may still be owed:
-- they are few, the others without number.
CREATE INDEX claim_closed ON claim (site_id, submitted_at) WHERE state = 'closed';

-- quantity_milli: of how much of what came out on the line it is; NULL: of all. Of each fate but 'held' the
-- last word since the last one on all counts; a word 'held' of so much, which the program says when
-- the job goes out, is on all the rest.
ALTER TABLE old_part ADD COLUMN quantity_milli INTEGER
  CHECK (quantity_milli BETWEEN 0 AND 1000000000000);
