import { raw, sql, string, strings, type Sql } from '../../../platform/store/sql.ts';
import type { Measure, Measured, MetricKind, MetricUnit } from '../types.ts';

export type MetricSource = 'ANSWERS' | 'EVENTS';

/** How a row adds to a unit: its amount, or itself as one more different thing. */
export type Addend = { readonly sum: Sql } | { readonly distinct: Sql };

/** Over rows of the source: answers `m` of `message_facts`, or events `v`. */
export interface MeasureRule {
  readonly source: MetricSource;
  readonly unit: MetricUnit;
  readonly kinds: readonly MetricKind[];
  /** What a row adds. */
  readonly amount: (of: Measured) => Addend;
  /** What a share or a mean is divided by; null: units. */
  readonly base: ((of: Measured) => Addend) | null;
  /** The value of a row, null where it has none. Of percentiles. */
  readonly value: Sql | null;
}

const sum = (expression: string) => (): Addend => ({ sum: raw(expression) });
const tokens = 'm.uncached_input_tokens + m.cache_read_tokens + m.cache_write_tokens + m.visible_output_tokens + m.reasoning_tokens';
const input = 'm.uncached_input_tokens + m.cache_read_tokens + m.cache_write_tokens';
const output = 'm.visible_output_tokens + m.reasoning_tokens';
const conversations = (): Addend => ({ distinct: raw('m.conversation_id') });
const summed = ['MEAN', 'SUM', 'PERCENTILE', 'RATIO'] as const;

/** A quantity that every answer has, or that some report. */
const quantity = (unit: MetricUnit, value: string, isReported: string): MeasureRule => ({
  source: 'ANSWERS',
  unit,
  kinds: summed,
  amount: sum(`ifNull(toFloat64(${value}), 0)`),
  base: sum(isReported),
  value: raw(value),
});

const callsOf = (tool: string | null, counted: string): Sql =>
  tool === null
    ? raw(`arrayCount((tool, success) -> ${counted}, m.tool_names, m.tool_successes)`)
    : sql`arrayCount((tool, success) -> tool = ${string(tool)} AND ${raw(counted)}, m.tool_names, m.tool_successes)`;

export const measureRules: Readonly<Record<Measure, MeasureRule>> = {
  ANSWERS: { source: 'ANSWERS', unit: 'number', kinds: ['SHARE', 'SUM', 'RATIO', 'RETENTION'], amount: sum('1'), base: null, value: null },
  CONVERSATIONS: { source: 'ANSWERS', unit: 'number', kinds: ['SUM', 'RATIO'], amount: conversations, base: null, value: null },
  TURNS: { source: 'ANSWERS', unit: 'number', kinds: ['MEAN'], amount: sum('1'), base: conversations, value: null },
  SUCCESS: {
    source: 'ANSWERS',
    unit: 'share',
    kinds: ['SHARE', 'SUM', 'RATIO'],
    amount: sum('m.success_count'),
    base: sum('m.success_count + m.failure_count'),
    value: null,
  },
  RATING: {
    source: 'ANSWERS',
    unit: 'rating',
    kinds: ['MEAN'],
    amount: sum('arraySum(m.ratings)'),
    base: sum('length(m.ratings)'),
    value: null,
  },
  COST: quantity('usd', 'm.cost_nano_usd / 1e9', 'isNotNull(m.cost_nano_usd)'),
  LATENCY: quantity('ms', 'm.latency_ms', 'isNotNull(m.latency_ms)'),
  TIME_TO_FIRST_TOKEN: quantity('ms', 'm.time_to_first_token_ms', 'isNotNull(m.time_to_first_token_ms)'),
  TOKENS: quantity('tokens', tokens, '1'),
  INPUT_TOKENS: quantity('tokens', input, '1'),
  OUTPUT_TOKENS: quantity('tokens', output, '1'),
  ERRORS: {
    source: 'ANSWERS',
    unit: 'share',
    kinds: ['SHARE', 'SUM', 'RATIO'],
    amount: sum("m.error_type != ''"),
    base: sum('1'),
    value: null,
  },
  FAILURE_TAG: {
    source: 'ANSWERS',
    unit: 'share',
    kinds: ['SHARE', 'SUM', 'RATIO'],
    amount: ({ failureTag }) => ({ sum: sql`has(m.failure_tags, ${string(failureTag ?? '')})` }),
    base: sum('m.evaluation_count > 0'),
    value: null,
  },
  TOOL_CALLS: {
    source: 'ANSWERS',
    unit: 'number',
    kinds: ['SUM', 'RATIO'],
    amount: ({ tool }) => ({ sum: callsOf(tool, '1') }),
    base: null,
    value: null,
  },
  TOOL_SUCCESS: {
    source: 'ANSWERS',
    unit: 'share',
    kinds: ['SHARE', 'SUM', 'RATIO'],
    amount: ({ tool }) => ({ sum: callsOf(tool, 'ifNull(success, 0)') }),
    base: ({ tool }) => ({ sum: callsOf(tool, 'isNotNull(success)') }),
    value: null,
  },
  EVENTS: { source: 'EVENTS', unit: 'number', kinds: ['SHARE', 'SUM', 'RATIO', 'RETENTION'], amount: sum('1'), base: null, value: null },
  EVENT_VALUE: {
    source: 'EVENTS',
    unit: 'number',
    kinds: summed,
    amount: sum('ifNull(v.value, 0)'),
    base: sum('isNotNull(v.value)'),
    value: raw('v.value'),
  },
};

export const sourceOf = ({ measure }: Measured): MetricSource => measureRules[measure].source;

/** Which rows of its source a measure counts; constants that hold for all where nothing restricts it. */
export function countedRows({ event, models, environments, prompts, attributes }: Measured): Sql {
  const conditions: Sql[] = [
    ...(event === null ? [] : [sql`v.name = ${string(event)}`]),
    ...(models.length === 0 ? [] : [sql`m.model IN ${strings(models)}`]),
    ...(environments.length === 0 ? [] : [sql`m.environment IN ${strings(environments)}`]),
    ...(prompts.length === 0 ? [] : [sql`m.prompt_name IN ${strings(prompts)}`]),
    ...attributes.map(
      ({ name, values }) => sql`
        if(JSONType(v.attributes, ${string(name)}) = 'String', JSONExtractString(v.attributes, ${string(name)}), JSONExtractRaw(v.attributes, ${string(name)}))
          IN ${strings(values)}`,
    ),
  ];
  return conditions.reduce<Sql>((all, one) => sql`${all} AND ${one}`, raw('1'));
}
