-- One row per message: its current facts, projected from PostgreSQL. The newest `version` (the queue row that projected it) wins.
-- Cost is in integer nano-dollars; null means that no price was known. Token columns are disjoint: their sum is all tokens.
-- Empty strings and zero ids mean "none": they keep the columns narrow.
CREATE TABLE IF NOT EXISTS message_facts
(
    workspace_id           UUID,
    created_at             DateTime64(3, 'UTC'),
    message_id             UInt64,
    conversation_id        UInt64,
    end_user_id            UInt64,
    role                   Enum8('USER' = 1, 'ASSISTANT' = 2, 'SYSTEM' = 3, 'TOOL' = 4),
    model                  LowCardinality(String),
    provider               LowCardinality(String),
    environment            LowCardinality(String),
    experiment_name        LowCardinality(String),
    variant                LowCardinality(String),
    session_id             String,
    user_external_id       String,
    widget                 Bool,
    uncached_input_tokens  UInt32,
    cache_read_tokens      UInt32,
    cache_write_tokens     UInt32,
    visible_output_tokens  UInt32,
    reasoning_tokens       UInt32,
    cost_nano_usd          Nullable(Int64),
    price_id               Nullable(UUID),
    latency_ms             Nullable(UInt32),
    time_to_first_token_ms Nullable(UInt32),
    error_type             LowCardinality(String),
    tool_names             Array(LowCardinality(String)),
    tool_successes         Array(Nullable(Bool)),
    tool_durations_ms      Array(Nullable(UInt32)),
    evaluation_count       UInt16,
    ratings                Array(UInt8),
    success_count          UInt16,
    failure_count          UInt16,
    failure_tags           Array(LowCardinality(String)),
    version                UInt64,
    is_deleted             UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(created_at)
ORDER BY (workspace_id, created_at, message_id)
SETTINGS fsync_after_insert = 1;
