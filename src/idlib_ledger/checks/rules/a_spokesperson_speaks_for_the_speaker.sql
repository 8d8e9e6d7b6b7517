-- A spokesperson belongs to the speaker, at however many removes.
-- Why: the speaker is the body; a spokesperson of another body is a slip in one of the two.
WITH RECURSIVE above(actor_id, parent_id) AS (
    SELECT actor_id, parent_id FROM actors WHERE parent_id IS NOT NULL
    UNION
    SELECT a.actor_id, p.parent_id FROM above a JOIN actors p ON p.actor_id = a.parent_id WHERE p.parent_id IS NOT NULL
)
SELECT 'data/coded/claims.csv' AS file, c.line, 'spokesperson_id' AS field, c.spokesperson_id AS found, 'does not belong to ' || c.speaker_id AS expected
FROM coded_claims c
WHERE c.spokesperson_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM above a WHERE a.actor_id = c.spokesperson_id AND a.parent_id = c.speaker_id) ORDER BY c.line
