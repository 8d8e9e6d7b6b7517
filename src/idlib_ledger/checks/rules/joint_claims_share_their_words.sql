-- Claims joined by joint_with stand in one account and overlap in it.
-- Why: it is one number over a list, entered once for each thing; elsewhere it would be two numbers.
SELECT 'data/coded/relations.csv' AS file, r.line, 'claim_id' AS field, r.claim_id || ' joint_with ' || r.other_claim_id AS found,
       'do not stand in the same words' AS expected
FROM relations r JOIN claims a ON a.claim_id = r.claim_id JOIN claims b ON b.claim_id = r.other_claim_id
WHERE r.relation = 'joint_with' AND (a.article_id <> b.article_id OR a.start >= b.end OR b.start >= a.end) ORDER BY r.line
