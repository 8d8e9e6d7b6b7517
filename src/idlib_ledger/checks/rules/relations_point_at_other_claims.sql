-- A relation points at another claim, and at one that is there.
-- Why: a relation of a claim to itself says nothing, and one to a withdrawn claim says something false.
SELECT 'data/coded/relations.csv' AS file, r.line, 'other_claim_id' AS field, r.other_claim_id AS found,
       CASE WHEN r.claim_id = r.other_claim_id THEN 'is the claim itself' ELSE 'is no claim' END AS expected
FROM relations r
WHERE r.claim_id = r.other_claim_id OR r.other_claim_id NOT IN (SELECT claim_id FROM claims) OR r.claim_id NOT IN (SELECT claim_id FROM claims)
ORDER BY r.line
