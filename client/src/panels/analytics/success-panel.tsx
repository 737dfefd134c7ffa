import { useLocale } from 'ui-kit/format';
import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { useEffect, useMemo, useRef } from 'react';
import type { AnalyticsFilter, CompareWithInput } from '../../graphql/generated/graphql.ts';
import { SuccessByModelDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { perInterval } from './buckets.ts';
import { ExplainMenu } from '../assistant/explain-item.tsx';
import { Fill } from './fill.tsx';
import { beforeOf, byModel, rowsOf, shortName } from './model-panels.tsx';
import type { ModelBucketRow, ModelChartProps, ModelPanelProps, ModelSeries } from './model-panels.tsx';
import { successInterval } from './success-interval.ts';
import { useTargetLine } from './targets.ts';

/** What a page asks for, as far as the longer buckets need it. */
interface SuccessAsked {
  readonly filter: AnalyticsFilter;
  readonly compare: boolean;
  readonly compareWith?: CompareWithInput | null | undefined;
}

export interface SuccessPanelProps extends ModelPanelProps {
  readonly asked: SuccessAsked;
}

/** How often each model did what was asked, with its 95 % interval; in longer buckets than the page's where few were judged. */
export function SuccessPanel({ load, styleOf, asked, height = 176, onRetry }: SuccessPanelProps) {
  const shown = useLongerBuckets(load, asked);
  return (
    <Panel
      title="Success rate"
      hint={`share of judged${shown.state === 'ready' ? ` ${perInterval[shown.value.interval]}` : ''}, 95 % interval`}
      load={shown}
      minHeight={height}
      onRetry={onRetry}
      empty={{
        says: 'No message here was judged a success or a failure.',
        how: 'Judge one in its conversation with y or n, or send evaluateMessages from your application.',
      }}
      actions={<ExplainMenu title="Success rate" />}
    >
      {(value) => <Fill least={height}>{(filled) => <SuccessChart {...value} styleOf={styleOf} height={filled} />}</Fill>}
    </Panel>
  );
}

/** The same in longer buckets, where those of the page hold too few verdicts. */
export function useLongerBuckets(load: Load<ModelSeries>, { filter, compare, compareWith }: SuccessAsked): Load<ModelSeries> {
  const value = load.state === 'ready' ? load.value : null;
  const interval = value === null ? null : successInterval(value.interval, value.models);
  const judged = value?.models.reduce((sum, { buckets }) => buckets.reduce((all, bucket) => all + bucket.judgedCount, sum), 0) ?? 0;
  const longer = useLiveQuery({
    query: SuccessByModelDocument,
    variables: { filter, interval: interval ?? 'WEEK', compare, compareWith },
    isWanted: interval !== null,
  });
  const { reload } = longer;
  // The page is live; this query is sent again when more has been judged.
  const sent = useRef<{ readonly interval: typeof interval; readonly judged: number }>({ interval: null, judged: 0 });
  useEffect(() => {
    const before = sent.current;
    sent.current = { interval, judged };
    if (interval !== null && before.interval === interval && before.judged !== judged) reload();
  }, [interval, judged, reload]);
  if (load.state !== 'ready' || interval === null) return load;
  if (longer.data === null) return longer.failure === null ? { state: 'loading' } : load;
  return { ...load, value: { ...load.value, interval, models: longer.data.analytics.seriesByModel } };
}

/** More lines than this are not doubled by those of the compared period. */
const MOST_COMPARED = 3;

export function SuccessChart(props: ModelChartProps) {
  const { models, before } = props;
  const { timeZone } = useLocale();
  // "Other" mixes models: a share over it would say nothing about any of them.
  const [rows, earlier] = useMemo(
    () =>
      [rowsOf(models), beforeOf(models)].map((all) => all.filter((row) => row.model !== 'other' && row.judgedCount > 0)) as [
        ModelBucketRow[],
        ModelBucketRow[],
      ],
    [models],
  );
  const compare =
    before === undefined || earlier.length === 0
      ? undefined
      : { data: earlier, shift: before.shiftMs, label: before.label, isOnlyRead: models.length > MOST_COMPARED };
  const thresholds = useTargetLine('SUCCESS_SHARE', 'share');
  return (
    <LineChart
      data={rows}
      title="Success rate"
      y={success}
      thresholds={thresholds}
      note={judgedNote}
      compare={compare}
      {...byModel(props, timeZone)}
    />
  );
}

const success = {
  of: (row: ModelBucketRow) => row.successShare,
  low: (row: ModelBucketRow) => row.successInterval?.low ?? null,
  high: (row: ModelBucketRow) => row.successInterval?.high ?? null,
  label: 'Success rate',
  unit: 'share',
  baseline: 'data',
} as const;

function judgedNote(rows: readonly ModelBucketRow[]): string {
  return rows.map((row) => `n ${shortName(row.model)} ${row.judgedCount.toLocaleString('en')}`).join(' · ');
}
