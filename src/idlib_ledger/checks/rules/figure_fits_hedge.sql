-- A figure is typed as its hedge demands: a value for a number, two ends for a range, a listed word for a vague word.
-- Why: nobody types a number for a vague word, and bounds are filled in by rule alone.
SELECT 'data/coded/claims.csv' AS file, c.line, 'hedge' AS field, c.hedge AS found,
       CASE WHEN c.hedge = 'vague' AND (c.value IS NOT NULL OR c.hedge_word NOT IN (SELECT hedge_word FROM hedge_words) OR c.hedge_word IS NULL) THEN 'wants no value and a listed hedge_word'
            WHEN c.hedge = 'range' AND (c.low IS NULL OR c.high IS NULL OR c.value IS NOT NULL) THEN 'wants low and high and no value'
            WHEN c.hedge NOT IN ('vague', 'range') AND c.unit <> 'date' AND c.value IS NULL THEN 'wants a value'
            WHEN c.hedge IS DISTINCT FROM 'range' AND (c.low IS NOT NULL OR c.high IS NOT NULL) THEN 'wants low and high empty; the build fills them'
            WHEN c.hedge IS NULL AND c.value IS NOT NULL THEN 'is missing beside a value' END AS expected
FROM coded_claims c WHERE expected IS NOT NULL ORDER BY c.line
