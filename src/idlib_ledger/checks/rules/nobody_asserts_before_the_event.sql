-- Nobody asserts a thing before it happens.
-- Why: a late report is never mistaken for a late event; an event after its report is an error in one of the two dates.
SELECT 'data/coded/claims.csv' AS file, k.line, 'period_start' AS field, CAST(c.period_start AS VARCHAR) AS found,
       'is after the claim was made, ' || coalesce(c.said_on, a.published_on) AS expected
FROM claims c JOIN coded_claims k USING (claim_id) JOIN articles a ON a.article_id = c.article_id
WHERE c.stance = 'asserts' AND c.period_start > coalesce(c.said_on, a.published_on) + CASE WHEN a.published_prec = 1 THEN 0 ELSE 7 END
ORDER BY k.line
