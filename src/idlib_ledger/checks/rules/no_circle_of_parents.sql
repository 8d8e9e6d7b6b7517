-- No place lies in itself, no body belongs to itself, and no event is part of itself, by way of others either.
-- Why: whoever climbs to the widest place or the root body would climb for ever.
WITH RECURSIVE up(what, first, last, line) AS (
    SELECT 'places', place_id, parent_id, line FROM places WHERE parent_id IS NOT NULL
    UNION ALL SELECT 'actors', actor_id, parent_id, line FROM actors WHERE parent_id IS NOT NULL
    UNION ALL SELECT 'events', event_id, parent_event_id, line FROM coded_events WHERE parent_event_id IS NOT NULL
), climb(what, first, last, line, steps) AS (
    SELECT what, first, last, line, 1 FROM up
    UNION ALL
    SELECT c.what, c.first, u.last, c.line, c.steps + 1 FROM climb c JOIN up u ON u.what = c.what AND u.first = c.last
    WHERE c.first <> c.last AND c.steps < 30
)
SELECT CASE what WHEN 'events' THEN 'data/coded/events.csv' ELSE 'data/reference/' || what || '.csv' END AS file, min(line) AS line,
       CASE what WHEN 'events' THEN 'parent_event_id' ELSE 'parent_id' END AS field, first AS found, 'is its own parent, by way of others' AS expected
FROM climb WHERE first = last GROUP BY what, first ORDER BY file, line
