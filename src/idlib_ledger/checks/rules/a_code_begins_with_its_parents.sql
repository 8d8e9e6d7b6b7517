-- The code of a district begins with that of its governorate, that of a sub-district with that of its district.
-- Why: P-codes are built so; one that does not begin so belongs to another place.
SELECT 'data/reference/places.csv' AS file, line, 'adm2_pcode' AS field, coalesce(adm3_pcode, adm2_pcode) AS found, 'does not begin with ' || coalesce(adm2_pcode, adm1_pcode) AS expected
FROM places WHERE NOT starts_with(coalesce(adm2_pcode, adm1_pcode), adm1_pcode) OR NOT starts_with(coalesce(adm3_pcode, adm2_pcode), adm2_pcode) ORDER BY line
