-- An event lies within the days of its parent.
-- Why: totals over a campaign would otherwise leave out what they are totals of.
SELECT 'data/coded/events.csv' AS file, e.line, 'parent_event_id' AS field, e.parent_event_id AS found, 'runs from ' || p.date_start || ' to ' || p.date_end AS expected
FROM coded_events e JOIN coded_events p ON p.event_id = e.parent_event_id
WHERE e.date_start < p.date_start OR e.date_end > p.date_end ORDER BY e.line
