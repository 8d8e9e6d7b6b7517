-- An update is published no earlier than what it updates, and comes from a body of the same root.
-- Why: updates are followed in the order of their days to see how a figure moved.
SELECT 'data/coded/relations.csv' AS file, r.line, 'claim_id' AS field, r.claim_id || ' ' || r.relation || ' ' || r.other_claim_id AS found,
       CASE WHEN a.source_root_id <> b.source_root_id THEN 'is told by ' || a.source_root_id || ', the other by ' || b.source_root_id
            ELSE 'was published before it, ' || a.published_on || ' against ' || b.published_on END AS expected
FROM relations r JOIN claims a ON a.claim_id = r.claim_id JOIN claims b ON b.claim_id = r.other_claim_id
WHERE r.relation IN ('updates', 'corrects')
  AND (a.source_root_id <> b.source_root_id OR coalesce(a.said_on, a.published_on) + 7 < coalesce(b.said_on, b.published_on)) ORDER BY r.line
