-- A hedge word makes the hedge that the table of cues says.
-- Why: a hedge is decided by the table, not by taste.
SELECT 'data/coded/claims.csv' AS file, c.line, 'hedge_word' AS field, c.hedge_word AS found,
       'is no cue for ' || c.hedge || ' in hedge_cues' AS expected
FROM coded_claims c
WHERE c.hedge NOT IN ('plain', 'vague', 'range')
  AND NOT EXISTS (SELECT 1 FROM hedge_cues q WHERE q.language = 'en' AND q.hedge = c.hedge AND q.cue = lower(c.hedge_word))
ORDER BY c.line
