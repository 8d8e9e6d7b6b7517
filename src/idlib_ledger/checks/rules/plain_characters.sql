-- Text is composed (NFC), and has no control, zero-width or bidirectional-override characters.
-- Why: what looks alike must be alike; such characters hide changes and turn text round on a screen.
SELECT file, line, field, found, 'has characters that do not show, or is not composed' AS expected FROM (
    SELECT 'data/coded/claims.csv' AS file, line, 'quote' AS field, quote AS found FROM coded_claims
    UNION ALL SELECT 'data/coded/claims.csv', line, 'coder_note', coder_note FROM coded_claims
    UNION ALL SELECT 'data/coded/settlements.csv', line, 'reason', reason FROM settlements
    UNION ALL SELECT 'data/coded/exceptions.csv', line, 'reason', reason FROM exceptions
    UNION ALL SELECT 'data/coded/events.csv', line, 'title', title FROM coded_events
    UNION ALL SELECT 'data/reference/actors.csv', line, 'name', name FROM actors
    UNION ALL SELECT 'data/reference/actor_names.csv', line, 'name', name FROM actor_names
    UNION ALL SELECT 'data/reference/places.csv', line, 'name', name FROM places
    UNION ALL SELECT 'data/reference/place_names.csv', line, 'name', name FROM place_names
    UNION ALL SELECT 'data/reference/publishers.csv', line, 'name', name FROM publishers
    UNION ALL SELECT 'data/articles/' || article_id || '.md', NULL, 'text', text FROM sentences
) WHERE found <> nfc_normalize(found) OR regexp_matches(found, '[\x{0000}-\x{001F}\x{007F}-\x{009F}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2069}\x{FEFF}]')
ORDER BY file, line
