import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, string, type Sql } from '../../../platform/store/sql.ts';
import { count64 } from '../decode.ts';
import type { AgreementSums } from '../pure/agreement.ts';
import { answersOf, type FactsQuery } from './facts.ts';

const timeoutMs = 20_000;

const QualityRow = z
  .object({
    majorityCount: count64,
    decidedCount: count64,
    verdictUnits: count64,
    verdictValues: count64,
    verdictWithin: z.number(),
    verdictSuccesses: count64,
    verdictFailures: count64,
    ratingUnits: count64,
    ratingValues: count64,
    ratingWithin: z.number(),
    ratingSum: z.number(),
    ratingSquares: z.number(),
  })
  .transform((row) => ({
    majority: { count: row.majorityCount, of: row.decidedCount },
    verdicts: {
      unitCount: row.verdictUnits,
      valueCount: row.verdictValues,
      within: row.verdictWithin,
      among: 2 * row.verdictSuccesses * row.verdictFailures,
    } satisfies AgreementSums,
    ratings: {
      unitCount: row.ratingUnits,
      valueCount: row.ratingValues,
      within: row.ratingWithin,
      among: 2 * (row.ratingValues * row.ratingSquares - row.ratingSum ** 2),
    } satisfies AgreementSums,
  }));

/**
 * Messages by what most of their verdicts are, and how far several evaluations of one message agree: verdicts are the same or not, ratings
 * differ by the square of their distance. One row.
 */
export const qualityOf = defineQuery({
  name: 'analytics.quality',
  timeoutMs,
  row: QualityRow,
  sql: (answers: FactsQuery): Sql => sql`
    WITH toInt64(m.success_count) AS s, toInt64(m.failure_count) AS f, s + f AS v, length(m.ratings) AS r,
         toFloat64(arraySum(m.ratings)) AS total, toFloat64(arraySum(rating -> rating * rating, m.ratings)) AS squares
    SELECT countIf(s > f) AS majorityCount, countIf(s != f) AS decidedCount,
           countIf(v > 1) AS verdictUnits, sumIf(v, v > 1) AS verdictValues, sumIf(2 * s * f / (v - 1), v > 1) AS verdictWithin,
           sumIf(s, v > 1) AS verdictSuccesses, sumIf(f, v > 1) AS verdictFailures,
           countIf(r > 1) AS ratingUnits, sumIf(r, r > 1) AS ratingValues,
           sumIf(2 * (r * squares - total * total) / (toInt64(r) - 1), r > 1) AS ratingWithin,
           sumIf(total, r > 1) AS ratingSum, sumIf(squares, r > 1) AS ratingSquares
    FROM ${answersOf(answers)}`,
});

const mixDimensions = ['ENVIRONMENT', 'WIDGET', 'HOUR'] as const;
export type MixDimension = (typeof mixDimensions)[number];

/** How many answers of each group have each environment, channel, and hour of the day in a zone. */
export const mixesOf = defineQuery({
  name: 'analytics.mixes',
  timeoutMs,
  row: z.object({ dimension: z.enum(mixDimensions), key: z.string(), value: z.string(), count: count64 }),
  sql: ({ key, keys, zone, ...answers }: FactsQuery & { key: Sql; keys: readonly string[]; zone: string }): Sql => sql`
    SELECT pair.1 AS dimension, m.key AS key, pair.2 AS value, sum(m.count) AS count
    FROM (SELECT toString(${key}) AS key, toString(m.environment) AS environment, m.widget AS widget,
                 toHour(m.created_at, ${string(zone)}) AS hour, count() AS count
          FROM ${answersOf(answers)} AND toString(${key}) IN ${strings(keys)} GROUP BY ALL) AS m
    ARRAY JOIN [('ENVIRONMENT', m.environment), ('WIDGET', toString(m.widget)), ('HOUR', toString(m.hour))] AS pair
    GROUP BY dimension, key, value`,
});
