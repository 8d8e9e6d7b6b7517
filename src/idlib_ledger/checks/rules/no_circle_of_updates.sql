-- No circle of updates: nothing updates what updates it.
-- Why: updates run from later to earlier; a circle would make a figure older than itself.
WITH RECURSIVE chain(first, last, line) AS (
    SELECT claim_id, other_claim_id, line FROM relations WHERE relation = 'updates'
    UNION
    SELECT c.first, r.other_claim_id, c.line FROM chain c JOIN relations r ON r.claim_id = c.last AND r.relation = 'updates'
)
SELECT 'data/coded/relations.csv' AS file, line, 'claim_id' AS field, first AS found, 'updates itself by way of others' AS expected
FROM chain WHERE first = last ORDER BY line
