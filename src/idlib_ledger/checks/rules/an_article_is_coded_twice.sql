-- Every article has claims by both coders.
-- Why: an article with one coding has no second entry to balance.
SELECT 'data/coded/' || coder || '_coder.csv' AS file, NULL AS line, 'article_id' AS field, article_id AS found, 'has no row by this coder' AS expected
FROM (SELECT a.article_id, unnest(['first', 'second']) AS coder FROM articles a) x
WHERE (coder = 'first' AND article_id NOT IN (SELECT article_id FROM first_coder)) OR (coder = 'second' AND article_id NOT IN (SELECT article_id FROM second_coder))
ORDER BY file, article_id
