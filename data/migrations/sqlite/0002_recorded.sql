-- An event that was typed later than it happened: when it was typed. NULL: at once.
ALTER TABLE order_event ADD COLUMN recorded_at INTEGER CHECK (recorded_at > at);
-- How many dots wide the head of a printer is. NULL: not known.
ALTER TABLE printer ADD COLUMN width_dots INTEGER CHECK (width_dots BETWEEN 1 AND 5000);
