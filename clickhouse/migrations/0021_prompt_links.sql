-- The prompt that an answer was asked with, and its trace. Empty and the zero id: none; so are facts that were written before, until they are
-- written again.
ALTER TABLE message_facts ADD COLUMN IF NOT EXISTS prompt_name LowCardinality(String) AFTER is_deleted;
ALTER TABLE message_facts ADD COLUMN IF NOT EXISTS prompt_version LowCardinality(String) AFTER prompt_name;
ALTER TABLE message_facts ADD COLUMN IF NOT EXISTS trace_id UUID CODEC(ZSTD(1)) AFTER prompt_version;
