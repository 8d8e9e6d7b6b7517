-- People, households, facilities, settlements, vehicles and shells are counted in whole numbers.
-- Why: half a person is a slip of the keyboard or a share, which has the unit percent.
SELECT 'data/coded/claims.csv' AS file, line, 'value' AS field, CAST(coalesce(value, low, high) AS VARCHAR) AS found, 'is no whole number of unit ' || unit AS expected
FROM coded_claims WHERE unit NOT IN ('percent', 'usd', 'none', 'date', 'other') AND measure <> 'other'
  AND (value <> floor(value) OR low <> floor(low) OR high <> floor(high)) ORDER BY line
