import type { ToolFact } from '../../../platform/tools/shape.ts';
import { columnMaker, fact, type ColumnOf } from '../../../platform/tools/table.ts';

/** The numbers of messages that tools report, as a fragment of a document. */
export const numbersFragment = `
fragment Numbers on OverviewNumbers {
  messageCount conversationCount userCount inputTokens outputTokens
  costUsd pricedCount costPerMessageUsd costPerSuccessUsd
  errorCount errorShare
  judgedCount successShare successInterval { low high }
  ratedCount averageRating
  latencyMs { averageMs p50Ms p90Ms p95Ms p99Ms }
  timeToFirstTokenMs { p50Ms p95Ms }
}`;

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** What the fragment gives. */
export interface Numbers {
  readonly messageCount: number;
  readonly conversationCount: number;
  readonly userCount: number;
  readonly inputTokens: number | string;
  readonly outputTokens: number | string;
  readonly costUsd: number | null;
  readonly pricedCount: number;
  readonly costPerMessageUsd: number | null;
  readonly costPerSuccessUsd: number | null;
  readonly errorCount: number;
  readonly errorShare: number | null;
  readonly judgedCount: number;
  readonly successShare: number | null;
  readonly successInterval: Ends | null;
  readonly ratedCount: number;
  readonly averageRating: number | null;
  readonly latencyMs: {
    readonly averageMs: number | null;
    readonly p50Ms: number | null;
    readonly p90Ms: number | null;
    readonly p95Ms: number | null;
    readonly p99Ms: number | null;
  };
  readonly timeToFirstTokenMs: { readonly p50Ms: number | null; readonly p95Ms: number | null };
}

interface Measure {
  readonly title: string;
  readonly unit: string | null;
  of(numbers: Numbers): number | null;
  /** Over how many things; absent: it is a count. */
  n?(numbers: Numbers): number;
  interval?(numbers: Numbers): Ends | null;
}

const tokens = (value: number | string): number => Number(value);

/** Numbers that can be asked for by name, in the order in which they are shown. */
export const measures = {
  messages: { title: 'Messages', unit: 'messages', of: (one) => one.messageCount },
  conversations: { title: 'Conversations', unit: 'conversations', of: (one) => one.conversationCount },
  users: { title: 'Users', unit: 'users', of: (one) => one.userCount },
  cost: { title: 'Cost', unit: 'usd', of: (one) => one.costUsd, n: (one) => one.pricedCount },
  cost_per_message: { title: 'Cost of a message', unit: 'usd', of: (one) => one.costPerMessageUsd, n: (one) => one.pricedCount },
  cost_per_success: { title: 'Cost of a success', unit: 'usd', of: (one) => one.costPerSuccessUsd, n: (one) => one.judgedCount },
  input_tokens: { title: 'Input tokens', unit: 'tokens', of: (one) => tokens(one.inputTokens) },
  output_tokens: { title: 'Output tokens', unit: 'tokens', of: (one) => tokens(one.outputTokens) },
  total_tokens: { title: 'Tokens', unit: 'tokens', of: (one) => tokens(one.inputTokens) + tokens(one.outputTokens) },
  success_rate: {
    title: 'Success rate',
    unit: 'share',
    of: (one) => one.successShare,
    n: (one) => one.judgedCount,
    interval: (one) => one.successInterval,
  },
  evaluations: { title: 'Judged messages', unit: 'messages', of: (one) => one.judgedCount },
  rating: { title: 'Average rating', unit: 'stars', of: (one) => one.averageRating, n: (one) => one.ratedCount },
  ratings: { title: 'Ratings', unit: 'ratings', of: (one) => one.ratedCount },
  errors: { title: 'Errors', unit: 'messages', of: (one) => one.errorCount },
  error_rate: { title: 'Error rate', unit: 'share', of: (one) => one.errorShare, n: (one) => one.messageCount },
  latency: { title: 'Average latency', unit: 'ms', of: (one) => one.latencyMs.averageMs },
  latency_p50: { title: 'Median latency', unit: 'ms', of: (one) => one.latencyMs.p50Ms },
  latency_p90: { title: 'Latency p90', unit: 'ms', of: (one) => one.latencyMs.p90Ms },
  latency_p95: { title: 'Latency p95', unit: 'ms', of: (one) => one.latencyMs.p95Ms },
  latency_p99: { title: 'Latency p99', unit: 'ms', of: (one) => one.latencyMs.p99Ms },
  first_token_p50: { title: 'Median time to first token', unit: 'ms', of: (one) => one.timeToFirstTokenMs.p50Ms },
  first_token_p95: { title: 'Time to first token p95', unit: 'ms', of: (one) => one.timeToFirstTokenMs.p95Ms },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as readonly MeasureName[];

const measure = (name: MeasureName): Measure => measures[name];

export const titleOf = (name: MeasureName): string => measure(name).title;

/** A key of a cell: camelCase. */
export const keyOf = (name: string): string => name.replaceAll(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

export const factsOf = (numbers: Numbers, names: readonly MeasureName[] = measureNames): ToolFact[] =>
  names.map((name) => {
    const { title, unit, of, n, interval } = measure(name);
    return fact(keyOf(name), title, of(numbers), {
      ...(unit !== null && { unit }),
      n: n?.(numbers) ?? null,
      interval: interval?.(numbers) ?? null,
    });
  });

/** Columns of rows that hold numbers. */
export function columnsOf<Row>(names: readonly MeasureName[], of: (row: Row) => Numbers): ColumnOf<Row>[] {
  const at = columnMaker<Row>();
  return names.flatMap((name) => {
    const { title, unit, of: value, interval } = measure(name);
    const key = keyOf(name);
    const cell = (row: Row): number | null => value(of(row));
    if (unit !== 'share') return [at.number(key, title, cell, unit === null ? {} : { unit })];
    const end = (which: keyof Ends) => (row: Row) => interval?.(of(row))?.[which] ?? null;
    const ends = [at.share(`${key}Low`, `${title}, low end`, end('low')), at.share(`${key}High`, `${title}, high end`, end('high'))];
    return [at.share(key, title, cell), ...(interval === undefined ? [] : ends)];
  });
}

/** What most are interested in. */
export const usualMeasures = [
  'messages',
  'cost',
  'success_rate',
  'evaluations',
  'rating',
  'error_rate',
  'latency_p50',
  'latency_p95',
  'total_tokens',
] as const satisfies readonly MeasureName[];
