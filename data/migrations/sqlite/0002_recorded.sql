-- An event that was typed later than it happened: when it was typed. NULL: at once.
ALTER TABLE order_event ADD COLUMN recorded_at INTEGER CHECK (recorded_at > at);
