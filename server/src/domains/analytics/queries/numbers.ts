import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, type Sql } from '../../../platform/store/sql.ts';
import { bigSum, count64, percentileLevels, percentiles } from '../decode.ts';
import type { Key } from '../pure/dimensions.ts';
import { overviewMeasures, ratingValues } from '../pure/measures.ts';
import { columns, mergeRows, rowsOf, type Source } from './source.ts';

const sumOf = (column: string) => [count64, `sum(m.${column})`] as const;
const bigSumOf = (column: string) => [bigSum, `toString(sum(m.${column}))`] as const;
const countOfList = (column: string) => [count64, `sum(length(m.${column}))`] as const;
const sumOfList = (column: string) => [bigSum, `toString(sum(arraySum(m.${column})))`] as const;
const percentilesOfList = (column: string) =>
  [percentiles, `quantilesExactInclusiveArray(${percentileLevels.join(', ')})(m.${column})`] as const;

/** The numbers of a group: how each is read, and its text over merged rows `m`. Sums and counts; nothing is divided yet. */
const numbers = {
  messageCount: sumOf('message_count'),
  errorCount: sumOf('error_count'),
  evaluatedCount: sumOf('evaluated_count'),
  uncachedInputTokens: bigSumOf('uncached_input_tokens'),
  cacheReadTokens: bigSumOf('cache_read_tokens'),
  cacheWriteTokens: bigSumOf('cache_write_tokens'),
  visibleOutputTokens: bigSumOf('visible_output_tokens'),
  reasoningTokens: bigSumOf('reasoning_tokens'),
  costNanoUsd: bigSumOf('cost_nano_usd'),
  pricedCount: sumOf('priced_count'),
  rating1Count: sumOf('rating_1_count'),
  rating2Count: sumOf('rating_2_count'),
  rating3Count: sumOf('rating_3_count'),
  rating4Count: sumOf('rating_4_count'),
  rating5Count: sumOf('rating_5_count'),
  successCount: sumOf('success_count'),
  failureCount: sumOf('failure_count'),
  conversationCount: [count64, 'groupBitmapMerge(m.conversations)'],
  userCount: [count64, 'groupBitmapMerge(m.end_users)'],
  latencyCount: countOfList('latencies_ms'),
  latencySumMs: sumOfList('latencies_ms'),
  latencyPercentilesMs: percentilesOfList('latencies_ms'),
  firstTokenCount: countOfList('times_to_first_token_ms'),
  firstTokenSumMs: sumOfList('times_to_first_token_ms'),
  firstTokenPercentilesMs: percentilesOfList('times_to_first_token_ms'),
} as const;

type Shape = { [Name in keyof typeof numbers]: (typeof numbers)[Name][0] };
const shape = Object.fromEntries(Object.entries(numbers).map(([name, [type]]) => [name, type])) as unknown as Shape;
const Numbers = z.object(shape);
export type Numbers = z.infer<typeof Numbers>;

/** The numbers of no message at all. */
export const noNumbers: Numbers = Numbers.parse(
  Object.fromEntries(Object.entries(numbers).map(([name, [type]]) => [name, type === bigSum ? '0' : type === percentiles ? [] : 0])),
);

/** What a group of messages has in common, by key name, and its numbers. */
export interface Group {
  readonly keys: Readonly<Record<string, unknown>>;
  readonly numbers: Numbers;
}

/** Numbers that are left out of a statement where no field selects them: each column and each aggregate of a statement costs time. */
export const numberParts = {
  conversations: { measures: ['conversations'], numbers: ['conversationCount'] },
  users: { measures: ['end_users'], numbers: ['userCount'] },
  latencies: { measures: ['latencies_ms'], numbers: ['latencyCount', 'latencySumMs', 'latencyPercentilesMs'] },
  timesToFirstToken: { measures: ['times_to_first_token_ms'], numbers: ['firstTokenCount', 'firstTokenSumMs', 'firstTokenPercentilesMs'] },
  errors: { measures: ['error_count'], numbers: ['errorCount'] },
  evaluated: { measures: ['evaluated_count'], numbers: ['evaluatedCount'] },
  inputTokens: {
    measures: ['uncached_input_tokens', 'cache_read_tokens', 'cache_write_tokens'],
    numbers: ['uncachedInputTokens', 'cacheReadTokens', 'cacheWriteTokens'],
  },
  outputTokens: { measures: ['visible_output_tokens', 'reasoning_tokens'], numbers: ['visibleOutputTokens', 'reasoningTokens'] },
  cost: { measures: ['cost_nano_usd', 'priced_count'], numbers: ['costNanoUsd', 'pricedCount'] },
  ratings: {
    measures: ratingValues.map((rating) => `rating_${rating}_count`),
    numbers: ratingValues.map((rating) => `rating${rating}Count` as const),
  },
  verdicts: { measures: ['success_count', 'failure_count'], numbers: ['successCount', 'failureCount'] },
} as const satisfies Record<string, { measures: readonly string[]; numbers: readonly (keyof Numbers)[] }>;
export type NumberPart = keyof typeof numberParts;
/** Without these, only messages are counted. */
export const everyPart: ReadonlySet<NumberPart> = new Set(Object.keys(numberParts) as NumberPart[]);

/** Several groupings of the same messages. */
export interface NumbersQuery {
  readonly source: Source;
  readonly groupings: readonly (readonly Key[])[];
  /** Numbers that are not selected: they are as if there were no messages. */
  readonly without?: ReadonlySet<NumberPart>;
}

const SelectedNumbers = Numbers.partial();
const GroupRow = z
  .looseObject({ level: z.number() })
  .transform(({ level, ...row }) => ({ level, keys: row, numbers: { ...noNumbers, ...SelectedNumbers.parse(row) } as Numbers }));

const groupedNumbers = defineQuery({
  name: 'analytics.groupedNumbers',
  timeoutMs: 20_000,
  row: GroupRow,
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, groupings, without = new Set() }: NumbersQuery): Sql => {
    const left = [...without].map((part) => numberParts[part]);
    const measures = overviewMeasures.filter(({ column }) => !left.some((part) => (part.measures as readonly string[]).includes(column)));
    const asked = Object.entries(numbers).filter(([name]) => !left.some((part) => (part.numbers as readonly string[]).includes(name)));
    const keys = distinctKeys(groupings);
    const names = keys.map(({ name }) => `m.${name}`).join(', ');
    const groupingSets = groupings.map((grouping) => `(${grouping.map(({ name }) => `m.${name}`).join(', ')})`).join(', ');
    const finest = mergeRows(rowsOf(source, keys, measures), keys, measures);
    return sql`
      SELECT ${columns([
        raw(keys.length === 0 ? '0 AS level' : `grouping(${names}) AS level`),
        ...keys.map(({ name }) => raw(`m.${name} AS ${name}`)),
        ...asked.map(([name, [, text]]) => raw(`${text} AS ${name}`)),
      ])}
      FROM (${finest}) AS m
      ${raw(keys.length === 0 ? '' : `GROUP BY GROUPING SETS (${groupingSets})`)}
      HAVING messageCount > 0`;
  },
});

/**
 * The numbers of each group, one list for each grouping asked for, in no order. In one pass: rows are merged once to the finest
 * grouping, and that is merged again for each one. Groups without messages are absent.
 *
 * Errors  throws `StoreTimeout` after 20 s; never returns a partial answer.
 * Source  `message_rollup` and `message_facts`, as the plan says; exact.
 */
export async function numbersByGroup(clickhouse: Parameters<typeof groupedNumbers>[0], question: NumbersQuery): Promise<Group[][]> {
  const keys = distinctKeys(question.groupings);
  const rows = await groupedNumbers(clickhouse, question);
  return question.groupings.map((grouping) => {
    const level = levelOf(grouping, keys);
    return rows.filter((row) => row.level === level);
  });
}

/** What ClickHouse's grouping() says of a grouping: a bit for each key that it leaves out, the first key's the highest. */
const levelOf = (grouping: readonly Key[], keys: readonly Key[]): number =>
  keys.reduce((level, key) => level * 2 + (grouping.some(({ name }) => name === key.name) ? 0 : 1), 0);

function distinctKeys(groupings: readonly (readonly Key[])[]): Key[] {
  return [...new Map(groupings.flat().map((key) => [key.name, key])).values()];
}
