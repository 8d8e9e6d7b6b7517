-- Dates of truces have a day and no value; occurrence, responsibility, condition and control have no value and no hedge.
-- Why: what has no number must not look as if it had one.
SELECT 'data/coded/claims.csv' AS file, c.line, 'measure' AS field, c.measure AS found,
       CASE WHEN c.unit = 'date' THEN 'wants no value, and unit date only with a measure of dates' ELSE 'wants unit none and neither value nor hedge' END AS expected
FROM coded_claims c JOIN measures m USING (measure)
WHERE (m.family = 'no number' AND (c.value IS NOT NULL OR c.hedge IS NOT NULL OR c.unit <> 'none'))
   OR (m.family = 'dates' AND (c.value IS NOT NULL OR c.unit <> 'date'))
   OR (m.family <> 'dates' AND c.unit = 'date')
ORDER BY c.line
