-- An exception is given once: one row an entry and field.
-- Why: two reasons for one difference would leave a reader to guess which holds.
SELECT 'data/coded/exceptions.csv' AS file, max(e.line) AS line, 'field' AS field, e.field AS found, 'stands twice for the same entry' AS expected
FROM exceptions e GROUP BY e.article_id, e.claim_id, e.quote, e.quote_nth, e.field HAVING count(*) > 1 ORDER BY line
