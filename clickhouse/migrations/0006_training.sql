-- One row per point of a training curve. A point is one by job, metric, step, attempt and `nth` (0; only MLflow sets it, where a metric that is
-- logged several times at one step is several points); the newest `version` of it wins. NaN and infinities are values. `metric` is the
-- canonical name, `sent_as` the spelling. The step of a system metric is its time in milliseconds. No retention.
CREATE TABLE IF NOT EXISTS training_points
(
    workspace_id UUID,
    job_id       UUID,
    metric       String CODEC(ZSTD(1)),
    sent_as      LowCardinality(String),
    is_system    Bool,
    step         Int64 CODEC(Delta, ZSTD(1)),
    attempt      UInt16 CODEC(ZSTD(1)),
    nth          Int64 CODEC(ZSTD(1)),
    value        Float64 CODEC(ZSTD(1)),
    at           DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    version      UInt64 CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace_id, job_id, metric, step, attempt, nth)
SETTINGS index_granularity = 2048, fsync_after_insert = 1, merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0;

-- What is known of a metric in one attempt. Every column but the count is the same when a point comes twice. Least and greatest are of finite
-- values: inf and -inf where there are none; `first_non_finite_step` is 2^63 - 1 where all are finite.
CREATE TABLE IF NOT EXISTS training_metrics
(
    workspace_id          UUID,
    job_id                UUID,
    is_system             Bool,
    metric                String CODEC(ZSTD(1)),
    attempt               UInt16,
    spellings             SimpleAggregateFunction(groupUniqArrayArray, Array(String)),
    first_step            SimpleAggregateFunction(min, Int64),
    last_step             SimpleAggregateFunction(max, Int64),
    latest                SimpleAggregateFunction(max, Tuple(step Int64, nth Int64, version UInt64, value Float64)),
    least                 SimpleAggregateFunction(min, Float64),
    greatest              SimpleAggregateFunction(max, Float64),
    first_non_finite_step SimpleAggregateFunction(min, Int64),
    first_at              SimpleAggregateFunction(min, DateTime64(6, 'UTC')),
    last_at               SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    received_count        SimpleAggregateFunction(sum, UInt64)
)
ENGINE = AggregatingMergeTree
ORDER BY (workspace_id, job_id, is_system, metric, attempt)
SETTINGS fsync_after_insert = 1, merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0, index_granularity = 1024;

CREATE MATERIALIZED VIEW IF NOT EXISTS training_metrics_of_points TO training_metrics AS
SELECT
    workspace_id, job_id, is_system, metric, attempt,
    groupUniqArray(toString(sent_as)) AS spellings,
    min(step) AS first_step,
    max(step) AS last_step,
    max((step, nth, version, value)) AS latest,
    min(if(isFinite(value), value, inf)) AS least,
    max(if(isFinite(value), value, -inf)) AS greatest,
    min(if(isFinite(value), 9223372036854775807, step)) AS first_non_finite_step,
    min(at) AS first_at,
    max(at) AS last_at,
    count() AS received_count
FROM training_points
GROUP BY workspace_id, job_id, is_system, metric, attempt;

-- Points by stretches of 2^level steps, for curves that have too many to be read: first, last, lowest and highest of each stretch, and where
-- it is not finite first. `first_nan` and `first_infinity` have the step 2^63 - 1 where there is none.
CREATE TABLE IF NOT EXISTS training_buckets
(
    workspace_id   UUID,
    job_id         UUID,
    metric         String CODEC(ZSTD(1)),
    level          UInt8,
    attempt        UInt16,
    bucket         Int64 CODEC(Delta, ZSTD(1)),
    first          SimpleAggregateFunction(min, Tuple(step Int64, nth Int64, value Float64, at DateTime64(6, 'UTC'))),
    last           SimpleAggregateFunction(max, Tuple(step Int64, nth Int64, value Float64, at DateTime64(6, 'UTC'))),
    low            SimpleAggregateFunction(min, Tuple(value Float64, step Int64, at DateTime64(6, 'UTC'))),
    high           SimpleAggregateFunction(max, Tuple(value Float64, step Int64, at DateTime64(6, 'UTC'))),
    first_nan      SimpleAggregateFunction(min, Tuple(step Int64, at DateTime64(6, 'UTC'))),
    first_infinity SimpleAggregateFunction(min, Tuple(step Int64, value Float64, at DateTime64(6, 'UTC')))
)
ENGINE = AggregatingMergeTree
ORDER BY (workspace_id, job_id, metric, level, attempt, bucket)
SETTINGS fsync_after_insert = 1, merge_selector_base = 20, compress_per_column_in_compact_parts = 0, write_marks_for_substreams_in_compact_parts = 0, index_granularity = 1024;

CREATE MATERIALIZED VIEW IF NOT EXISTS training_buckets_of_points TO training_buckets AS
SELECT
    workspace_id, job_id, metric, level, attempt,
    bitShiftRight(fine, level - 8) AS bucket,
    min(fine_first) AS first,
    max(fine_last) AS last,
    min(fine_low) AS low,
    max(fine_high) AS high,
    min(fine_first_nan) AS first_nan,
    min(fine_first_infinity) AS first_infinity
FROM
(
    SELECT
        workspace_id, job_id, metric, attempt,
        bitShiftRight(step, 8) AS fine,
        min((step, nth, value, at)) AS fine_first,
        max((step, nth, value, at)) AS fine_last,
        min((if(isFinite(value), value, inf), step, at)) AS fine_low,
        max((if(isFinite(value), value, -inf), step, at)) AS fine_high,
        min((if(isNaN(value), step, 9223372036854775807), at)) AS fine_first_nan,
        min((if(isInfinite(value), step, 9223372036854775807), value, at)) AS fine_first_infinity
    FROM training_points
    GROUP BY workspace_id, job_id, metric, attempt, fine
)
ARRAY JOIN [8, 14, 20, 28]::Array(UInt8) AS level
GROUP BY workspace_id, job_id, metric, level, attempt, bucket;
