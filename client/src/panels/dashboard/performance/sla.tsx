import type { SlaPanelFragment } from '../../../graphql/generated/graphql.ts';
import { visible } from 'ui-kit/visible';
import { Select } from '../../../primitives/select.tsx';
import { read } from '../../analytics/buckets.ts';
import type { Point } from '../../analytics/buckets.ts';
import { Change } from '../../analytics/change.tsx';
import { hintOver, OverTime, timeOf } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';

type SlaBucket = SlaPanelFragment['sla']['series'][number] & { readonly isPartial: boolean };

const whole = (one: SlaPanelFragment['sla']['series'][number]): SlaBucket => ({ ...one, isPartial: false });
const thresholds = [500, 1_000, 2_000, 5_000, 10_000, 30_000];
/** No threshold of the page's own. */
const SETTINGS = 'settings';
const secondsOf = (ms: number): string => `${ms / 1_000} s`;
const number = {
  of: (point: Point<SlaBucket>) => read(point, (one) => one.breachShare),
  label: 'Breach rate',
  unit: 'share',
  baseline: 'zero',
  target: 'SLA_BREACH_SHARE',
} as const;

/** How many answers took longer than they may. */
export const sla = analyticsPanel<SlaPanelFragment, SlaPanelFragment>({
  id: 'sla',
  title: 'SLA breaches',
  section: 'performance',
  about: 'Share of messages slower than the threshold, over time',
  flag: 'withSla',
  size: { columns: 6, heightPx: 196 },
  filters: 'all',
  permission: 'READ',
  empty: { says: 'No message here says how long it took.', how: 'Send latencyMs with each assistant message.' },
  read: (data) => (data.sla.measuredCount === 0 ? null : data),
  hint: ({ sla: of, interval }) =>
    hintOver(
      `${of.breachCount.toLocaleString('en')} of ${of.measuredCount.toLocaleString('en')} slower than ${secondsOf(of.thresholdMs)}${of.rules.length === 0 ? '' : `, or than the threshold of ${of.rules.length === 1 ? visible(of.rules[0]?.value ?? '') : `one of ${of.rules.length} models and environments`}`};`,
      {
        interval,
      },
    ),
  aside: ({ sla: of }, { slaMs, onSla }) => (
    <>
      <Change of={of.comparison} unit="share" />
      <Select
        label="SLA threshold"
        value={slaMs === null ? SETTINGS : String(slaMs)}
        options={[
          { value: SETTINGS, label: slaMs === null ? `Settings: ${secondsOf(of.thresholdMs)}` : 'As in the settings' },
          ...[...new Set([...thresholds, ...(slaMs === null ? [] : [slaMs])])]
            .sort((one, other) => one - other)
            .map((ms) => ({ value: String(ms), label: secondsOf(ms) })),
        ]}
        onChoose={(ms) => onSla(ms === SETTINGS ? null : Number(ms))}
      />
    </>
  ),
  draw: ({ sla: { series, previous }, interval }, view, heightPx) => (
    <OverTime
      title="SLA breaches"
      number={number}
      height={heightPx}
      note={({ breachCount, measuredCount }) => `${breachCount.toLocaleString('en')} of ${measuredCount.toLocaleString('en')}`}
      {...timeOf({ interval, series: series.map(whole), previousSeries: (previous?.series ?? []).map(whole) }, view)}
    />
  ),
  table: ({ sla: { series } }) => [
    ['startedAt', 'measured', 'breaches', 'breachShare'],
    ...series.map((one) => [one.startedAt, one.measuredCount, one.breachCount, one.breachShare ?? null]),
  ],
});
