-- What a sender says of the unit of an exposure, as JSON of names and texts, and by which client it was sent; empty: nothing. Where the same exposure is
-- sent with several, the one that sorts last stays, so that merges in any order keep the same.
ALTER TABLE exposures ADD COLUMN IF NOT EXISTS attributes SimpleAggregateFunction(max, String) CODEC(ZSTD(3)) AFTER recorded_at;
ALTER TABLE exposures ADD COLUMN IF NOT EXISTS client SimpleAggregateFunction(max, String) CODEC(ZSTD(1)) AFTER attributes;
