import { viewLink } from '../../../platform/tools/links.ts';
import type { Shaped } from '../../../platform/tools/shape.ts';
import { tableOf } from '../../../platform/tools/table.ts';
import { defineTool, single, type Arguments } from '../../../platform/tools/tool.ts';
import { filterReferences, filterValue, filterVariables } from './arguments.ts';
import {
  columnsOf,
  factsOf,
  keyOf,
  measureNames,
  numbersFragment,
  titleOf,
  usualMeasures,
  type MeasureName,
  type Numbers,
} from '../pure/tool-numbers.ts';

/** What numbers can be grouped by, with the field that groups them and the name of a group in it. */
const groupings = {
  model: { field: 'byModel', nameOf: 'model', title: 'Model' },
  session: { field: 'bySession(top: $limit)', nameOf: 'sessionId', title: 'Session' },
  provider: { field: 'byProvider', nameOf: 'provider', title: 'Provider' },
  training_method: { field: 'byTrainingMethod', nameOf: 'trainingMethod', title: 'Training method' },
  variant: { field: 'byVariant', nameOf: 'variant', title: 'Variant' },
} as const;
type Grouping = keyof typeof groupings;

const groupFields = Object.entries(groupings)
  .map(
    ([name, { field, nameOf }]) =>
      `${name}: ${field} @include(if: $by_${name}) { ${nameOf}${name === 'variant' ? ' experimentName' : ''} ...Numbers }`,
  )
  .join('\n        ');
const groupVariables = Object.keys(groupings)
  .map((name) => `$by_${name}: Boolean!`)
  .join(', ');

type Group = Numbers & Readonly<Record<string, string | null>>;
interface Answer {
  readonly analytics: Readonly<Partial<Record<Grouping, readonly Group[]>>> & {
    readonly overview: Numbers;
    readonly series?: readonly (Numbers & { readonly startedAt: string; readonly isPartial: boolean })[];
  };
}

const namesOf = ({ measures }: Arguments): readonly MeasureName[] => (measures as MeasureName[] | undefined) ?? usualMeasures;

function grouped(by: Grouping, groups: readonly Group[], args: Arguments): Shaped {
  const { nameOf, title } = groupings[by];
  const names = namesOf(args);
  const most = Number(args['limit'] ?? 50);
  const sorted = sortedBy(groups, args, names);
  const first = keyOf(names[0] as string);
  return {
    table: tableOf(
      sorted.slice(0, most),
      (at) => [
        at.text(by === 'session' ? 'sessionId' : keyOf(by), title, (row) => row[nameOf] ?? '(none)'),
        ...(by === 'variant' ? [at.text('experiment', 'Experiment', (row) => row['experimentName'])] : []),
        ...columnsOf<Group>(names, (row) => row),
      ],
      { total: groups.length, hasMore: by === 'session' && groups.length >= most },
    ),
    chart:
      groups.length < 2
        ? null
        : {
            kind: 'bar',
            x: by === 'session' ? 'sessionId' : keyOf(by),
            y: [first],
            title: `${titleOf(names[0] as MeasureName)} by ${title.toLowerCase()}`,
          },
  };
}

/** By the first measure where an order is asked for, else as the schema has them: most messages first. */
function sortedBy(groups: readonly Group[], { order }: Arguments, names: readonly MeasureName[]): readonly Group[] {
  if (order === undefined) return groups;
  const [column] = columnsOf<Group>([names[0] as MeasureName], (row) => row);
  const valueOf = (row: Group): number | null => (column?.of(row) as number | null) ?? null;
  const sign = order === 'lowest' ? 1 : -1;
  return [...groups].sort((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    return a === null ? (b === null ? 0 : 1) : b === null ? -1 : sign * (a - b);
  });
}

function overTime(buckets: NonNullable<Answer['analytics']['series']>, args: Arguments): Shaped {
  const names = namesOf(args);
  return {
    table: tableOf(buckets, (at) => [
      at.time('startedAt', 'Start', (row) => row.startedAt),
      ...columnsOf<(typeof buckets)[number]>(names, (row) => row),
    ]),
    chart: { kind: 'line', x: 'startedAt', y: [keyOf(names[0] as string)], title: `${titleOf(names[0] as MeasureName)} over time` },
    notes: buckets.some(({ isPartial }) => isPartial) ? ['A bucket at an end of the range is not whole.'] : [],
  };
}

export const productionTool = defineTool({
  name: 'production_metrics',
  title: 'Production metrics',
  description:
    'Numbers of production messages under filters: messages, users, cost, tokens, success rate, ratings, errors, latency percentiles; in all, by model, session, provider, training method or variant, or over time.',
  group: 'production',
  words: [
    'message',
    'reply',
    'conversation',
    'cost',
    'spend',
    'latency',
    'p95',
    'error',
    'timeout',
    'success',
    'rating',
    'token',
    'user',
    'model',
    'sft',
    'dpo',
    'trend',
    'day',
    'compare',
    'number',
    'how much',
    'average',
  ],
  operations: single({
    about: 'numbers of messages',
    document: `query (${filterVariables}, $limit: Int = 50, $interval: Interval, ${groupVariables}, $over_time: Boolean!) {
      analytics(filter: ${filterValue}) {
        overview { ...Numbers }
        ${groupFields}
        series(interval: $interval) @include(if: $over_time) { startedAt isPartial ...Numbers }
      }
    }${numbersFragment}`,
    computed: [...Object.keys(groupings).map((name) => `by_${name}`), 'over_time'],
    arguments: {
      measures: { type: 'strings', values: measureNames, description: 'Numbers to return; absent: the usual ones' },
      groupBy: {
        type: 'string',
        values: [...Object.keys(groupings), 'time'],
        description: 'What the numbers are grouped by; absent: nothing',
      },
      order: {
        type: 'string',
        values: ['highest', 'lowest'],
        description: 'Which group stands first, by the first measure; absent: most messages',
      },
    },
    references: filterReferences,
    variables: ({ measures: _measures, groupBy, order: _order, ...args }) => ({
      ...args,
      ...Object.fromEntries(Object.keys(groupings).map((name) => [`by_${name}`, groupBy === name])),
      over_time: groupBy === 'time',
    }),
    shape: ({ analytics }: Answer, args) => {
      const by = args['groupBy'] as Grouping | 'time' | undefined;
      const groups = by === undefined || by === 'time' ? undefined : analytics[by];
      const parts: Shaped =
        groups !== undefined
          ? grouped(by as Grouping, groups, args)
          : analytics.series !== undefined
            ? overTime(analytics.series, args)
            : {};
      const empty = analytics.overview.messageCount === 0 ? ['No message matches these filters in this time range.'] : [];
      const { notes = [] } = parts;
      return {
        ...parts,
        facts: factsOf(analytics.overview, namesOf(args)),
        links: [viewLink('Analytics with these filters', '/analytics', args)],
        notes: [...empty, ...notes],
      };
    },
  }),
});
