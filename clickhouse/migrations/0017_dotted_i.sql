-- Text is searched without the dot that Unicode's folding leaves above the i of a Turkish İ, so that "istanbul" finds it. The indexes hold the
-- folded text exactly so: they are built again, in the background; until then parts are searched without.
ALTER TABLE message_texts DROP INDEX IF EXISTS content_pieces;
ALTER TABLE message_texts ADD INDEX IF NOT EXISTS content_pieces replaceAll(normalizeUTF8NFKCCasefold(toValidUTF8(content)), 'i\xCC\x87', 'i') TYPE text(tokenizer = ngrams(3));
ALTER TABLE message_texts MATERIALIZE INDEX content_pieces;
ALTER TABLE contents DROP INDEX IF EXISTS text_words;
ALTER TABLE contents ADD INDEX IF NOT EXISTS text_words replaceAll(normalizeUTF8NFKCCasefold(toValidUTF8(replaceAll(replaceAll(text, '\\n', ' '), '\\t', ' '))), 'i\xCC\x87', 'i') TYPE text(tokenizer = asciiCJK);
ALTER TABLE contents MATERIALIZE INDEX text_words;
