-- Assistant messages summed up by hour and by day over the dimensions that a filter can name (all but sessions, users and
-- judgments, which are answered from the facts). Rebuilt from the facts for the hours that changed; the newest `version` wins,
-- and a combination that vanished is written with is_deleted = 1. A day holds when none of its hours is marked dirty.
-- Arrays hold every single value, so that percentiles are exact; the bitmaps hold ids, so that distinct counts are.
CREATE TABLE IF NOT EXISTS message_rollup
(
    workspace_id             UUID,
    grain                    Enum8('HOUR' = 1, 'DAY' = 2),
    started_at               DateTime('UTC'),
    model                    LowCardinality(String),
    provider                 LowCardinality(String),
    environment              LowCardinality(String),
    experiment_name          LowCardinality(String),
    variant                  LowCardinality(String),
    widget                   Bool,
    message_count            UInt64,
    error_count              UInt64,
    evaluated_count          UInt64,
    uncached_input_tokens    UInt64,
    cache_read_tokens        UInt64,
    cache_write_tokens       UInt64,
    visible_output_tokens    UInt64,
    reasoning_tokens         UInt64,
    cost_nano_usd            Int64,
    priced_count             UInt64,
    rating_1_count           UInt64,
    rating_2_count           UInt64,
    rating_3_count           UInt64,
    rating_4_count           UInt64,
    rating_5_count           UInt64,
    success_count            UInt64,
    failure_count            UInt64,
    conversations            AggregateFunction(groupBitmap, UInt64),
    end_users                AggregateFunction(groupBitmap, UInt64),
    latencies_ms             Array(UInt32) CODEC(Delta, ZSTD(1)),
    times_to_first_token_ms  Array(UInt32) CODEC(Delta, ZSTD(1)),
    error_types              Array(LowCardinality(String)),
    failure_tags             Array(LowCardinality(String)),
    tool_calls               Array(Tuple(name LowCardinality(String), success Nullable(Bool), duration_ms Nullable(UInt32))),
    version                  UInt64,
    is_deleted               UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (workspace_id, grain, started_at, model, provider, environment, experiment_name, variant, widget)
SETTINGS fsync_after_insert = 1;

-- Texts of messages, for search only: no other query reads them. Written by the projector beside the facts, with their
-- version. Three-letter pieces of the lower-case text are indexed, so that any part of a word is found, in any language.
-- Small granules: a rare word reads little text around its finds.
CREATE TABLE IF NOT EXISTS message_texts
(
    workspace_id UUID,
    created_at   DateTime64(3, 'UTC'),
    message_id   UInt64,
    content      String CODEC(ZSTD(1)),
    version      UInt64,
    is_deleted   UInt8,
    INDEX content_pieces lowerUTF8(content) TYPE text(tokenizer = ngrams(3))
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(created_at)
ORDER BY (workspace_id, created_at, message_id)
SETTINGS index_granularity = 512, fsync_after_insert = 1;
