-- The code of a district begins with that of its governorate, that of a sub-district with that of its district, and a place has the codes of its parent.
-- Why: P-codes are built so; one that does not begin so belongs to another place.
SELECT 'data/reference/places.csv' AS file, line, 'adm2_pcode' AS field, coalesce(adm3_pcode, adm2_pcode) AS found, 'does not begin with ' || coalesce(adm2_pcode, adm1_pcode) AS expected
FROM places WHERE NOT starts_with(coalesce(adm2_pcode, adm1_pcode), adm1_pcode) OR NOT starts_with(coalesce(adm3_pcode, adm2_pcode), adm2_pcode)
UNION ALL
SELECT 'data/reference/places.csv', p.line, level.field, level.own, 'is not that of ' || up.place_id || ', ' || level.parents
FROM places p JOIN places up ON up.place_id = p.parent_id,
     unnest([{'field': 'adm1_pcode', 'own': p.adm1_pcode, 'parents': up.adm1_pcode},
             {'field': 'adm2_pcode', 'own': p.adm2_pcode, 'parents': up.adm2_pcode},
             {'field': 'adm3_pcode', 'own': p.adm3_pcode, 'parents': up.adm3_pcode}]) AS t(level)
WHERE level.own <> level.parents
ORDER BY line, field
