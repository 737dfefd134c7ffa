-- What senders report of a trace's calls, beside our cost of them. Null: not of each call; so are traces that were summed up before.
ALTER TABLE traces ADD COLUMN IF NOT EXISTS reported_cost_nano_usd Nullable(Int64) CODEC(ZSTD(1)) AFTER priced_count;
