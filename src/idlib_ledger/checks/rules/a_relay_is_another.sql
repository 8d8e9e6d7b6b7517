-- Who relays a statement is not who makes it.
-- Why: a via names the medium between the speaker and the page; a speaker who relays himself is entered once.
SELECT 'data/coded/claims.csv' AS file, line, 'via_id' AS field, via_id AS found, 'is the speaker as well' AS expected
FROM coded_claims WHERE via_id = speaker_id ORDER BY line
