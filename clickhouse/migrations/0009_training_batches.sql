-- Points as they are written: one row per call that brought them, so that what its points have in common is read once. `metrics` and
-- `spellings` have an entry per name in the call. `places`, `steps` and `values` have an entry per point, `places` the place of its name, from 1;
-- the other lists have one per point, or one that holds for all. Keeps nothing itself.
CREATE TABLE IF NOT EXISTS training_batches
(
    workspace_id UUID,
    job_id       UUID,
    version      UInt64,
    metrics      Array(String),
    spellings    Array(String),
    places       Array(UInt32),
    steps        Array(Int64),
    values       Array(Float64),
    attempts     Array(UInt16),
    nths         Array(Int64),
    ats_us       Array(Int64)
)
ENGINE = Null;

CREATE MATERIALIZED VIEW IF NOT EXISTS training_points_of_batches TO training_points AS
SELECT
    workspace_id, job_id,
    metrics[place] AS metric,
    spellings[place] AS sent_as,
    startsWith(metric, 'system/') AS is_system,
    step, attempt, nth, value,
    fromUnixTimestamp64Micro(at_us, 'UTC') AS at,
    version
FROM training_batches
ARRAY JOIN
    places AS place,
    steps AS step,
    values AS value,
    arrayResize(attempts, length(places), attempts[1]) AS attempt,
    arrayResize(nths, length(places), nths[1]) AS nth,
    arrayResize(ats_us, length(places), ats_us[1]) AS at_us;

-- The same as before, of aggregates over numbers: one over tuples costs several times as much. Steps and `nth` are from 0 to 2^53 - 1.
ALTER TABLE training_metrics_of_points MODIFY QUERY
SELECT
    workspace_id, job_id, is_system, metric, attempt,
    groupUniqArray(toString(sent_as)) AS spellings,
    min(step) AS first_step,
    max(step) AS last_step,
    (toInt64(bitShiftRight(max(place), 128)), toInt64(toUInt64(bitShiftRight(max(place), 64))), toUInt64(max(place)), argMax(value, place)) AS latest,
    min(if(isFinite(value), value, inf)) AS least,
    max(if(isFinite(value), value, -inf)) AS greatest,
    min(if(isFinite(value), 9223372036854775807, step)) AS first_non_finite_step,
    min(at) AS first_at,
    max(at) AS last_at,
    count() AS received_count
FROM
(
    SELECT *, bitOr(bitShiftLeft(toUInt256(step), 128), bitOr(bitShiftLeft(toUInt256(nth), 64), toUInt256(version))) AS place FROM training_points
)
GROUP BY workspace_id, job_id, is_system, metric, attempt;

ALTER TABLE training_buckets_of_points MODIFY QUERY
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
        (toInt64(bitShiftRight(min(place), 64)), toInt64(toUInt64(min(place))), argMin(value, place), argMin(at, place)) AS fine_first,
        (toInt64(bitShiftRight(max(place), 64)), toInt64(toUInt64(max(place))), argMax(value, place), argMax(at, place)) AS fine_last,
        (min(low), argMin(step, low), argMin(at, low)) AS fine_low,
        (max(high), argMax(step, high), argMax(at, high)) AS fine_high,
        (min(nan_step), argMin(at, nan_step)) AS fine_first_nan,
        (min(infinity_step), argMin(value, infinity_step), argMin(at, infinity_step)) AS fine_first_infinity
    FROM
    (
        SELECT
            *,
            bitOr(bitShiftLeft(toUInt128(step), 64), toUInt128(nth)) AS place,
            if(isFinite(value), value, inf) AS low,
            if(isFinite(value), value, -inf) AS high,
            if(isNaN(value), step, 9223372036854775807) AS nan_step,
            if(isInfinite(value), step, 9223372036854775807) AS infinity_step
        FROM training_points
    )
    GROUP BY workspace_id, job_id, metric, attempt, fine
)
ARRAY JOIN [8, 14, 20, 28]::Array(UInt8) AS level
GROUP BY workspace_id, job_id, metric, level, attempt, bucket;
