-- A part is not larger than its whole.
-- Why: nineteen of at least twenty-one can be; twenty-two of at most twenty-one cannot.
SELECT 'data/coded/relations.csv' AS file, r.line, 'claim_id' AS field, r.claim_id || ' part_of ' || r.other_claim_id AS found,
       'the part is at least ' || p.low || ', its whole at most ' || w.high AS expected
FROM relations r JOIN claims p USING (claim_id) JOIN claims w ON w.claim_id = r.other_claim_id
WHERE r.relation = 'part_of' AND p.unit = w.unit AND p.low > w.high
ORDER BY r.line
