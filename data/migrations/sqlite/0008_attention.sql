-- What the board looks at on every open job beside its row: days promised again, and notices that it
-- is ready, without reading the events. A program that does not know the kind 'notice' must not read
-- it as another.
CREATE INDEX order_event_told ON order_event (order_id, id, kind, at, due_on)
  WHERE kind IN ('promise', 'notice');
