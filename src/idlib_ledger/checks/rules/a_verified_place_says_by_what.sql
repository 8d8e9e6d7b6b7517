-- A place has coordinates or a code only with a word on what verified them, and both coordinates or none.
-- Why: a point on the map that nobody verified is a guess that looks like a measurement.
SELECT 'data/reference/places.csv' AS file, line, 'verified_by' AS field, coalesce(CAST(latitude AS VARCHAR), adm1_pcode) AS found,
       CASE WHEN (latitude IS NULL) <> (longitude IS NULL) THEN 'wants latitude and longitude, or neither' ELSE 'is verified by nothing' END AS expected
FROM places WHERE ((latitude IS NULL) <> (longitude IS NULL))
   OR (verified_by IS NULL AND coalesce(CAST(latitude AS VARCHAR), adm1_pcode, adm2_pcode, adm3_pcode) IS NOT NULL) ORDER BY line
