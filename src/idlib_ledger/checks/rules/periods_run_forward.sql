-- A period does not end before it begins.
-- Why: two dates of one claim typed the wrong way round would turn every duration negative.
SELECT 'data/coded/claims.csv' AS file, line, 'period_end' AS field, CAST(period_end AS VARCHAR) AS found, 'is before period_start, ' || period_start AS expected
FROM coded_claims WHERE period_end < period_start ORDER BY line
