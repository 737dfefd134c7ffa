import { viewLink } from '../../../platform/tools/links.ts';
import type { Shaped, ToolFact } from '../../../platform/tools/shape.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import { defineTool, type ArgumentDeclaration, type Arguments, type ReadOperation } from '../../../platform/tools/tool.ts';
import { comparisonFields, comparisonTable, type Comparison } from '../pure/comparison-table.ts';
import { filterReferences, filterValue, filterVariables } from './arguments.ts';

interface Share {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}
const shareFields = '{ count of share interval { low high } }';
const shareFacts = (key: string, title: string, { count, of, share, interval }: Share): ToolFact[] => [
  fact(key, title, share, { unit: 'share', interval, n: of }),
  fact(`${key}Count`, `${title}, count`, count),
];

interface Extra {
  readonly variables?: string;
  readonly arguments?: Readonly<Record<string, ArgumentDeclaration>>;
  readonly references?: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
  /** Whether the answer needs both ends of the time range. */
  readonly needsRange?: true;
}

/** One of the 13 operations: a field of `evaluationMetrics`. */
const operation = <Value>(
  about: string,
  field: string,
  shape: (value: Value, args: Arguments) => Shaped,
  extra: Extra = {},
): ReadOperation => ({
  about,
  ...(extra.words && { words: extra.words }),
  document: `query (${filterVariables}${extra.variables ?? ''}) { evaluationMetrics(filter: ${filterValue}) { value: ${field} } }`,
  ...(extra.arguments && { arguments: extra.arguments }),
  references: { ...filterReferences, ...extra.references },
  shape: ({ evaluationMetrics }: { evaluationMetrics: { value: Value } }, args: Arguments) => ({
    links: [viewLink('Judgments with these filters', '/judgments', args)],
    ...shape(evaluationMetrics.value, args),
  }),
});

interface Agreement {
  readonly alpha: number | null;
  readonly messageCount: number;
  readonly valueCount: number;
}
interface Trend {
  readonly metric: string;
  readonly direction: string;
  readonly slopePerDay: number | null;
  readonly bucketCount: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}
interface Periods {
  readonly from: string;
  readonly to: string;
  readonly metrics: readonly Comparison[];
}
type Quantiles = Readonly<Record<'averageMs' | 'p50Ms' | 'p90Ms' | 'p95Ms' | 'p99Ms', number | null>>;

const neededRange = {
  from: { type: 'time', isRequired: true, description: 'First instant, included, ISO 8601' },
  to: { type: 'time', isRequired: true, description: 'Last instant, not included, ISO 8601' },
} as const;

export const evaluationMetricsTool = defineTool({
  name: 'evaluation_metrics',
  title: 'Evaluation metrics',
  description:
    '13 numbers of quality under filters, each with its interval and number of cases: accuracy, success rate, ratings, failure tags, agreement, response time, cost and tokens of a success, tools, errors, trend, comparison of periods and of models.',
  group: 'quality',
  words: ['quality', 'evaluation', 'success', 'accuracy', 'rating', 'failure', 'tag', 'agreement', 'trend', 'compare', 'judgment'],
  operations: {
    accuracy: operation<Share>('share of messages that most verdicts call a success', `accuracy ${shareFields}`, (value) => ({
      facts: shareFacts('accuracy', 'Accuracy', value),
    })),
    success_rate: operation<Share>(
      'share of verdicts that are success',
      `successRate ${shareFields}`,
      (value) => ({ facts: shareFacts('successRate', 'Success rate', value) }),
      {
        words: ['success'],
      },
    ),
    ratings: operation<{ average: number | null; count: number; distribution: readonly { rating: number; count: number }[] }>(
      'average and distribution of ratings',
      'ratings { average count distribution { rating count } }',
      ({ average, count, distribution }) => ({
        facts: [fact('averageRating', 'Average rating', average, { unit: 'stars', n: count }), fact('ratingCount', 'Ratings', count)],
        table: tableOf(distribution, (at) => [
          at.number('rating', 'Rating', (row) => row.rating, { unit: 'stars' }),
          at.number('count', 'Count', (row) => row.count),
        ]),
        chart: { kind: 'bar', x: 'rating', y: ['count'], title: 'Ratings' },
      }),
      { words: ['rating', 'star', 'distribution'] },
    ),
    failure_tags: operation<readonly { tag: string; count: number }[]>(
      'how often each failure tag was given',
      'failureTags { tag count }',
      (tags) => ({
        facts: [
          fact('tagCount', 'Different failure tags', tags.length),
          fact('topTag', 'Most frequent failure tag', tags[0]?.tag),
          fact('topTagCount', 'Times the most frequent was given', tags[0]?.count),
        ],
        table: tableOf(tags, (at) => [at.text('tag', 'Failure tag', (row) => row.tag), at.number('count', 'Count', (row) => row.count)]),
        chart: { kind: 'bar', x: 'tag', y: ['count'], title: 'Failure tags' },
      }),
      { words: ['failure', 'tag', 'reason', 'wrong'] },
    ),
    agreement: operation<{ verdicts: Agreement; ratings: Agreement }>(
      'agreement of several evaluations of one message, Krippendorff’s alpha',
      'agreement { verdicts { alpha messageCount valueCount } ratings { alpha messageCount valueCount } }',
      ({ verdicts, ratings }) => ({
        facts: [
          fact('verdictAlpha', 'Alpha of verdicts', verdicts.alpha, { n: verdicts.messageCount }),
          fact('ratingAlpha', 'Alpha of ratings', ratings.alpha, { n: ratings.messageCount }),
        ],
        notes: verdicts.messageCount + ratings.messageCount === 0 ? ['No message has two evaluations.'] : [],
      }),
    ),
    response_time: operation<Quantiles>(
      'mean and percentiles of latency',
      'responseTime { averageMs p50Ms p90Ms p95Ms p99Ms }',
      (value) => ({
        facts: Object.entries(value).map(([key, ms]) =>
          fact(key.replace(/Ms$/, ''), key === 'averageMs' ? 'Average latency' : `Latency ${key.replace(/Ms$/, '')}`, ms, { unit: 'ms' }),
        ),
      }),
      { words: ['latency', 'response', 'slow', 'fast', 'p95'] },
    ),
    cost_per_success: operation<{ costUsd: number | null; successCount: number }>(
      'cost of a success',
      'costPerSuccess { costUsd successCount }',
      ({ costUsd, successCount }) => ({
        facts: [fact('costPerSuccess', 'Cost of a success', costUsd, { unit: 'usd', n: successCount })],
      }),
    ),
    tokens_per_success: operation<{ tokens: number | null; successCount: number }>(
      'tokens for a success',
      'tokensPerSuccess { tokens successCount }',
      ({ tokens, successCount }) => ({
        facts: [fact('tokensPerSuccess', 'Tokens for a success', tokens, { unit: 'tokens', n: successCount })],
      }),
    ),
    tool_success: operation<Share>(
      'share of tool calls that succeed',
      `toolSuccess ${shareFields}`,
      (value) => ({ facts: shareFacts('toolSuccess', 'Success of tool calls', value) }),
      {
        words: ['tool call', 'tool success'],
      },
    ),
    error_rate: operation<Share>(
      'share of messages that ended in an error',
      `errorRate ${shareFields}`,
      (value) => ({ facts: shareFacts('errorRate', 'Error rate', value) }),
      { words: ['error'] },
    ),
    trend: operation<Trend>(
      'whether a number rises or falls over time',
      'trend(metric: $metric, interval: $interval) { metric direction slopePerDay bucketCount interval { low high } }',
      ({ metric, direction, slopePerDay, bucketCount, interval }) => ({
        facts: [
          fact('metric', 'Number', metric),
          fact('direction', 'Direction', direction),
          fact('slopePerDay', 'Change a day', slopePerDay, { interval, n: bucketCount }),
        ],
        notes: bucketCount < 3 ? ['Fewer than three whole buckets have a value: no trend can be seen.'] : [],
      }),
      {
        variables: ', $metric: TrendMetric = SUCCESS_SHARE, $interval: Interval',
        words: ['trend', 'rising', 'falling', 'improving', 'worse', 'over time'],
      },
    ),
    period_comparison: operation<Periods | null>(
      'a period beside the one of equal length before it',
      `periodComparison { from to metrics ${comparisonFields} }`,
      (value) =>
        value === null
          ? { notes: ['A comparison of periods needs both ends of the time range.'] }
          : comparisonTable(value.metrics, 'Before', 'Period'),
      { arguments: neededRange, words: ['previous', 'period', 'changed', 'compared to'] },
    ),
    model_comparison: operation<readonly Comparison[]>(
      'a model beside a base model',
      `modelComparison(base: $base, model: $model) ${comparisonFields}`,
      (rows, { base, model }) => comparisonTable(rows, String(base), String(model)),
      { variables: ', $base: String!, $model: String!', references: { base: 'model', model: 'model' }, words: ['versus', 'vs', 'model'] },
    ),
  },
});
