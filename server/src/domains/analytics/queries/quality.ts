import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, strings, string, type Sql } from '../../../platform/store/sql.ts';
import { count64 } from '../decode.ts';
import type { Periods } from '../periods.ts';
import type { AgreementSums } from '../pure/agreement.ts';
import { decidedCount, majorityCount, ratingSums, verdictPairs } from '../pure/measures.ts';
import { answersOf, askedAnswersOf, type FactsQuery } from './facts.ts';
import { isWhole, keysOf, periodColumn, periodShape, wholeMeasures, wholeShape } from './periods.ts';
import { rowsOf } from './source.ts';

const timeoutMs = 20_000;

const QualityRow = z
  .object({
    ...periodShape,
    ...wholeShape,
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
    period: row.period,
    isWhole: row.isWhole,
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
 *
 * Source  `message_rollup` and `message_facts`, as the plan says; exact where the row is whole.
 */
export const qualityOf = defineQuery({
  name: 'analytics.quality',
  timeoutMs,
  row: QualityRow,
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, period }: Periods): Sql => sql`
    SELECT ${periodColumn(period)} ${isWhole}, sum(m.majority_count) AS majorityCount, sum(m.decided_count) AS decidedCount,
           sum(length(m.verdict_pairs)) AS verdictUnits, sum(arraySum(pair -> pair.1 + pair.2, m.verdict_pairs)) AS verdictValues,
           sum(arraySum(pair -> 2 * pair.1 * pair.2 / (pair.1 + pair.2 - 1), m.verdict_pairs)) AS verdictWithin,
           sum(arraySum(pair -> pair.1, m.verdict_pairs)) AS verdictSuccesses, sum(arraySum(pair -> pair.2, m.verdict_pairs)) AS verdictFailures,
           sum(length(m.rating_sums)) AS ratingUnits, sum(arraySum(sums -> sums.1, m.rating_sums)) AS ratingValues,
           sum(arraySum(sums -> 2 * (toFloat64(sums.1) * sums.3 - toFloat64(sums.2) * sums.2) / (sums.1 - 1), m.rating_sums)) AS ratingWithin,
           toFloat64(sum(arraySum(sums -> sums.2, m.rating_sums))) AS ratingSum, toFloat64(sum(arraySum(sums -> sums.3, m.rating_sums))) AS ratingSquares
    FROM (${rowsOf(source, keysOf(period), [...wholeMeasures, majorityCount, decidedCount, verdictPairs, ratingSums])}) AS m
    ${period === null ? raw('') : raw('GROUP BY period')}`,
});

const mixDimensions = ['ENVIRONMENT', 'WIDGET', 'HOUR'] as const;
export type MixDimension = (typeof mixDimensions)[number];

/** How many answers of each group have each environment, channel, and hour of the day in a zone. */
export const mixesOf = defineQuery({
  name: 'analytics.mixes',
  timeoutMs,
  row: z.object({ dimension: z.enum(mixDimensions), key: z.string(), value: z.string(), count: count64 }),
  sql: ({
    key,
    keys,
    zone,
    isOfAsked = false,
    ...answers
  }: FactsQuery & { key: Sql; keys: readonly string[]; zone: string; isOfAsked?: boolean }): Sql => sql`
    SELECT pair.1 AS dimension, m.key AS key, pair.2 AS value, sum(m.count) AS count
    FROM (SELECT toString(${key}) AS key, toString(m.environment) AS environment, m.widget AS widget,
                 toHour(m.created_at, ${string(zone)}) AS hour, count() AS count
          FROM ${isOfAsked ? askedAnswersOf(answers) : answersOf(answers)} AND toString(${key}) IN ${strings(keys)} GROUP BY ALL) AS m
    ARRAY JOIN [('ENVIRONMENT', m.environment), ('WIDGET', toString(m.widget)), ('HOUR', toString(m.hour))] AS pair
    GROUP BY dimension, key, value`,
});
