import { useLocale } from 'ui-kit/format';
import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import { useMemo, useState } from 'react';
import { AlertRuleHistoryDocument, AlertsChangedDocument } from '../../graphql/generated/graphql.ts';
import type { AlertRuleHistoryQuery, WholeAlertRuleFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import { Select } from '../../primitives/select.tsx';
import { firedStretches, levelLines, meaningOf } from './rule-chart.ts';
import { rankOf, seriesName } from './words.ts';
import styles from './alerts.module.css';

const spans = [
  { value: '1', label: '24 h' },
  { value: '7', label: '7 d' },
  { value: '30', label: '30 d' },
] as const;
type Span = (typeof spans)[number]['value'];

/** A chart asks again with the episodes, which change as minutes are evaluated. */
const changes = { subscription: AlertsChangedDocument, askAfterMs: 5_000 } as const;
const HEIGHT_PX = 240;

/** What a rule has seen of one of its series, with the levels at which it trips and clears, and when it fired; nothing of events. */
export function ChartPanel({ rule }: { readonly rule: WholeAlertRuleFragment }) {
  const meaning = meaningOf(rule);
  return meaning === null ? null : <Chart key={rule.updatedAt} rule={rule} />;
}

type History = NonNullable<NonNullable<AlertRuleHistoryQuery['alertRule']>['history']>;

function Chart({ rule }: { readonly rule: WholeAlertRuleFragment }) {
  const names = useMemo(
    () =>
      rule.series.toSorted(
        (one, other) =>
          rankOf(one.state) - rankOf(other.state) ||
          Number(one.lastValue === null) - Number(other.lastValue === null) ||
          one.value.localeCompare(other.value),
      ),
    [rule.series],
  );
  const [span, setSpan] = useState<Span>('7');
  const [chosen, setChosen] = useState<string | null>(null);
  const series = chosen ?? names[0]?.value ?? '';
  const answer = useLiveQuery({ query: AlertRuleHistoryDocument, variables: { id: rule.id, series, days: Number(span) }, changes });
  const load = loadOf(answer, ({ alertRule, alertEpisodes }) => {
    const history = alertRule?.history ?? null;
    return history === null || history.points.every(({ value }) => value === null)
      ? null
      : { history, episodes: alertEpisodes.edges.map(({ node }) => node) };
  });
  return (
    <Panel
      title="What it saw"
      hint="the worst of each stretch, with the levels of the rule and when it fired"
      load={load}
      minHeight={HEIGHT_PX}
      onRetry={answer.reload}
      empty={{
        says: 'Nothing was measured in this time.',
        how: 'A value needs the least number of messages of the rule in its window. Choose a longer time.',
      }}
      aside={
        <span className={styles.choices}>
          {names.length > 1 && (
            <Select
              label="Series"
              value={series}
              options={names.map(({ value }) => ({ value, label: seriesName(value) }))}
              onChoose={setChosen}
            />
          )}
          <Segmented label="Time shown" value={span} options={spans} onChoose={setSpan} />
        </span>
      }
    >
      {({ history, episodes }) => <Line rule={rule} history={history} episodes={episodes} series={series} />}
    </Panel>
  );
}

interface LineProps {
  readonly rule: WholeAlertRuleFragment;
  readonly history: History;
  readonly episodes: readonly { readonly series: string; readonly openedAt: string; readonly resolvedAt: string | null }[];
  readonly series: string;
}

type Point = History['points'][number];
const x = { of: ({ at }: Point) => new Date(at), label: 'Time' };

function Line({ rule, history, episodes, series }: LineProps) {
  const locale = useLocale();
  const meaning = meaningOf(rule);
  const { points, trip, clear } = history;
  const per = meaning?.per ?? 1;
  const y = useMemo(
    () => ({
      of: ({ value }: Point) => (value === null ? null : value / per),
      label: meaning?.label ?? '',
      unit: meaning?.unit ?? ('number' as const),
      baseline: meaning?.baseline ?? ('zero' as const),
    }),
    [meaning?.label, meaning?.unit, meaning?.baseline, per],
  );
  const lines = useMemo(
    () => (meaning === null ? [] : levelLines({ trip, clear }, meaning, rule.isAbove === false, locale)),
    [trip, clear, meaning, rule.isAbove, locale],
  );
  const stretches = useMemo(() => {
    const [first, last] = [points[0], points.at(-1)];
    return first === undefined || last === undefined ? [] : firedStretches(episodes, series, Date.parse(first.at), Date.parse(last.at));
  }, [episodes, series, points]);
  return (
    <LineChart
      data={points}
      title={`${y.label} of ${seriesName(series)}`}
      x={x}
      y={y}
      thresholds={lines}
      annotations={stretches}
      height={HEIGHT_PX}
    />
  );
}
