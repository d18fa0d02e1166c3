-- Whom the question to a payer went to: a job may have lines of several. Older questions do not say.
ALTER TABLE order_event ADD COLUMN payer TEXT;
