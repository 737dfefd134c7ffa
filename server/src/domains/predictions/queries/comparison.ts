import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, string, uint, uints, type Sql } from '../../../platform/store/sql.ts';
import type { PredictionChange } from '../types.ts';
import { hasText, within, type PredictionScope } from './scope.ts';

const timeoutMs = 15_000;

export interface ComparisonAsked extends PredictionScope {
  /** At least one; the first is compared with the last. */
  readonly epochs: readonly number[];
  /** null: there is none. */
  readonly score: string | null;
  readonly lowerIsBetter: boolean;
  /** null: any text. */
  readonly search: string | null;
}

/**
 * One row per sample that has a prediction in one of the epochs. Of several steps of an epoch, and of several attempts, the last one's
 * prediction counts. `scoreChange` is the last epoch's score less the first's, NULL unless both are finite.
 */
function samples({ epochs, score, lowerIsBetter, search, ...scope }: ComparisonAsked): Sql {
  const [first, last] = [uint(epochs[0] as number), uint(epochs.at(-1) as number)];
  const scored =
    score === null
      ? raw('CAST(NULL AS Nullable(Float64))')
      : sql`if(has(score_names, ${string(score)}), score_values[indexOf(score_names, ${string(score)})], NULL)`;
  return sql`
    SELECT sample_index AS sampleIndex, countIf(epoch = ${first}) > 0 AND countIf(epoch = ${last}) > 0 AND ${uint(new Set(epochs).size)} > 1 AS isPaired,
      anyIf(hash, epoch = ${first}) != anyIf(hash, epoch = ${last}) AS differs,
      isPaired AND differs AS isChanged,
      anyIf(score, epoch = ${last}) - anyIf(score, epoch = ${first}) AS change,
      if(isPaired AND isFinite(change), change, NULL) AS scoreChange,
      ifNull(${raw(lowerIsBetter ? 'scoreChange < 0' : 'scoreChange > 0')}, false) AS isBetter,
      ifNull(${raw(lowerIsBetter ? 'scoreChange > 0' : 'scoreChange < 0')}, false) AS isWorse,
      arraySort(groupArray((epoch, lastStep))) AS places, sum(bytes) AS textBytes
    FROM (
      SELECT sample_index, p.epoch AS epoch, argMax(step, (attempt, step)) AS lastStep, argMax(prediction_hash, (attempt, step)) AS hash,
        argMax(tuple(${scored}), (attempt, step)).1 AS score, argMax(text_bytes, (attempt, step)) AS bytes,
        ${search === null ? raw('true') : sql`max(${hasText(search)})`} AS found
      FROM training_predictions AS p FINAL
      WHERE ${within(scope)} AND p.epoch IN (${uints(epochs)})
      GROUP BY sample_index, p.epoch
    )
    GROUP BY sample_index
    HAVING max(found)`;
}

const conditions: Readonly<Record<PredictionChange, string>> = {
  CHANGED: 'isChanged',
  UNCHANGED: 'isPaired AND NOT isChanged',
  BETTER: 'isBetter',
  WORSE: 'isWorse',
};

const isTrue = z.union([z.boolean(), z.number()]).transform(Boolean);

/**
 * How the samples stand together; and of those after or before a place, in the order of their indexes or, inverted, in the reverse, some.
 */
export const comparedSamples = defineQuery({
  name: 'predictions.compared',
  timeoutMs,
  row: z.object({
    sampleCount: z.coerce.number(),
    pairedCount: z.coerce.number(),
    changedCount: z.coerce.number(),
    betterCount: z.coerce.number(),
    worseCount: z.coerce.number(),
    scoredCount: z.coerce.number(),
    mean: z.number().nullable(),
    variance: z.number().nullable(),
    page: z.array(
      z
        .tuple([
          z.number(),
          isTrue,
          isTrue,
          z.number().nullable(),
          isTrue,
          isTrue,
          z.array(z.tuple([z.number(), z.coerce.number()])),
          z.coerce.number(),
        ])
        .transform(([sampleIndex, isPaired, isChanged, scoreChange, isBetter, isWorse, places, textBytes]) => ({
          sampleIndex,
          isPaired,
          isChanged,
          scoreChange,
          isBetter,
          isWorse,
          places: places.map(([epoch, step]) => ({ sampleIndex, epoch, step })),
          textBytes,
        })),
    ),
  }),
  sql: ({
    change,
    after,
    before,
    isInverted,
    limit,
    ...asked
  }: ComparisonAsked & {
    readonly change: PredictionChange | null;
    readonly after: number | null;
    readonly before: number | null;
    readonly isInverted: boolean;
    readonly limit: number;
  }) => sql`
    SELECT count() AS sampleCount, countIf(isPaired) AS pairedCount, countIf(isChanged) AS changedCount, countIf(isBetter) AS betterCount,
      countIf(isWorse) AS worseCount, count(scoreChange) AS scoredCount, avg(scoreChange) AS mean, varSamp(scoreChange) AS variance,
      arraySlice(${raw(isInverted ? 'arrayReverseSort' : 'arraySort')}(row -> row.1, groupArrayIf(
        (sampleIndex, isPaired, isChanged, scoreChange, isBetter, isWorse, places, textBytes), true
          ${change === null ? raw('') : sql`AND ${raw(conditions[change])}`}
          ${after === null ? raw('') : sql`AND sampleIndex > ${uint(after)}`} ${before === null ? raw('') : sql`AND sampleIndex < ${uint(before)}`}
      )), 1, ${uint(limit)}) AS page
    FROM (${samples(asked)})`,
});

/** Names of the scores that both ends of a comparison have. */
export const commonScores = defineQuery({
  name: 'predictions.scoreNames',
  timeoutMs,
  row: z.object({ name: z.string() }),
  sql: ({ epochs, ...scope }: PredictionScope & { readonly epochs: readonly number[] }) => sql`
    SELECT name FROM training_predictions FINAL ARRAY JOIN score_names AS name
    WHERE ${within(scope)} AND epoch IN (${uints([epochs[0] as number, epochs.at(-1) as number])})
    GROUP BY name HAVING uniqExact(epoch) = ${uint(new Set([epochs[0], epochs.at(-1)]).size)} ORDER BY name LIMIT 1000`,
});
