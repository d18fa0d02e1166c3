-- The questions to payers among the events: few jobs have one, and what is due asks every open job.
CREATE INDEX order_event_asked ON order_event (order_id, id) WHERE kind = 'ask_payer';
