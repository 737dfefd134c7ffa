-- When a unit came to see a variant, first and last. A row by experiment, phase, unit and variant, however often it is sent: times are merged, and
-- nothing is counted that a repetition would count twice. No retention of its own: it ends with its experiment, or with its user.
CREATE TABLE IF NOT EXISTS exposures
(
    workspace_id  UUID,
    experiment_id UUID,
    phase         UInt16 CODEC(ZSTD(1)),
    unit_id       String CODEC(ZSTD(1)),
    variant       LowCardinality(String),
    first_at      SimpleAggregateFunction(min, DateTime64(3, 'UTC')) CODEC(Delta, ZSTD(1)),
    last_at       SimpleAggregateFunction(max, DateTime64(3, 'UTC')) CODEC(Delta, ZSTD(1))
)
ENGINE = AggregatingMergeTree
ORDER BY (workspace_id, experiment_id, phase, unit_id, variant)
SETTINGS fsync_after_insert = 1, merge_selector_base = 20;

-- What an application reports of a unit: an order, a sign-up, a click. An event is one by name, unit and external id; the newest version of it wins,
-- also where its time was corrected.
CREATE TABLE IF NOT EXISTS events
(
    workspace_id UUID,
    name         LowCardinality(String),
    unit_id      String CODEC(ZSTD(1)),
    at           DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    value        Nullable(Float64) CODEC(ZSTD(1)),
    unit         LowCardinality(String),
    external_id  String CODEC(ZSTD(1)),
    attributes   String CODEC(ZSTD(3)),
    version      UInt64 CODEC(Delta, ZSTD(1)),
    INDEX by_at at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace_id, name, unit_id, external_id)
SETTINGS fsync_after_insert = 1, merge_selector_base = 20;
