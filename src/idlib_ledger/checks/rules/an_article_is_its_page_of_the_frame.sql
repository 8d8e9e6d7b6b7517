-- An article has the address of its page in the frame; one without a page there was found by itself.
-- Why: what was drawn is what must be in the record.
SELECT 'data/reference/split.csv' AS file, s.line, 'frame_id' AS field, s.frame_id AS found, 'is the page ' || f.url || '; the article has ' || a.source_url AS expected
FROM split s JOIN frame f USING (frame_id) JOIN articles a USING (article_id) WHERE f.url <> a.source_url ORDER BY s.line
