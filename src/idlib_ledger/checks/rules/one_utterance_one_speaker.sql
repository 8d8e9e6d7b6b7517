-- One utterance has one speaker.
-- Why: an utterance is one statement by one speaker on one occasion, in however many articles.
SELECT 'data/coded/claims.csv' AS file, min(k.line) AS line, 'utterance_id' AS field, c.utterance_id AS found,
       'has several sources: ' || string_agg(DISTINCT c.source_root_id, ', ' ORDER BY c.source_root_id) AS expected
FROM claims c JOIN coded_claims k USING (claim_id)
WHERE c.utterance_id IS NOT NULL GROUP BY c.utterance_id HAVING count(DISTINCT c.source_root_id) > 1 ORDER BY line
