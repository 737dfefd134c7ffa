-- Texts of ASCII alone, most of English ones, are folded by their lower case: a third of the time that Unicode's folding takes, which each merge
-- that builds an index pays. The folded text is the same. The indexes are built again, in the background; until then parts are searched without.
ALTER TABLE message_texts DROP INDEX IF EXISTS content_pieces;
ALTER TABLE message_texts ADD INDEX IF NOT EXISTS content_pieces if(length(content) = lengthUTF8(content), lower(content), replaceAll(normalizeUTF8NFKCCasefold(toValidUTF8(content)), 'i\xCC\x87', 'i')) TYPE text(tokenizer = ngrams(3));
ALTER TABLE message_texts MATERIALIZE INDEX content_pieces;
ALTER TABLE contents DROP INDEX IF EXISTS text_words;
ALTER TABLE contents ADD INDEX IF NOT EXISTS text_words if(length(replaceAll(replaceAll(text, '\\n', ' '), '\\t', ' ')) = lengthUTF8(replaceAll(replaceAll(text, '\\n', ' '), '\\t', ' ')), lower(replaceAll(replaceAll(text, '\\n', ' '), '\\t', ' ')), replaceAll(normalizeUTF8NFKCCasefold(toValidUTF8(replaceAll(replaceAll(text, '\\n', ' '), '\\t', ' '))), 'i\xCC\x87', 'i')) TYPE text(tokenizer = asciiCJK);
ALTER TABLE contents MATERIALIZE INDEX text_words;
