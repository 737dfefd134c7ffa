-- Text is searched in one form for letters that are written in several (composed and decomposed, upper and lower case, ß and ss): Unicode's
-- NFKC_Casefold. The indexes of before are of lower-case text: they are built again, in the background; until then parts are searched without.
ALTER TABLE message_texts DROP INDEX IF EXISTS content_pieces;
ALTER TABLE message_texts ADD INDEX IF NOT EXISTS content_pieces normalizeUTF8NFKCCasefold(toValidUTF8(content)) TYPE text(tokenizer = ngrams(3));
ALTER TABLE message_texts MATERIALIZE INDEX content_pieces;
ALTER TABLE contents DROP INDEX IF EXISTS text_words;
ALTER TABLE contents ADD INDEX IF NOT EXISTS text_words normalizeUTF8NFKCCasefold(toValidUTF8(replaceAll(replaceAll(text, '\\n', ' '), '\\t', ' '))) TYPE text(tokenizer = asciiCJK);
ALTER TABLE contents MATERIALIZE INDEX text_words;
