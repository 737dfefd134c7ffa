-- Calls of a trace that report tokens and have no price, so that a sum of the others is not taken for the whole. 0 for traces that were summed
-- up before.
ALTER TABLE traces ADD COLUMN IF NOT EXISTS unpriced_count UInt32 AFTER priced_count;
