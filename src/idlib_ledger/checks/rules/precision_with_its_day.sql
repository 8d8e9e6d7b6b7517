-- A day has its precision, a place its precision and role, and neither stands alone.
-- Why: a day or a place without precision looks more certain than it is.
SELECT 'data/coded/claims.csv' AS file, line, field, found, 'stands without ' || other AS expected FROM (
    SELECT line, CASE WHEN period_start IS NULL THEN 'start_prec' ELSE 'period_start' END AS field,
           coalesce(CAST(period_start AS VARCHAR), CAST(start_prec AS VARCHAR)) AS found,
           CASE WHEN period_start IS NULL THEN 'period_start' ELSE 'start_prec' END AS other
    FROM coded_claims WHERE (period_start IS NULL) <> (start_prec IS NULL)
    UNION ALL
    SELECT line, CASE WHEN period_end IS NULL THEN 'end_prec' ELSE 'period_end' END, coalesce(CAST(period_end AS VARCHAR), CAST(end_prec AS VARCHAR)),
           CASE WHEN period_end IS NULL THEN 'period_end' ELSE 'end_prec' END
    FROM coded_claims WHERE (period_end IS NULL) <> (end_prec IS NULL)
    UNION ALL
    SELECT line, 'place_id', coalesce(place_id, place_role), 'all of place_id, where_prec and place_role' FROM coded_claims
    WHERE (place_id IS NULL) <> (where_prec IS NULL) OR (place_id IS NULL) <> (place_role IS NULL)
) ORDER BY line, field
