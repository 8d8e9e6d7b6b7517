-- Text is composed (NFC), and has no control, zero-width or bidirectional-override characters.
-- Why: what looks alike must be alike; such characters hide changes and turn text round on a screen.
SELECT file, line, field, found, 'has characters that do not show, or is not composed' AS expected
FROM cells_not_ascii
WHERE regexp_matches(found, '[\x{0000}-\x{001F}\x{007F}]')
   OR found <> nfc_normalize(found)
   OR regexp_matches(found, '[\x{0080}-\x{009F}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2069}\x{FEFF}]')
ORDER BY file, line
