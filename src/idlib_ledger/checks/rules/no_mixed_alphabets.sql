-- No word mixes Latin letters with Cyrillic or Greek ones.
-- Why: an а that is Cyrillic looks like one that is not, and is found by no search.
SELECT file, line, field, found, 'has a word of two alphabets' AS expected FROM (
    SELECT 'data/coded/claims.csv' AS file, line, 'quote' AS field, quote AS found FROM coded_claims
    UNION ALL SELECT 'data/coded/events.csv', line, 'title', title FROM coded_events
    UNION ALL SELECT 'data/reference/actors.csv', line, 'name', name FROM actors
    UNION ALL SELECT 'data/reference/actor_names.csv', line, 'name', name FROM actor_names
    UNION ALL SELECT 'data/reference/places.csv', line, 'name', name FROM places
    UNION ALL SELECT 'data/reference/place_names.csv', line, 'name', name FROM place_names
    UNION ALL SELECT 'data/articles/' || article_id || '.md', NULL, 'text', text FROM sentences
) WHERE regexp_matches(found, '[A-Za-zÀ-ɏ][Ѐ-ӿͰ-Ͽ]|[Ѐ-ӿͰ-Ͽ][A-Za-zÀ-ɏ]') ORDER BY file, line
