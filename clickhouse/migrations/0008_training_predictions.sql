-- What a model in training answered to a sample. A prediction is one by job, sample, epoch and step; the newest `version` of it wins. Ordered by
-- sample, so that one sample's prompts, references and answers of all epochs lie side by side. The two columns with a default are for statements
-- that read no text. Scores that are not finite are values. No retention.
CREATE TABLE IF NOT EXISTS training_predictions
(
    workspace_id    UUID,
    job_id          UUID,
    sample_index    UInt32 CODEC(Delta, ZSTD(1)),
    epoch           UInt32 CODEC(Delta, ZSTD(1)),
    step            Int64 CODEC(Delta, ZSTD(1)),
    attempt         UInt16 CODEC(ZSTD(1)),
    prompt          String CODEC(ZSTD(3)),
    reference       Nullable(String) CODEC(ZSTD(3)),
    prediction      String CODEC(ZSTD(3)),
    score_names     Array(LowCardinality(String)) CODEC(ZSTD(1)),
    score_values    Array(Float64) CODEC(ZSTD(1)),
    at              DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    version         UInt64 CODEC(Delta, ZSTD(1)),
    prediction_hash UInt64 DEFAULT cityHash64(prediction) CODEC(ZSTD(1)),
    text_bytes      UInt32 DEFAULT length(prompt) + length(ifNull(reference, '')) + length(prediction) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace_id, job_id, sample_index, epoch, step)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, merge_selector_base = 20;
