-- Two articles of one wire that have three statements in common are copies, and stand in one split.
-- Why: a text seen while the reader was made must not be met again where the reader is judged.
WITH told AS (
    SELECT DISTINCT article_id, utterance_id, wire_id, a.split, a.line
    FROM claims c JOIN articles USING (article_id) JOIN split a USING (article_id)
    WHERE utterance_id IS NOT NULL AND wire_id IS NOT NULL
)
SELECT 'data/reference/split.csv' AS file, y.line, 'split' AS field, y.split AS found,
       'is a copy of ' || x.article_id || ', which is in ' || x.split AS expected
FROM told x JOIN told y ON x.utterance_id = y.utterance_id AND x.wire_id = y.wire_id AND x.article_id < y.article_id AND x.split <> y.split
GROUP BY x.article_id, x.split, y.article_id, y.line, y.split HAVING count(*) >= 3
ORDER BY y.line
