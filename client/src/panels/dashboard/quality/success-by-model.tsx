import type { SuccessByModelPanelFragment } from '../../../graphql/generated/graphql.ts';
import { rowsOf } from '../../analytics/model-panels.tsx';
import type { ModelSeries } from '../../analytics/model-panels.tsx';
import { SuccessChart, useLongerBuckets } from '../../analytics/success-panel.tsx';
import { analyticsPanel } from '../panel.ts';
import type { PanelView } from '../panel.ts';

/** The success of each model over time. */
export const successByModel = analyticsPanel<SuccessByModelPanelFragment, SuccessByModelPanelFragment>({
  id: 'success-by-model',
  title: 'Success by model',
  section: 'quality',
  about: 'Share of verdicts that are success, of each model over time',
  flag: 'withSuccessByModel',
  size: { columns: 8, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  empty: {
    says: 'No message here was judged a success or a failure.',
    how: 'Judge one in its conversation with y or n, or send evaluateMessages from your application.',
  },
  read: (data) => (data.overview.judgedCount === 0 ? null : data),
  hint: () => 'share of verdicts with 95 % interval, in longer buckets where few were judged',
  draw: ({ interval, seriesByModel }, view, heightPx) => (
    <LongerSuccess interval={interval} models={seriesByModel} view={view} height={heightPx} />
  ),
  table: ({ seriesByModel }) => [
    ['startedAt', 'model', 'judged', 'successShare'],
    ...rowsOf(seriesByModel).map((row) => [row.startedAt, row.model, row.judgedCount, row.successShare ?? null]),
  ],
});

interface LongerProps extends Omit<ModelSeries, 'onRange'> {
  readonly view: PanelView;
  readonly height: number;
}

function LongerSuccess({ interval, models, view, height }: LongerProps) {
  const { styleOf, onRange, shiftMs, previousName } = view;
  const before = { shiftMs, label: previousName };
  const load = useLongerBuckets({ state: 'ready', value: { interval, models, onRange, before }, refreshing: false }, view);
  const shown = load.state === 'ready' ? load.value : { interval, models, onRange, before };
  return <SuccessChart {...shown} styleOf={styleOf} height={height} />;
}
