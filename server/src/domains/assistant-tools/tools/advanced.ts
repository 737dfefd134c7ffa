import { earlierIn } from '../../analytics/pure/zone.ts';
import { comparisonFields, type Comparison } from '../../analytics/pure/comparison-table.ts';
import { columnsOf, numbersFragment, usualMeasures, type Numbers } from '../../analytics/pure/tool-numbers.ts';
import { runsTable, suiteFields, type Suite } from '../../benchmarks/pure/runs-table.ts';
import { comparedCohorts, comparedFields, type ComparedCohort } from '../../cohorts/pure/compared-table.ts';
import { sentimentFields, sentimentResult, type FoundSentiment } from '../../meaning/pure/tool-result.ts';
import { pageLink, viewLink } from '../../../platform/tools/links.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import { defineTool, type Arguments, type ToolRun } from '../../../platform/tools/tool.ts';
import { instantOf } from '../pure/calendar.ts';

const periods = ['day', 'week', 'month', 'quarter', 'year', 'all'] as const;
/** Days and months back from now. */
const lengths: Readonly<Record<string, { readonly days?: number; readonly months?: number }>> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { months: 12 },
};

const timeArguments = {
  period: { type: 'string', values: periods, description: 'Time period to analyze, up to now (default: month)' },
  startDate: { type: 'time', description: 'Start date (ISO format, overrides period)' },
  endDate: { type: 'time', description: 'End date (ISO format), not included' },
} as const;

/** The time range of the arguments, as the filter takes it. */
function rangeOf({ period, startDate, endDate }: Arguments, { now, timeZone }: ToolRun): { from?: string; to?: string } {
  const isGiven = startDate !== undefined || endDate !== undefined;
  const length = isGiven ? undefined : lengths[String(period ?? 'month')];
  return {
    ...(startDate !== undefined && { from: instantOf(String(startDate), timeZone, 'startDate').toISOString() }),
    ...(endDate !== undefined && { to: instantOf(String(endDate), timeZone, 'endDate').toISOString() }),
    ...(length !== undefined && { from: earlierIn(timeZone, now, length).toISOString(), to: now.toISOString() }),
  };
}

/** At least so many judged messages make a model the best one. */
const leastJudged = 30;

interface Models {
  readonly analytics: {
    readonly byModel: readonly (Numbers & { readonly model: string | null; readonly trainingMethod: string | null })[];
    readonly groupComparison: {
      readonly base: string | null;
      readonly groups: readonly { readonly value: string; readonly isBase: boolean; readonly metrics: readonly Comparison[] }[];
    };
  };
}

interface FoundAnomaly {
  readonly number: number;
  readonly sentence: string;
  readonly severity: string;
  readonly state: string;
  readonly beganAt: string;
  readonly endedAt: string | null;
  readonly messageCount: number;
  readonly userCount: number;
  readonly findings: readonly { readonly deviation: number }[];
  readonly annotations: readonly { readonly label: string }[];
}

interface Foreseen {
  readonly points: readonly Readonly<Record<'at', string> & Record<'value' | 'low80' | 'high80' | 'low95' | 'high95', number>>[];
  readonly model: string | null;
  readonly wape: number | null;
  readonly skill: number | null;
  readonly coverage95: number | null;
  readonly refusal: string | null;
  readonly sentence: string;
}

/** Days that are forecast: a quarter at most. */
const ahead: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 90, year: 90, all: 90 };
export const advancedAnalyticsTool = defineTool({
  name: 'advanced_analytics',
  title: 'Advanced analytics',
  description:
    'Comparison of models, benchmark results and cohort analysis over a period; anomalies, forecasts, and the sentiment of users.',
  group: 'quality',
  words: ['compare', 'model', 'best', 'benchmark', 'cohort', 'anomaly', 'sentiment', 'forecast', 'sft', 'dpo', 'performance'],
  operations: {
    model_comparison: {
      about: 'models beside each other, with the best, cheapest and fastest',
      words: ['best', 'cheapest', 'fastest', 'model', 'versus', 'vs', 'ranking', 'perform'],
      document: `query ($from: DateTime, $to: DateTime, $models: [String!]) {
        analytics(filter: { from: $from, to: $to, models: $models }) {
          byModel { model trainingMethod ...Numbers }
          groupComparison(by: MODEL) { base groups { value isBase metrics ${comparisonFields} } }
        }
      }${numbersFragment}`,
      computed: ['from', 'to', 'models'],
      arguments: { ...timeArguments, modelIds: { type: 'strings', description: 'Model IDs to compare: their names; absent: all' } },
      references: { modelIds: 'model' },
      variables: (args, run) => ({ ...rangeOf(args, run), models: args['modelIds'] }),
      shape: ({ analytics: { byModel, groupComparison } }: Models, args, run) => {
        const named = byModel.filter(({ model }) => model !== null);
        const best = top(
          named.filter(({ judgedCount }) => judgedCount >= leastJudged),
          ({ successShare }) => successShare,
        );
        const cheapest = top(named, ({ costPerMessageUsd }) => (costPerMessageUsd === null ? null : -costPerMessageUsd));
        const fastest = top(named, ({ latencyMs }) => (latencyMs.p50Ms === null ? null : -latencyMs.p50Ms));
        const verdicts = groupComparison.groups
          .filter(({ isBase }) => !isBase)
          .flatMap(({ value, metrics }) =>
            metrics
              .filter(({ metric, verdict }) => metric === 'SUCCESS_SHARE' && (verdict === 'BETTER' || verdict === 'WORSE'))
              .map(({ sentence }) => `${value} beside ${groupComparison.base}: ${sentence}`),
          );
        return {
          facts: [
            fact('modelCount', 'Models', named.length),
            fact('bestModel', 'Best success rate', best?.model),
            fact('bestSuccessRate', 'Success rate of the best', best?.successShare, {
              unit: 'share',
              interval: best?.successInterval ?? null,
              n: best?.judgedCount ?? null,
            }),
            fact('cheapestModel', 'Cheapest a message', cheapest?.model),
            fact('cheapestCostPerMessage', 'Cost of a message of the cheapest', cheapest?.costPerMessageUsd, { unit: 'usd' }),
            fact('fastestModel', 'Fastest', fastest?.model),
            fact('fastestLatency', 'Median latency of the fastest', fastest?.latencyMs.p50Ms, { unit: 'ms' }),
          ],
          table: tableOf(named, (at) => [
            at.text('model', 'Model', (row) => row.model),
            at.text('method', 'Training method', (row) => row.trainingMethod),
            ...columnsOf<(typeof named)[number]>([...usualMeasures, 'cost_per_message'], (row) => row),
          ]),
          chart:
            named.length < 2
              ? null
              : { kind: 'interval', x: 'model', y: ['successRate', 'successRateLow', 'successRateHigh'], title: 'Success rate by model' },
          links: [viewLink('Analytics of these models', '/analytics', { ...rangeOf(args, run), models: args['modelIds'] })],
          notes: [
            ...(best === undefined && named.length > 0 ? [`No model has ${leastJudged} judged messages: none is called the best.`] : []),
            ...verdicts.slice(0, 3),
          ],
        };
      },
    },
    benchmark_analysis: {
      about: 'accuracy of models on benchmark suites',
      words: ['benchmark', 'accuracy', 'suite'],
      document: `{ benchmarkSuites { ${suiteFields} } }`,
      arguments: timeArguments,
      variables: () => ({}),
      shape: ({ benchmarkSuites }: { benchmarkSuites: readonly Suite[] }, args, run) => {
        const { from = '', to = '9' } =
          args['period'] === undefined && args['startDate'] === undefined && args['endDate'] === undefined ? {} : rangeOf(args, run);
        const within = benchmarkSuites.map((suite) => ({
          ...suite,
          runs: suite.runs.filter(({ startedAt }) => startedAt >= from && startedAt < to),
        }));
        const { best, table } = runsTable(within);
        return {
          facts: [
            fact('suiteCount', 'Suites', benchmarkSuites.length),
            fact('runCount', 'Runs', table.total),
            fact('bestModel', 'Model with the best run', best?.model),
            fact('bestAccuracy', 'Accuracy of the best run', best?.numbers.accuracy, {
              unit: 'share',
              n: best?.numbers.decidedCount ?? null,
            }),
          ],
          table,
          links: [pageLink('Benchmarks', '/benchmarks')],
        };
      },
    },
    cohort_analysis: {
      about: 'metrics of a cohort beside everyone else; without cohortId the cohorts and their sizes',
      words: ['cohort', 'segment'],
      document: `query ($input: CompareCohortsInput!, $isGiven: Boolean!) {
        compareCohorts(input: $input) @include(if: $isGiven) ${comparedFields}
        cohorts { name lastSize { userCount countedAt } }
      }`,
      computed: ['input', 'isGiven'],
      arguments: { ...timeArguments, cohortId: { type: 'string', description: 'Cohort ID: its id or name' } },
      references: { cohortId: 'cohort' },
      variables: (args, run) => ({
        isGiven: args['cohortId'] !== undefined,
        input: { cohortIds: args['cohortId'] === undefined ? [] : [args['cohortId']], ...rangeOf(args, run) },
      }),
      shape: ({
        compareCohorts,
        cohorts,
      }: {
        compareCohorts?: readonly ComparedCohort[];
        cohorts: readonly { name: string; lastSize: { userCount: number; countedAt: string } | null }[];
      }) => ({
        ...(compareCohorts === undefined
          ? {
              facts: [fact('cohortCount', 'Cohorts', cohorts.length)],
              table: tableOf(cohorts, (at) => [
                at.text('name', 'Cohort', (row) => row.name),
                at.number('users', 'Users', (row) => row.lastSize?.userCount, { unit: 'users' }),
                at.time('countedAt', 'Counted', (row) => row.lastSize?.countedAt),
              ]),
            }
          : comparedCohorts(compareCohorts)),
        links: [pageLink('Cohorts', '/cohorts')],
      }),
    },
    anomaly_detection: {
      about: 'anomalies of a period: what happened, what was expected, whom it touched; the one that explains most of a change first',
      words: ['anomaly', 'anomalies', 'outlier', 'unusual', 'incident', 'explain'],
      document: `query ($from: DateTime, $to: DateTime) {
        anomalies(first: 50, from: $from, to: $to) { edges { node {
          number sentence severity state beganAt endedAt messageCount userCount verdict findings { deviation } annotations { label }
        } } }
      }`,
      computed: ['from', 'to'],
      arguments: {
        ...timeArguments,
        threshold: {
          type: 'number',
          description: 'Anomaly detection threshold: only what was at least so many standard deviations from what was expected',
        },
      },
      variables: (args, run) => ({ ...rangeOf(args, run) }),
      shape: ({ anomalies }: { anomalies: { edges: readonly { node: FoundAnomaly }[] } }, { threshold }) => {
        const all = anomalies.edges.map(({ node }) => node);
        const rows =
          typeof threshold === 'number'
            ? all.filter(({ findings }) => findings.some(({ deviation }) => Math.abs(deviation) >= threshold))
            : all;
        const left = all.length - rows.length;
        return {
          facts: [
            fact('anomalyCount', 'Anomalies', rows.length),
            fact('openCount', 'Open anomalies', rows.filter(({ state }) => state === 'OPEN').length),
          ],
          table: tableOf(rows, (at) => [
            at.number('number', 'Number', (row) => row.number),
            at.text('sentence', 'What happened', (row) => row.sentence),
            at.text('severity', 'Severity', (row) => row.severity),
            at.text('state', 'State', (row) => row.state),
            at.time('beganAt', 'Began', (row) => row.beganAt),
            at.time('endedAt', 'Ended', (row) => row.endedAt),
            at.number('messages', 'Messages', (row) => row.messageCount, { unit: 'messages' }),
            at.number('users', 'Users', (row) => row.userCount, { unit: 'users' }),
            at.number('findings', 'Series that moved', (row) => row.findings.length),
            at.text('marks', 'Marks before', (row) => row.annotations.map(({ label }) => label).join(', ')),
          ]),
          ...(left > 0 && {
            notes: [
              `${left} ${left === 1 ? 'anomaly was' : 'anomalies were'} less than ${String(threshold)} standard deviations away: left out.`,
            ],
          }),
          links: [pageLink('Signals', '/signals')],
        };
      },
    },
    sentiment_trends: {
      about:
        "what users' messages of a period feel like: mean sentiment, shares of emotions beside the period before, how conversations went, and what sentiment goes with",
      words: ['sentiment', 'emotion', 'feel', 'frustration', 'frustrated', 'confused', 'satisfied', 'happy', 'angry', 'users', 'mood'],
      document: `query ($from: DateTime, $to: DateTime) { sentiment(filter: { from: $from, to: $to }) { ${sentimentFields} } }`,
      computed: ['from', 'to'],
      arguments: timeArguments,
      variables: (args, run) => rangeOf(args, run),
      shape: ({ sentiment }: { sentiment: FoundSentiment }) => sentimentResult(sentiment),
    },
    quality_forecast: {
      about:
        'forecast of the success rate by the day, with ranges and how far such forecasts were off; period is how far ahead, a quarter at most (default: week)',
      words: ['forecast', 'predict', 'next week', 'will', 'future'],
      document: `query ($days: Int!) {
        forecast(metric: SUCCESS_SHARE, days: $days) {
          points { at value low80 high80 low95 high95 } model wape skill coverage95 refusal sentence
        }
      }`,
      computed: ['days'],
      arguments: { period: timeArguments.period },
      variables: ({ period }) => ({ days: ahead[String(period ?? 'week')] ?? 7 }),
      shape: ({ forecast: { points, model, wape, skill, coverage95, refusal, sentence } }: { forecast: Foreseen }) => ({
        facts: [
          fact('error', 'Error on the past', wape, { unit: 'share' }),
          fact('skill', 'Better than the week before repeated by', skill, { unit: 'share' }),
          fact('coverage', 'Past days within the range of 95 %', coverage95, { unit: 'share' }),
        ],
        table: tableOf(points, (at) => [
          at.time('at', 'Day', (row) => row.at),
          at.number('value', 'Forecast', (row) => row.value),
          at.number('low80', '80 %, low end', (row) => row.low80),
          at.number('high80', '80 %, high end', (row) => row.high80),
          at.number('low95', '95 %, low end', (row) => row.low95),
          at.number('high95', '95 %, high end', (row) => row.high95),
        ]),
        notes: [sentence, ...(refusal === null ? [`Model: ${model ?? ''}.`] : [])],
        links: [pageLink('Signals', '/signals')],
      }),
    },
  },
});

function top<Row>(rows: readonly Row[], of: (row: Row) => number | null): Row | undefined {
  return rows.filter((row) => of(row) !== null).sort((one, other) => (of(other) as number) - (of(one) as number))[0];
}
