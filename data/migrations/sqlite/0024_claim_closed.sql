-- Of the claims that are closed what is due asks only the late ones, whose old parts may still be owed:
-- they are few, the others without number.
CREATE INDEX claim_closed ON claim (site_id, submitted_at) WHERE state = 'closed';
