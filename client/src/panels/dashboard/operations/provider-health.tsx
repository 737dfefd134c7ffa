import { LineChart } from 'ui-kit/line-chart';
import { useMemo, useState } from 'react';
import type { ProviderHealthPanelFragment } from '../../../graphql/generated/graphql.ts';
import { Segmented } from '../../../primitives/segmented.tsx';
import { bucketMs } from '../../analytics/buckets.ts';
import { useTargetLine } from '../../analytics/targets.ts';
import { hintOver } from '../over-time.tsx';
import { analyticsPanel } from '../panel.ts';
import type { PanelView } from '../panel.ts';
import { earlierHealth, healthRows } from './health-rows.ts';
import type { HealthRow } from './health-rows.ts';
import styles from '../dashboard.module.css';

const rowAt = (row: HealthRow): Date => row.at;
const providerOf = (row: HealthRow): string => row.provider;
const note = (rows: readonly HealthRow[]): string =>
  rows.map(({ provider, messageCount }) => `n ${provider} ${messageCount.toLocaleString('en')}`).join(' · ');

const measures = {
  errors: {
    label: 'Error rate',
    target: 'ERROR_SHARE',
    y: { of: (row: HealthRow) => row.errorShare, label: 'Error rate', unit: 'share', baseline: 'zero' },
  },
  latency: {
    label: 'p95',
    target: 'LATENCY_P95',
    y: { of: (row: HealthRow) => row.p95Ms, label: 'p95 latency', unit: 'ms', baseline: 'zero' },
  },
  limits: {
    label: 'Rate limits',
    target: undefined,
    y: { of: (row: HealthRow) => row.rateLimitCount, label: 'Messages that met a limit of rate', unit: 'count', baseline: 'zero' },
  },
} as const;
type Measure = keyof typeof measures;
const choices = (Object.keys(measures) as Measure[]).map((value) => ({ value, label: measures[value].label }));

/** More lines than this are not doubled by those of the compared period. */
const MOST_COMPARED = 3;
/** Providers that have a line of their own, those with the most messages. */
const MOST_LINES = 6;

/** How the providers did, hour by hour or day by day. */
export const providerHealth = analyticsPanel<ProviderHealthPanelFragment, ProviderHealthPanelFragment>({
  id: 'provider-health',
  title: 'Provider health over time',
  section: 'operations',
  about: 'Error rate, latency and limits of rate of each provider over time',
  flag: 'withProviderHealth',
  size: { columns: 6, heightPx: 200 },
  filters: 'all',
  permission: 'READ',
  empty: { says: 'No message here names a provider.', how: 'Send provider with each assistant message.' },
  read: (data) => (data.byProvider.every(({ provider }) => provider == null) ? null : data),
  hint: (value) => hintOver(value.byProvider.length > MOST_LINES ? `the ${MOST_LINES} with the most messages,` : 'each provider', value),
  draw: (value, view, heightPx) => <Health {...value} view={view} height={heightPx} />,
  table: (value) => [
    ['startedAt', 'provider', 'messages', 'errorShare', 'p95Ms', 'rateLimits'],
    ...healthRows(value.byProvider).map((row) => [
      row.at.toISOString(),
      row.provider,
      row.messageCount,
      row.errorShare,
      row.p95Ms,
      row.rateLimitCount,
    ]),
  ],
});

interface HealthProps extends Pick<ProviderHealthPanelFragment, 'interval' | 'byProvider'> {
  readonly view: PanelView;
  readonly height: number;
}

function Health({ interval, byProvider, view, height }: HealthProps) {
  const [measure, setMeasure] = useState<Measure>('errors');
  const { target, y } = measures[measure];
  const thresholds = useTargetLine(target, y.unit);
  const rows = useMemo(() => healthRows(byProvider.slice(0, MOST_LINES)), [byProvider]);
  const earlier = useMemo(() => earlierHealth(byProvider.slice(0, MOST_LINES)), [byProvider]);
  return (
    <>
      <div className={styles.switch}>
        <Segmented label="What is shown" value={measure} options={choices} onChoose={setMeasure} />
      </div>
      <LineChart
        title="Provider health over time"
        data={rows}
        height={height - 40}
        x={{ of: rowAt, label: 'Time', bucketMs: bucketMs(interval) }}
        y={y}
        series={providerOf}
        thresholds={thresholds}
        note={note}
        compare={
          earlier.length === 0
            ? undefined
            : { data: earlier, shift: view.shiftMs, label: view.previousName, isOnlyRead: byProvider.length > MOST_COMPARED }
        }
        onSelectRange={view.onRange}
      />
    </>
  );
}
