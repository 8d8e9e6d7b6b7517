-- A day in the address of a page is within a week of its publication.
-- Why: newspapers date their addresses; a day far from it is a slip of the account or another page.
SELECT 'data/articles/' || article_id || '.md' AS file, NULL AS line, 'published_on' AS field, CAST(published_on AS VARCHAR) AS found,
       'is not near the day in the address, ' || day AS expected
FROM (SELECT article_id, published_on, try_cast(replace(regexp_extract(source_url, '/(20\d\d/[01]?\d/[0-3]?\d)(/|$|-)', 1), '/', '-') AS DATE) AS day FROM articles)
WHERE abs(published_on - day) > 7 ORDER BY article_id
