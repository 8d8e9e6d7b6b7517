-- No word mixes Latin letters with Cyrillic or Greek ones, and no cell of an English or coded field has a Cyrillic or Greek letter at all.
-- Why: an а that is Cyrillic looks like one that is not, and is found by no search.
SELECT file, line, field, found, 'has letters of two alphabets, or of one that this field does not have' AS expected
FROM cells_not_ascii
WHERE regexp_matches(found, '[A-Za-zÀ-ɏ][Ѐ-ӿͰ-Ͽ]|[Ѐ-ӿͰ-Ͽ][A-Za-zÀ-ɏ]')
   OR (regexp_matches(found, '[Ѐ-ӿͰ-Ͽ]') AND file NOT LIKE '%_names.csv' AND file NOT LIKE '%_words.csv' AND file NOT LIKE '%hedge_cues.csv' AND file NOT LIKE '%frame.csv')
ORDER BY file, line
