-- Ids of claims, delivered rows and events count up from one in the order of the file, without a gap but for claims that a settlement dropped.
-- Why: an id that was mistyped, moved, doubled or dropped shows; what was given out once is never given again.
WITH given AS (
    SELECT 'data/coded/claims.csv' AS file, line, 'claim_id' AS field, claim_id AS found FROM coded_claims
    UNION ALL SELECT 'data/coded/first_coder.csv', line, 'claim_id', claim_id FROM first_coder
    UNION ALL SELECT 'data/coded/second_coder.csv', line, 'claim_id', claim_id FROM second_coder
    UNION ALL SELECT 'data/coded/page_coder.csv', line, 'claim_id', claim_id FROM page_coder
    UNION ALL SELECT 'data/coded/events.csv', line, 'event_id', event_id FROM coded_events
), dropped AS (
    SELECT DISTINCT claim_id AS id FROM settlements WHERE field = 'entry' AND settled = 'dropped' AND claim_id LIKE 'C%'
)
SELECT file, line, field, found, 'is not the next id' AS expected FROM given
WHERE CAST(substr(found, 2) AS INTEGER) <> line - 1 + (SELECT count(*) FROM dropped WHERE found LIKE 'C%' AND id < found)
ORDER BY file, line
