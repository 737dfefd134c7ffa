import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import type { FlippedItem } from '../load.ts';
import type { ResultPlace, StoredResult } from '../queries/results.ts';
import type { BenchmarkOutcome } from '../types.ts';
import { BenchmarkOutcomeEnum, FlipEnum } from './enums.ts';

const itemWords = {
  itemId: 'Id by which the benchmark knows the item.',
  category: 'Category of the item; null: none.',
  input: 'Text that the model was given; null: not sent.',
  target: 'Answer that is wanted; null: not sent.',
} as const;

const outcomeOf = ({ isCorrect, error }: StoredResult): BenchmarkOutcome =>
  error !== null ? 'ERROR' : isCorrect === null ? 'UNDECIDED' : isCorrect ? 'CORRECT' : 'WRONG';

export const BenchmarkResultRef = builder.objectRef<StoredResult>('BenchmarkResult').implement({
  description: 'What a model answered to an item of a benchmark.',
  fields: (t) => ({
    itemId: t.exposeString('itemId', { description: itemWords.itemId }),
    category: t.exposeString('category', { nullable: true, description: itemWords.category }),
    input: t.exposeString('input', { nullable: true, description: itemWords.input }),
    target: t.exposeString('target', { nullable: true, description: itemWords.target }),
    sample: t.exposeInt('sample', { description: 'Number of the answer to its item in the run, from 0.' }),
    outcome: t.field({ type: BenchmarkOutcomeEnum, description: 'What became of the answer.', resolve: outcomeOf }),
    isCorrect: t.exposeBoolean('isCorrect', { nullable: true, description: 'Whether the answer is correct; null: not decided.' }),
    score: t.exposeFloat('score', { nullable: true, description: 'Score of the answer, as sent; null: not scored.' }),
    scores: t.expose('scores', { type: 'JSON', description: 'Further scores of the answer: numbers by name, as sent.' }),
    answer: t.exposeString('answer', { nullable: true, description: 'Text that the model answered; null: not sent.' }),
    error: t.exposeString('error', { nullable: true, description: 'Error that was reported for the answer; null: none.' }),
    latencyMs: t.exposeInt('latencyMs', { nullable: true, description: 'Duration of the call in milliseconds; null: not sent.' }),
    inputTokens: t.exposeInt('inputTokens', { nullable: true, description: 'Number of input tokens; null: not sent.' }),
    outputTokens: t.exposeInt('outputTokens', { nullable: true, description: 'Number of output tokens; null: not sent.' }),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'Cost of the call in US dollars, as sent; null: not sent.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Time when the model answered; when the result was stored where none was sent.' }),
  }),
});

export const FlippedItemRef = builder.objectRef<FlippedItem>('FlippedBenchmarkItem').implement({
  description: 'An item of a benchmark that two runs answered differently.',
  fields: (t) => ({
    itemId: t.string({ description: itemWords.itemId, resolve: ({ first }) => first.itemId }),
    category: t.string({ nullable: true, description: itemWords.category, resolve: ({ first }) => first.category }),
    input: t.string({ nullable: true, description: itemWords.input, resolve: ({ first }) => first.input }),
    target: t.string({ nullable: true, description: itemWords.target, resolve: ({ first }) => first.target }),
    flip: t.field({
      type: FlipEnum,
      description: 'Direction in which the item changed.',
      resolve: ({ isGained }) => (isGained ? 'GAINED' : 'LOST'),
    }),
    base: t.field({
      type: [BenchmarkResultRef],
      description: 'Answers of the base run to the item; at most 10,000.',
      resolve: ({ base }) => base,
    }),
    other: t.field({
      type: [BenchmarkResultRef],
      description: 'Answers of the other run to the item; at most 10,000.',
      resolve: ({ other }) => other,
    }),
  }),
});

export const ResultConnection = builder.connectionObject(
  { type: BenchmarkResultRef, name: 'BenchmarkResultConnection', description: 'A page of results of a benchmark run.' },
  { name: 'BenchmarkResultEdge', description: 'A result of a benchmark run together with its place in the list.' },
);
export const FlipConnection = builder.connectionObject(
  { type: FlippedItemRef, name: 'FlippedBenchmarkItemConnection', description: 'A page of items that two runs answered differently.' },
  { name: 'FlippedBenchmarkItemEdge', description: 'A flipped item together with its place in the list.' },
);

/** Cursors of the results of a run. */
export const resultCursor = ({ itemKey, sample }: ResultPlace): string => encodeCursor('benchmarkResults', itemKey.toString(), sample);
export function resultOfCursor(cursor: string, argument: CursorArgument): ResultPlace {
  const [key, sample] = decodeCursor('benchmarkResults', 2, cursor, argument);
  const place = { itemKey: numberKey(key), sample: Number(sample) };
  const isWhole = Number.isInteger(place.sample) && place.sample >= 0 && place.sample < 2 ** 31;
  if (place.itemKey < 0n || !isWhole || resultCursor(place) !== cursor) throw badCursor(argument);
  return place;
}

/** Cursors of items that two runs answered differently. */
export const flipCursor = ({ key }: { readonly key: bigint }): string => encodeCursor('benchmarkFlips', key.toString());
export function flipOfCursor(cursor: string, argument: CursorArgument): bigint {
  const key = numberKey(decodeCursor('benchmarkFlips', 1, cursor, argument)[0]);
  if (key < 0n || flipCursor({ key }) !== cursor) throw badCursor(argument);
  return key;
}
