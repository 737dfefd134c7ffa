import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, raw, sql, uint, uints } from '../../../platform/store/sql.ts';
import type { PredictionPlace, StoredPrediction } from '../types.ts';
import { hasText, within, type PredictionScope } from './scope.ts';

const timeoutMs = 15_000;

export interface PlacesAsked extends PredictionScope {
  /** null: every epoch. */
  readonly epoch: number | null;
  /** null: any text. */
  readonly search: string | null;
  readonly after: PredictionPlace | null;
  readonly before: PredictionPlace | null;
  /** Whether the last places are wanted, the last one first. */
  readonly isInverted: boolean;
  readonly limit: number;
}

const keyOf = ({ sampleIndex, epoch, step }: PredictionPlace) => sql`(${uint(sampleIndex)}, ${uint(epoch)}, ${int(step)})`;

/** Places of predictions in the order of the list, and what their texts hold. */
export const predictionPlaces = defineQuery({
  name: 'predictions.places',
  timeoutMs,
  row: z.object({ sampleIndex: z.number(), epoch: z.number(), step: z.coerce.number(), textBytes: z.number() }),
  sql: ({ epoch, search, after, before, isInverted, limit, ...scope }: PlacesAsked) => sql`
    SELECT sample_index AS sampleIndex, epoch, step, text_bytes AS textBytes FROM training_predictions FINAL
    WHERE ${within(scope)}
      ${epoch === null ? raw('') : sql`AND epoch = ${uint(epoch)}`}
      ${after === null ? raw('') : sql`AND sample_index >= ${uint(after.sampleIndex)} AND (sample_index, epoch, step) > ${keyOf(after)}`}
      ${before === null ? raw('') : sql`AND sample_index <= ${uint(before.sampleIndex)} AND (sample_index, epoch, step) < ${keyOf(before)}`}
      ${search === null ? raw('') : sql`AND ${hasText(search)}`}
    ORDER BY ${raw(['sample_index', 'epoch', 'step'].map((column) => `${column}${isInverted ? ' DESC' : ''}`).join(', '))}
    LIMIT ${uint(limit)}`,
});

const Stored = z
  .object({
    sampleIndex: z.number(),
    epoch: z.number(),
    step: z.coerce.number(),
    attempt: z.number(),
    prompt: z.string(),
    reference: z.string().nullable(),
    prediction: z.string(),
    scoreNames: z.array(z.string()),
    scoreValues: z.array(z.string()),
    atMs: z.coerce.number(),
  })
  .transform(({ scoreNames, scoreValues, atMs, ...prediction }): StoredPrediction => ({
    ...prediction,
    scores: new Map(scoreNames.map((name, place) => [name, numberOf(scoreValues[place] as string)])),
    at: new Date(atMs),
  }));

/** As ClickHouse writes a number. */
const numberOf = (text: string): number =>
  text === 'inf' ? Number.POSITIVE_INFINITY : text === '-inf' ? Number.NEGATIVE_INFINITY : text === 'nan' ? Number.NaN : Number(text);

/** The predictions at some places. */
export const predictionsAt = defineQuery({
  name: 'predictions.texts',
  timeoutMs,
  row: Stored,
  sql: ({ places, ...scope }: PredictionScope & { readonly places: readonly PredictionPlace[] }) => sql`
    SELECT sample_index AS sampleIndex, epoch, step, attempt, prompt, reference, prediction, score_names AS scoreNames,
      arrayMap(value -> toString(value), score_values) AS scoreValues, toUnixTimestamp64Milli(toDateTime64(at, 3)) AS atMs
    FROM training_predictions FINAL
    WHERE ${within(scope)} AND sample_index IN (${uints([...new Set(places.map(({ sampleIndex }) => sampleIndex))])})
      AND (toUInt64(sample_index), toUInt64(epoch), toUInt64(step)) IN (
        SELECT a, b, c FROM (SELECT 1) ARRAY JOIN ${uints(places.map(({ sampleIndex }) => sampleIndex))} AS a,
          ${uints(places.map(({ epoch }) => epoch))} AS b, ${uints(places.map(({ step }) => step))} AS c)`,
});

/** Which of some places are stored. */
export const storedPlaces = defineQuery({
  name: 'predictions.stored',
  timeoutMs,
  row: z.object({ sampleIndex: z.number(), epoch: z.number(), step: z.coerce.number() }),
  sql: ({
    epochs,
    sampleIndexes,
    ...scope
  }: PredictionScope & { readonly epochs: readonly number[]; readonly sampleIndexes: readonly number[] }) => sql`
    SELECT DISTINCT sample_index AS sampleIndex, epoch, step FROM training_predictions
    WHERE ${within(scope)} AND sample_index IN (${uints(sampleIndexes)}) AND epoch IN (${uints(epochs)})`,
});
