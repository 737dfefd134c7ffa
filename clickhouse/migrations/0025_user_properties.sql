-- What an application says of its users: a row by user and property, and one without a name for each user who was identified. The newest
-- version (when it was reported, in microseconds) wins; a removal stays as a row, so that what was reported before it does not come back.
-- `items` are the JSON texts of the value, or of the elements of a list; number and moment are null where the value is none.
CREATE TABLE IF NOT EXISTS user_properties
(
    workspace_id UUID,
    name         LowCardinality(String),
    user_id      String CODEC(ZSTD(1)),
    items        Array(String) CODEC(ZSTD(1)),
    is_list      UInt8,
    text         Nullable(String) CODEC(ZSTD(1)),
    number       Nullable(Float64) CODEC(ZSTD(1)),
    moment       Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    at           DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    version      UInt64 CODEC(Delta, ZSTD(1)),
    is_removed   UInt8,
    INDEX user_names user_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_removed)
ORDER BY (workspace_id, name, user_id)
SETTINGS fsync_after_insert = 1, merge_selector_base = 20;
