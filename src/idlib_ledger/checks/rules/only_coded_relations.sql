-- Coders enter only relations that coders may enter.
-- Why: incompatible is found by the build from bounds; typing it would be an opinion.
SELECT 'data/coded/relations.csv' AS file, r.line, 'relation' AS field, r.relation AS found, 'is found by the build, not coded' AS expected
FROM relations r JOIN relation_kinds k USING (relation) WHERE k.coded = 'no' ORDER BY r.line
