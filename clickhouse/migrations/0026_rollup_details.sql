-- What else numbers of a period are made of, so that they come from the rollup, too: sums of squares for variances, the tags of each message
-- once, and the verdicts and ratings of messages that have several. A row whose `detailed_count` is below its `message_count` was summed up
-- before: it is computed again in the background, and until then what it lacks is answered from the facts.
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS detailed_count UInt64 AFTER tool_calls;
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS latency_squares UInt128 AFTER detailed_count;
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS cost_squares UInt128 AFTER latency_squares;
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS output_token_squares UInt128 AFTER cost_squares;
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS message_tags Array(LowCardinality(String)) AFTER output_token_squares;
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS decided_count UInt64 AFTER message_tags;
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS majority_count UInt64 AFTER decided_count;
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS verdict_pairs Array(Tuple(successes UInt16, failures UInt16)) AFTER majority_count;
ALTER TABLE message_rollup ADD COLUMN IF NOT EXISTS rating_sums Array(Tuple(count UInt32, sum UInt64, squares UInt64)) AFTER verdict_pairs;
