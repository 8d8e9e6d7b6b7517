-- Only a claim that denies or disputes stands in a relation of denial.
-- Why: the chapter on denials lists who denies what; an assertion there would put words into a mouth.
SELECT 'data/coded/relations.csv' AS file, r.line, 'claim_id' AS field, r.claim_id AS found, 'has the stance ' || c.stance || ', and denies nothing' AS expected
FROM relations r JOIN coded_claims c USING (claim_id) WHERE r.relation = 'denies' AND c.stance NOT IN ('denies', 'disputes') ORDER BY r.line
