-- What a text means, one row a message: its language, what a user feels, what an answer is made of, its place among other texts and its
-- topic. Made by a loop behind the projector from the messages in PostgreSQL, under the versions of the facts: the newest `version` wins, and
-- a message that is gone is written with is_deleted = 1. Keys are those of message_facts.
CREATE TABLE IF NOT EXISTS message_meaning
(
    workspace_id    UUID,
    created_at      DateTime64(3, 'UTC'),
    message_id      UInt64,
    conversation_id UInt64,
    role            Enum8('USER' = 1, 'ASSISTANT' = 2, 'SYSTEM' = 3, 'TOOL' = 4),
    language        LowCardinality(String),
    is_supported    Bool,
    sentiment       Nullable(Float32),
    emotions        Array(Tuple(LowCardinality(String), Float32)),
    frustration     Nullable(Float32),
    confusion       Nullable(Float32),
    satisfaction    Nullable(Float32),
    urgency         Nullable(Float32),
    gratitude       Nullable(Float32),
    curiosity       Nullable(Float32),
    character_count UInt32,
    word_count      UInt32,
    is_refusal      Bool,
    is_apology      Bool,
    has_code        Bool,
    has_list        Bool,
    json_validity   Enum8('none' = 1, 'valid' = 2, 'invalid' = 3),
    embedding       Array(Int8) CODEC(ZSTD(1)),
    topic_id        UInt32,
    model_version   LowCardinality(String),
    version         UInt64,
    is_deleted      UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(created_at)
ORDER BY (workspace_id, created_at, message_id)
SETTINGS fsync_after_insert = 1;
