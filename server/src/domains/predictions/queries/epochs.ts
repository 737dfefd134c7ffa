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
 * The scores of each epoch from `fromEpoch` on, by name: over its samples, each by its last prediction in the epoch; and the differences
 * from the same samples in the epoch `baseline`. Over finite scores alone.
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
    SELECT point.1 AS epoch, name, count() AS count, avg(point.2) AS mean, varSamp(point.2) AS variance,
      if(countIf(point.2 NOT IN (0, 1)) = 0, countIf(point.2 = 1), NULL) AS ones,
      count(base) AS pairedCount, avg(point.2 - base) AS pairedMean, varSamp(point.2 - base) AS pairedVariance
    FROM (
      SELECT name, groupArray((epoch, value)) AS points, maxIf(toNullable(value), epoch = ${uint(baseline)}) AS base
      FROM (
        SELECT p.epoch AS epoch, sample_index, score_names, score_values
        FROM training_predictions AS p FINAL
        WHERE ${within(scope)} AND (p.epoch >= ${uint(fromEpoch)} OR p.epoch = ${uint(baseline)})
        ORDER BY sample_index, p.epoch, attempt DESC, step DESC LIMIT 1 BY sample_index, p.epoch
      )
      ARRAY JOIN score_names AS name, score_values AS value
      WHERE isFinite(value)
      GROUP BY sample_index, name
    )
    ARRAY JOIN points AS point
    GROUP BY epoch, name ORDER BY epoch, name LIMIT 100000`,
});
