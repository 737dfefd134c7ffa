-- Which span a message was made of, so that facts of messages are joined with what their spans name. The zero id: none; so are facts that were
-- written before, until they are written again.
ALTER TABLE message_facts ADD COLUMN IF NOT EXISTS trace_id UUID CODEC(ZSTD(1)) AFTER is_deleted;
ALTER TABLE message_facts ADD COLUMN IF NOT EXISTS span_id String CODEC(ZSTD(1)) AFTER trace_id;
-- The prompt that a call was made with, out of the details, where spans that were stored before have it, too.
ALTER TABLE spans ADD COLUMN IF NOT EXISTS prompt_name LowCardinality(String) DEFAULT JSONExtractString(details, 'promptName') AFTER response_key;
ALTER TABLE spans ADD COLUMN IF NOT EXISTS prompt_version LowCardinality(String) DEFAULT JSONExtractString(details, 'promptVersion') AFTER prompt_name;
