-- A claim lies within one sentence of its account.
-- Why: the sentence is the evidence that is shown; a quote across two is none.
SELECT 'data/coded/claims.csv' AS file, k.line, 'quote' AS field, k.quote AS found, 'does not end in the sentence in which it begins' AS expected
FROM claims c JOIN coded_claims k USING (claim_id) JOIN sentences s USING (sentence_id) WHERE c.start < s.start OR c.end > s.end ORDER BY k.line
