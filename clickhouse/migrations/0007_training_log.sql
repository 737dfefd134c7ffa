-- Lines of what the command of a training job wrote, numbered from 1 in each attempt; a line that comes twice is one. No retention.
CREATE TABLE IF NOT EXISTS training_log
(
    workspace_id UUID,
    job_id       UUID,
    attempt      UInt16 CODEC(ZSTD(1)),
    line         UInt64 CODEC(Delta, ZSTD(1)),
    text         String CODEC(ZSTD(1)),
    at           DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    version      UInt64 CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace_id, job_id, attempt, line)
SETTINGS fsync_after_insert = 1, merge_selector_base = 20;
