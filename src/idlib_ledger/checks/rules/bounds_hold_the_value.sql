-- The bounds of a claim run from low to high and hold its value; a plain or exact number has both on it.
-- Why: estimates and disagreements are reckoned from the bounds alone.
SELECT 'data/coded/claims.csv' AS file, k.line, 'value' AS field, coalesce(CAST(c.value AS VARCHAR), 'low ' || c.low) AS found,
       'does not lie within its bounds, ' || coalesce(CAST(c.low AS VARCHAR), '-') || ' to ' || coalesce(CAST(c.high AS VARCHAR), '-') AS expected
FROM claims c JOIN coded_claims k USING (claim_id)
WHERE c.low > c.high OR c.value < c.low OR c.value > c.high
   OR (c.hedge IN ('plain', 'exact') AND c.value IS NOT NULL AND (c.low IS DISTINCT FROM c.value OR c.high IS DISTINCT FROM c.value)) ORDER BY k.line
