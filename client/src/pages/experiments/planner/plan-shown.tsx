import { useMemo } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { LineChart } from 'ui-kit/line-chart';
import { visible } from 'ui-kit/visible';
import type { TrafficPlanQuery } from '../../../graphql/generated/graphql.ts';
import { Fact } from '../../../primitives/fact.tsx';
import { metricValue } from '../words.ts';
import styles from './planner.module.css';

type Plan = TrafficPlanQuery['planExperimentByTraffic'];
type PlannedMetric = Plan['metrics'][number];

/** The plan of each metric in words and numbers, and what is found after each day. */
export function PlanShown({ plan, power }: { readonly plan: Plan; readonly power: string }) {
  const { metrics } = plan;
  return (
    <div className={styles.shown}>
      {plan.targetingSentence != null && <p className={styles.targeted}>{visible(plan.targetingSentence)}</p>}
      {metrics.map((one) => (
        <p key={one.metric} className={styles.sentence} data-reached={one.days != null}>
          {visible(one.sentence)}
        </p>
      ))}
      <DataTable caption="Plan by metric" columns={columns} rows={metrics} rowKey={({ metric }) => metric} />
      <FoundByDay plan={plan} power={power} />
      <TrafficFacts plan={plan} />
    </div>
  );
}

/** What is asked for stands first: the rest scrolls on a narrow screen. */
const columns: readonly Column<PlannedMetric>[] = [
  { key: 'metric', header: 'Metric', of: ({ name }) => name },
  { key: 'change', header: 'Least change', of: ({ minimalEffect }) => minimalEffect, unit: 'share' },
  {
    key: 'days',
    header: 'Days',
    of: ({ days }) => days ?? null,
    cell: ({ days, problem }) => days ?? (problem == null ? 'over 180' : '–'),
    align: 'end',
  },
  {
    key: 'units',
    header: 'Units by variant',
    of: ({ unitsByVariant }) => unitsByVariant?.[0] ?? null,
    cell: ({ unitsByVariant }) => unitsOf(unitsByVariant ?? null),
    align: 'end',
  },
  {
    key: 'value',
    header: 'Now',
    of: ({ value }) => value ?? null,
    cell: ({ value, unit }) => metricValue(value ?? null, unit),
    align: 'end',
  },
  {
    key: 'spread',
    header: 'Spread',
    of: ({ standardDeviation }) => standardDeviation ?? null,
    cell: ({ standardDeviation, unit }) => metricValue(standardDeviation ?? null, unit),
    align: 'end',
  },
  { key: 'saved', header: 'Saved by CUPED', of: ({ varianceSavedShare }) => varianceSavedShare, unit: 'share' },
];

const unitsOf = (units: readonly number[] | null): string =>
  units === null
    ? '–'
    : units.every((count) => count === units[0])
      ? format(units[0], 'count')
      : units.map((count) => format(count, 'count')).join(' · ');

interface Point {
  /** Name of the metric. */
  readonly metric: string;
  readonly day: number;
  readonly unitCount: number;
  readonly detectable: number;
}

const x = { of: ({ day }: Point) => day, label: 'Day', unit: 'number' } as const;
const y = {
  of: ({ detectable }: Point) => detectable,
  label: 'Least change found',
  unit: 'share',
  baseline: 'data',
  scale: 'log',
} as const;
const seriesOf = ({ metric }: Point): string => metric;
const noteOf = (rows: readonly Point[]): string | undefined =>
  rows[0] === undefined ? undefined : `${format(Math.floor(rows[0].unitCount), 'count')} units`;

/** The other way round: which change is found by each day. */
function FoundByDay({ plan: { metrics, unitsByDay }, power }: { readonly plan: Plan; readonly power: string }) {
  const points = useMemo(
    () =>
      metrics.flatMap(({ name: metric, byDay }) =>
        byDay.flatMap(({ day, unitCount, detectableEffect }): Point[] =>
          detectableEffect == null ? [] : [{ metric, day, unitCount, detectable: detectableEffect }],
        ),
      ),
    [metrics],
  );
  if (points.length === 0) return null;
  const changes = [...new Set(metrics.filter(({ problem }) => problem == null).map(({ minimalEffect }) => minimalEffect))];
  const last = points.reduce((most, { day }) => Math.max(most, day), 1);
  return (
    <figure className={styles.chart}>
      <figcaption>Least change that is found by each day, with a power of {power} %</figcaption>
      <LineChart
        title="Least change that is found by each day"
        data={points}
        x={x}
        y={y}
        series={seriesOf}
        note={noteOf}
        thresholds={changes.map((change) => ({ value: change, label: `wanted: ${format(change, 'share')}`, tone: 'neutral' }))}
        annotations={last > unitsByDay.length ? [{ at: unitsByDay.length, to: last, label: 'traffic expected as it came last' }] : []}
        legend={metrics.length === 1 ? 'never' : 'auto'}
        height={240}
      />
    </figure>
  );
}

function TrafficFacts({ plan: { unitsByDay, newUnitsPerDay, source } }: { readonly plan: Plan }) {
  const days = unitsByDay.length;
  const last = unitsByDay.at(-1) ?? 0;
  return (
    <dl className={styles.facts}>
      <Fact label={days === 1 ? 'Units of the last day' : `Units of the last ${days} days`} isFigure>
        {format(last, 'count')}
      </Fact>
      <Fact label="On the first of them" isFigure>
        {format(unitsByDay[0], 'count')}
      </Fact>
      <Fact label="New ones a day, at the end" isFigure>
        {format(newUnitsPerDay, 'count')}
      </Fact>
      <Fact label="Seen in">{source === 'MESSAGES' ? 'answers' : 'events'}</Fact>
    </dl>
  );
}
