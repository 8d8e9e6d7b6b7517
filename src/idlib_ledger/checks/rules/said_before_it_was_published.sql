-- What is told was said by the day of its publication.
-- Why: an article cannot report what nobody has said yet; one of the two days is wrong.
SELECT 'data/coded/claims.csv' AS file, c.line, 'said_on' AS field, CAST(c.said_on AS VARCHAR) AS found, 'is after the day of publication, ' || a.published_on AS expected
FROM coded_claims c JOIN articles a USING (article_id)
WHERE c.said_on > a.published_on + CASE WHEN a.published_prec = 1 THEN 1 ELSE 7 END ORDER BY c.line
