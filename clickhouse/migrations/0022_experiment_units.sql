-- When an exposure was written, the last time: what came since the units of an experiment were summed up is counted beside the sums. Exposures
-- that were written before have the time of this migration.
ALTER TABLE exposures ADD COLUMN IF NOT EXISTS recorded_at SimpleAggregateFunction(max, DateTime64(3, 'UTC')) DEFAULT now64(3, 'UTC') CODEC(Delta, ZSTD(1)) AFTER last_at;
ALTER TABLE exposures MATERIALIZE COLUMN recorded_at;

-- What each unit of an experiment has of each of its metrics, as it was at one count (`experiment_sums` of PostgreSQL says which are whole, and up
-- to where they go). Lists have an entry by metric: numerator and denominator after the unit's first exposure and in the days before, and the values of
-- percentiles. A count is a partition: it is written once and removed as a whole. Everything here can be counted again.
CREATE TABLE IF NOT EXISTS experiment_units
(
    workspace_id  UUID,
    experiment_id UUID,
    generation    UInt64,
    unit_id       String CODEC(ZSTD(1)),
    variant       LowCardinality(String),
    since         DateTime64(3, 'UTC') CODEC(Delta, LZ4),
    ys            Array(Float64) CODEC(LZ4),
    xs            Array(Float64) CODEC(LZ4),
    ys_before     Array(Float64) CODEC(LZ4),
    xs_before     Array(Float64) CODEC(LZ4),
    lists         Array(Array(Float64)) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY generation
ORDER BY (workspace_id, experiment_id, generation, unit_id);
