-- One row per span, as last received: immutable in practice, `version` settles re-sent and re-priced ones. Ordered for "one trace".
-- Texts are in `contents`, by (at, hash): lists and trees never read them.
-- Token columns are disjoint. Cost is in integer nano-dollars; null means that no price was known. Empty strings mean "none".
CREATE TABLE IF NOT EXISTS spans
(
    workspace_id           UUID,
    trace_id               UUID,
    span_id                String CODEC(ZSTD(1)),
    parent_id              String CODEC(ZSTD(1)),
    started_at             DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    duration_us            UInt64 CODEC(ZSTD(1)),
    is_open                Bool,
    name                   LowCardinality(String),
    kind                   Enum8('SPAN' = 0, 'LLM' = 1, 'EMBEDDING' = 2, 'TOOL' = 3, 'AGENT' = 4, 'CHAIN' = 5, 'RETRIEVER' = 6, 'RERANKER' = 7, 'GUARDRAIL' = 8, 'EVALUATOR' = 9, 'PROMPT' = 10, 'EVENT' = 11),
    service                LowCardinality(String),
    environment            LowCardinality(String),
    release                LowCardinality(String),
    app_version            LowCardinality(String),
    model                  LowCardinality(String),
    provider               LowCardinality(String),
    is_error               Bool,
    error_type             LowCardinality(String),
    error_message          String CODEC(ZSTD(1)),
    session_id             String CODEC(ZSTD(1)),
    user_id                String CODEC(ZSTD(1)),
    uncached_input_tokens  UInt32 CODEC(ZSTD(1)),
    cache_read_tokens      UInt32 CODEC(ZSTD(1)),
    cache_write_tokens     UInt32 CODEC(ZSTD(1)),
    visible_output_tokens  UInt32 CODEC(ZSTD(1)),
    reasoning_tokens       UInt32 CODEC(ZSTD(1)),
    input_reported         Bool,
    output_reported        Bool,
    cost_nano_usd          Nullable(Int64) CODEC(ZSTD(1)),
    price_id               Nullable(UUID) CODEC(ZSTD(1)),
    reported_cost_nano_usd Nullable(Int64) CODEC(ZSTD(1)),
    time_to_first_token_ms Nullable(UInt32) CODEC(ZSTD(1)),
    tool_name              LowCardinality(String),
    tool_call_id           String CODEC(ZSTD(1)),
    trace_name             String CODEC(ZSTD(1)),
    tags                   Array(LowCardinality(String)),
    input_form             Enum8('NONE' = 0, 'TEXT' = 1, 'JSON' = 2, 'CHAT' = 3),
    output_form            Enum8('NONE' = 0, 'TEXT' = 1, 'JSON' = 2, 'CHAT' = 3),
    input                  Array(Tuple(DateTime64(6, 'UTC'), UUID)) CODEC(ZSTD(1)),
    output                 Array(Tuple(DateTime64(6, 'UTC'), UUID)) CODEC(ZSTD(1)),
    context                Array(Tuple(DateTime64(6, 'UTC'), UUID)) CODEC(ZSTD(1)),
    input_preview          String CODEC(ZSTD(1)),
    output_preview         String CODEC(ZSTD(1)),
    details                String CODEC(ZSTD(1)),
    version                UInt64 CODEC(Delta, ZSTD(1)),
    expires_on             Date CODEC(ZSTD(1)),
    INDEX trace_ids trace_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(started_at)
ORDER BY (workspace_id, trace_id, span_id)
SETTINGS index_granularity = 512, fsync_after_insert = 1;

-- Inputs and outputs of models and tools, stored once where they repeat: history and context once a day in a workspace, the rest once in a
-- trace. `at` is the start of the first span with the text; spans name contents by (at, hash). Words are indexed, also without spaces
-- between them. `is_shared`: history and context, which other traces may name too. In the order of time, so that a search for a
-- common word ends with its first page; two traces that say the same at the same instant have a row each.
CREATE TABLE IF NOT EXISTS contents
(
    workspace_id UUID,
    at           DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    hash         UUID,
    trace_id     UUID CODEC(ZSTD(1)),
    span_id      String CODEC(ZSTD(1)),
    is_shared    Bool,
    text         String CODEC(ZSTD(1)),
    expires_on   Date CODEC(ZSTD(1)),
    -- Messages stand as JSON: a line break is two characters, of which the second would be taken for a part of the next word.
    INDEX text_words lowerUTF8(replaceAll(replaceAll(text, '\\n', ' '), '\\t', ' ')) TYPE text(tokenizer = asciiCJK)
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, hash, trace_id)
SETTINGS index_granularity = 512, fsync_after_insert = 1;

-- One row per trace: the sums over its spans, written again whenever spans arrive (trace_queue in PostgreSQL says which). The newest `version`
-- wins; a trace that turns out to have begun earlier leaves a removal at its old place. Ordered for "list by time".
CREATE TABLE IF NOT EXISTS traces
(
    workspace_id           UUID,
    started_at             DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    trace_id               UUID,
    ended_at               DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    duration_us            UInt64 CODEC(ZSTD(1)),
    name                   String CODEC(ZSTD(1)),
    root_span_id           String CODEC(ZSTD(1)),
    root_kind              LowCardinality(String),
    services               Array(LowCardinality(String)),
    environment            LowCardinality(String),
    release                LowCardinality(String),
    app_version            LowCardinality(String),
    session_id             String CODEC(ZSTD(1)),
    user_id                String CODEC(ZSTD(1)),
    tags                   Array(LowCardinality(String)),
    models                 Array(LowCardinality(String)),
    providers              Array(LowCardinality(String)),
    tool_names             Array(LowCardinality(String)),
    error_types            Array(LowCardinality(String)),
    span_names             Array(LowCardinality(String)),
    span_count             UInt32,
    model_call_count       UInt32,
    tool_call_count        UInt32,
    error_count            UInt32,
    open_count             UInt32,
    uncached_input_tokens  UInt64 CODEC(ZSTD(1)),
    cache_read_tokens      UInt64 CODEC(ZSTD(1)),
    cache_write_tokens     UInt64 CODEC(ZSTD(1)),
    visible_output_tokens  UInt64 CODEC(ZSTD(1)),
    reasoning_tokens       UInt64 CODEC(ZSTD(1)),
    cost_nano_usd          Int64 CODEC(ZSTD(1)),
    priced_count           UInt32,
    time_to_first_token_ms Nullable(UInt32) CODEC(ZSTD(1)),
    input_preview          String CODEC(ZSTD(1)),
    output_preview         String CODEC(ZSTD(1)),
    received_at            DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    expires_on             Date CODEC(ZSTD(1)),
    version                UInt64,
    is_deleted             UInt8,
    INDEX trace_ids trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX session_names session_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX user_names user_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (workspace_id, started_at, trace_id)
SETTINGS index_granularity = 1024, fsync_after_insert = 1;
