-- Which response a call of a model got, so that two spans beside each other that report one call are found (pure/response-key.ts). 0: not
-- reported; so are spans that were stored before.
ALTER TABLE spans ADD COLUMN IF NOT EXISTS response_key UInt64 CODEC(ZSTD(1)) AFTER expires_on;
