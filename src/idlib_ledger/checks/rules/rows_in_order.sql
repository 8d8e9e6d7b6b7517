-- Tables without an order of their own stand in the order of their keys.
-- Why: two versions differ only where the data differ, and a row that was moved shows.
WITH keyed AS (
    SELECT 'data/coded/relations.csv' AS file, line, 'claim_id' AS field, claim_id || ' ' || relation || ' ' || other_claim_id AS found FROM relations
    UNION ALL SELECT 'data/coded/claim_parties.csv', line, 'claim_id', claim_id || ' ' || actor_id || ' ' || role FROM claim_parties
    UNION ALL SELECT 'data/coded/claim_places.csv', line, 'claim_id', claim_id || ' ' || place_id || ' ' || role FROM claim_places
    UNION ALL SELECT 'data/sampling/frame.csv', line, 'frame_id', frame_id FROM frame
    UNION ALL SELECT 'data/reference/split.csv', line, 'article_id', article_id FROM split
    UNION ALL SELECT 'data/coded/deliveries.csv', line, 'article_id', article_id || ' ' || coder FROM deliveries
    UNION ALL SELECT 'data/coded/audits.csv', line, 'article_id', article_id FROM audits
    UNION ALL SELECT 'data/reference/region_parts.csv', line, 'place_id', place_id || ' ' || part_id FROM region_parts
), beside AS (
    SELECT *, lag(found) OVER (PARTITION BY file ORDER BY line) AS before FROM keyed
)
SELECT file, line, field, found, 'stands after ' || before AS expected FROM beside WHERE found < before ORDER BY file, line
