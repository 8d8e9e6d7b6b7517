-- An account of the random part has the stratum and the inclusion probability of its draw; one of the certainty part has 1.
-- Why: shares of the random part are weighted by these.
SELECT 'data/articles/' || a.article_id || '.md' AS file, NULL AS line, 'stratum' AS field, a.stratum || ' ' || a.inclusion_prob AS found,
       coalesce('expected ' || d.stratum || ' ' || d.inclusion_prob || ' of ' || s.frame_id, 'is of the random part, and its page was not drawn') AS expected
FROM articles a JOIN split s USING (article_id) LEFT JOIN draw d USING (frame_id)
WHERE CASE WHEN a.stratum = 'certainty' THEN a.inclusion_prob <> 1
           ELSE d.frame_id IS NULL OR d.stratum <> a.stratum OR abs(d.inclusion_prob - a.inclusion_prob) > 0.0000005 END
ORDER BY a.article_id
