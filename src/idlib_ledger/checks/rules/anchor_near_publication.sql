-- The day that an account counts weekdays from lies within two days before its publication, or on it.
-- Why: "on Thursday" is resolved by it; an anchor of another week would move every event of the account.
SELECT 'data/articles/' || article_id || '.md' AS file, NULL AS line, 'anchor_date' AS field, CAST(anchor_date AS VARCHAR) AS found,
       'is not within two days of ' || published_on AS expected
FROM articles WHERE anchor_date IS NOT NULL AND (anchor_date > published_on OR anchor_date < published_on - 2) ORDER BY article_id
