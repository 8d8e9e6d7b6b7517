-- A share of people or things is from 0 to 100 per cent.
-- Why: only growth goes beyond, and growth has the measure other.
SELECT 'data/coded/claims.csv' AS file, line, 'value' AS field, CAST(value AS VARCHAR) AS found, 'is no share from 0 to 100' AS expected
FROM coded_claims WHERE unit = 'percent' AND measure <> 'other' AND (value < 0 OR value > 100 OR low < 0 OR high > 100) ORDER BY line
