-- Opening hours over midnight: a window may close on the day after it opens.
CREATE TABLE calendar_window_new (
  site_id INTEGER NOT NULL REFERENCES site (id),
  effective_from TEXT NOT NULL,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 7),
  opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 86399),
  closes INTEGER NOT NULL CHECK (closes BETWEEN 0 AND opens + 86400),
  PRIMARY KEY (site_id, effective_from, weekday, opens)
) STRICT, WITHOUT ROWID;
INSERT INTO calendar_window_new (site_id, effective_from, weekday, opens, closes)
  SELECT site_id, effective_from, weekday, opens, closes FROM calendar_window;
DROP TABLE calendar_window;
ALTER TABLE calendar_window_new RENAME TO calendar_window;

-- opens = closes = 0: closed all day.
CREATE TABLE calendar_day_new (
  site_id INTEGER NOT NULL REFERENCES site (id),
  day TEXT NOT NULL,
  opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 86399),
  closes INTEGER NOT NULL CHECK (closes BETWEEN 0 AND opens + 86400),
  name TEXT NOT NULL,
  PRIMARY KEY (site_id, day, opens)
) STRICT, WITHOUT ROWID;
INSERT INTO calendar_day_new (site_id, day, opens, closes, name)
  SELECT site_id, day, opens, closes, name FROM calendar_day;
DROP TABLE calendar_day;
ALTER TABLE calendar_day_new RENAME TO calendar_day;
