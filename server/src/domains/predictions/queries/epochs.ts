import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uint } from '../../../platform/store/sql.ts';
import { within, type PredictionScope } from './scope.ts';

const timeoutMs = 15_000;

/** The epochs that have predictions, the last `limit` of them, in their order. */
export const epochsOf = defineQuery({
  name: 'predictions.epochs',
  timeoutMs,
  row: z.object({
    epoch: z.number(),
    predictionCount: z.coerce.number(),
    sampleCount: z.coerce.number(),
    firstStep: z.coerce.number(),
    lastStep: z.coerce.number(),
  }),
  sql: ({ limit, ...scope }: PredictionScope & { readonly limit: number }) => sql`
    SELECT * FROM (
      SELECT epoch, count() AS predictionCount, uniqExact(sample_index) AS sampleCount, min(step) AS firstStep, max(step) AS lastStep
      FROM training_predictions FINAL WHERE ${within(scope)} GROUP BY epoch ORDER BY epoch DESC LIMIT ${uint(limit)}
    ) ORDER BY epoch`,
});

/**
 * The scores of each epoch from `fromEpoch` on, by name: over its samples, each by its last prediction in the epoch; and the differences from
 * the same samples in the epoch `baseline`. Over finite scores alone.
 */
export const scoresByEpoch = defineQuery({
  name: 'predictions.scores',
  timeoutMs,
  row: z.object({
    epoch: z.number(),
    name: z.string(),
    count: z.coerce.number(),
    mean: z.number().nullable(),
    variance: z.number().nullable(),
    /** Number of scores of 1; null: some are neither 0 nor 1. */
    ones: z.coerce.number().nullable(),
    pairedCount: z.coerce.number(),
    pairedMean: z.number().nullable(),
    pairedVariance: z.number().nullable(),
  }),
  sql: ({ baseline, fromEpoch, ...scope }: PredictionScope & { readonly baseline: number; readonly fromEpoch: number }) => sql`
    WITH latest AS (
      SELECT p.epoch AS epoch, sample_index, argMax((score_names, score_values), (attempt, step)) AS scores
      FROM training_predictions AS p FINAL
      WHERE ${within(scope)} AND (p.epoch >= ${uint(fromEpoch)} OR p.epoch = ${uint(baseline)})
      GROUP BY p.epoch, sample_index
    ), scored AS (
      SELECT epoch, sample_index, name, value FROM latest ARRAY JOIN scores.1 AS name, scores.2 AS value WHERE isFinite(value)
    )
    SELECT s.epoch AS epoch, s.name AS name, count() AS count, avg(s.value) AS mean, varSamp(s.value) AS variance,
      if(countIf(s.value NOT IN (0, 1)) = 0, countIf(s.value = 1), NULL) AS ones,
      countIf(isNotNull(b.value)) AS pairedCount, avg(s.value - b.value) AS pairedMean, varSamp(s.value - b.value) AS pairedVariance
    FROM scored AS s
    LEFT JOIN (SELECT sample_index, name, toNullable(value) AS value FROM scored WHERE epoch = ${uint(baseline)}) AS b
      ON b.sample_index = s.sample_index AND b.name = s.name
    GROUP BY s.epoch, s.name ORDER BY s.epoch, s.name LIMIT 100000`,
});
