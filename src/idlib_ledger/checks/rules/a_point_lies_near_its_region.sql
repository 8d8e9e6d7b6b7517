-- A place lies within a degree of the middle of the points of each district, governorate or region it is part of, where there are three.
-- Why: one wrong digit moves a point by a hundred kilometres.
WITH RECURSIVE above AS (
    SELECT place_id, parent_id AS region FROM places WHERE parent_id IS NOT NULL
    UNION SELECT a.place_id, p.parent_id FROM above a JOIN places p ON p.place_id = a.region WHERE p.parent_id IS NOT NULL
), middle AS (
    SELECT a.region, median(p.latitude) AS lat, median(p.longitude) AS lon
    FROM above a JOIN places p USING (place_id) JOIN places r ON r.place_id = a.region
    WHERE r.kind IN ('district', 'governorate', 'region') GROUP BY a.region HAVING count(p.latitude) >= 3
)
SELECT DISTINCT ON (p.line) 'data/reference/places.csv' AS file, p.line,
       CASE WHEN abs(p.latitude - m.lat) > 1 THEN 'latitude' ELSE 'longitude' END AS field,
       CASE WHEN abs(p.latitude - m.lat) > 1 THEN p.latitude ELSE p.longitude END AS found,
       'lies far from the other points of ' || m.region AS expected
FROM places p JOIN above a USING (place_id) JOIN middle m USING (region)
WHERE abs(p.latitude - m.lat) > 1 OR abs(p.longitude - m.lon) > 1
ORDER BY p.line
