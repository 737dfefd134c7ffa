import { BandChart } from 'ui-kit/band-chart';
import { format, useLocale } from 'ui-kit/format';
import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { useMemo } from 'react';
import type { BucketFragment, TargetMetric } from '../../graphql/generated/graphql.ts';
import { bucketMs, countOf, partialFrom, partialUntil, perInterval, read, withSilence } from './buckets.ts';
import type { Cut, Interval, Point } from './buckets.ts';
import { ExplainMenu } from '../assistant/explain-item.tsx';
import { Fill } from './fill.tsx';
import { LatencyScaleChoice, useLatencyScale } from './latency-scale.tsx';
import { outlierLimit } from './outlier-limit.ts';
import { useTargetLine } from './targets.ts';

/** A line over time: its buckets, and where the compared period lies. */
export interface TimeSeries<Bucket extends Cut = BucketFragment> {
  readonly interval: Interval;
  readonly series: readonly Bucket[];
  readonly previous: readonly Bucket[];
  /** Milliseconds between the two periods. */
  readonly shiftMs: number;
  readonly previousName: string;
  readonly onRange: (range: readonly [from: number, to: number]) => void;
}

interface TimePanelProps {
  readonly load: Load<TimeSeries>;
  readonly height?: number | undefined;
  readonly onRetry: () => void;
}

export type TimeChartProps<Bucket extends Cut = BucketFragment> = TimeSeries<Bucket> & { readonly height: number };

const messagesOf = ({ messageCount }: { readonly messageCount: number }): number => messageCount;
const at = (point: { readonly at: Date }): Date => point.at;

/** What every chart over these buckets has: its axis of time, buckets that are cut or still fill, and the choice of a range. */
export const overTime = <Bucket extends Cut>({ interval, series, onRange, height }: TimeChartProps<Bucket>, timeZone: string) => ({
  height,
  x: { of: at, label: 'Time', bucketMs: bucketMs(interval) },
  partialUntil: partialUntil(series, interval, timeZone),
  partialFrom: partialFrom(series),
  onSelectRange: onRange,
});

function hint(load: Load<TimeSeries>, what: string, unit: string): string {
  return [what, load.state === 'ready' ? perInterval[load.value.interval] : null, unit].filter(Boolean).join(', ').replace(', per', ' per');
}

export function LatencyPanel({ load, height = 218, onRetry }: TimePanelProps) {
  return (
    <Panel
      title="Response time"
      hint={hint(load, 'p50, p90, p95, p99', 'ms')}
      load={load}
      minHeight={height}
      onRetry={onRetry}
      empty={{ says: 'No message here says how long it took.', how: 'Send latencyMs with each assistant message.' }}
      actions={
        <>
          <LatencyScaleChoice />
          <ExplainMenu title="Response time" />
        </>
      }
    >
      {(value) => <Fill least={height}>{(filled) => <LatencyChart title="Response time" {...value} height={filled} />}</Fill>}
    </Panel>
  );
}

type LatencyBucket = Cut & Pick<BucketFragment, 'messageCount' | 'latencyMs'>;

export function LatencyChart(props: TimeChartProps<LatencyBucket> & { readonly title: string; readonly target?: TargetMetric }) {
  const { title, interval, series, previous, shiftMs, previousName, target = 'LATENCY_P95' } = props;
  const thresholds = useTargetLine(target, 'ms');
  const locale = useLocale();
  const { timeZone } = locale;
  const points = useMemo(() => withSilence(series, interval, timeZone), [series, interval, timeZone]);
  const before = useMemo(() => withSilence(previous, interval, timeZone), [previous, interval, timeZone]);
  const scale = useLatencyScale();
  const y = useMemo(
    () => ({
      label: title,
      unit: 'ms' as const,
      baseline: scale === 'log' ? ('data' as const) : ('zero' as const),
      scale: scale === 'log' ? ('log' as const) : ('linear' as const),
      cutAt: scale === 'cut' ? outlierLimit(series.map(({ latencyMs }) => latencyMs.p99Ms)) : undefined,
    }),
    [title, scale, series],
  );
  return (
    <BandChart
      data={points}
      title={title}
      {...overTime({ ...props, height: y.cutAt === undefined ? props.height : props.height - CAPTION_PX }, timeZone)}
      y={y}
      thresholds={thresholds}
      line={latencyLine}
      bands={latencyBands}
      compare={before.length === 0 ? undefined : { data: before, shift: shiftMs, label: previousName, edges: comparedEdges }}
      note={(point) => `n ${format(countOf(point, messagesOf), 'count', locale)}`}
    />
  );
}

const latencyLine = { of: (point: Point<LatencyBucket>) => read(point, (one) => one.latencyMs.p50Ms), label: 'p50' };
/** Room for the words under a chart whose axis ends below its highest values, px. */
const CAPTION_PX = 24;
const comparedEdges = ['p95'];
const latencyBands = [
  { label: 'p90', to: (point: Point<LatencyBucket>) => read(point, (one) => one.latencyMs.p90Ms) },
  { label: 'p95', to: (point: Point<LatencyBucket>) => read(point, (one) => one.latencyMs.p95Ms) },
  { label: 'p99', to: (point: Point<LatencyBucket>) => read(point, (one) => one.latencyMs.p99Ms) },
];

export function VolumePanel({ load, height = 218, onRetry }: TimePanelProps) {
  return (
    <Panel
      title="Messages"
      hint={hint(load, 'assistant messages', '')}
      load={load}
      minHeight={height}
      onRetry={onRetry}
      actions={<ExplainMenu title="Messages" />}
    >
      {(value) => <Fill least={height}>{(filled) => <VolumeChart {...value} height={filled} />}</Fill>}
    </Panel>
  );
}

function VolumeChart(props: TimeChartProps) {
  const { interval, series, previous, shiftMs, previousName } = props;
  const { timeZone } = useLocale();
  const points = useMemo(() => withSilence(series, interval, timeZone), [series, interval, timeZone]);
  const before = useMemo(() => withSilence(previous, interval, timeZone), [previous, interval, timeZone]);
  return (
    <LineChart
      data={points}
      title="Messages"
      {...overTime(props, timeZone)}
      y={volume}
      compare={before.length === 0 ? undefined : { data: before, shift: shiftMs, label: previousName }}
    />
  );
}

const volume = { of: (point: Point) => countOf(point, messagesOf), label: 'Messages', unit: 'count', baseline: 'zero' } as const;

export function TokensPanel({ load, height = 180, onRetry }: TimePanelProps) {
  return (
    <Panel
      title="Tokens"
      hint={hint(load, 'in, cached of in, out', '')}
      load={load}
      minHeight={height}
      onRetry={onRetry}
      empty={{
        says: 'No message here says how many tokens it used.',
        how: 'Send inputTokens and outputTokens with each assistant message.',
      }}
      actions={<ExplainMenu title="Tokens" />}
    >
      {(value) => <Fill least={height}>{(filled) => <TokensChart {...value} height={filled} />}</Fill>}
    </Panel>
  );
}

interface TokenRow {
  readonly at: Date;
  readonly kind: string;
  readonly tokens: number | null;
}

type TokenBucket = Cut & Pick<BucketFragment, 'inputTokens' | 'outputTokens' | 'cacheReadTokens'>;

export function TokensChart(props: TimeChartProps<TokenBucket>) {
  const { interval, series, previous, shiftMs, previousName } = props;
  const { timeZone } = useLocale();
  const rows = useMemo(() => tokenRows(series, interval, timeZone), [series, interval, timeZone]);
  const before = useMemo(() => tokenRows(previous, interval, timeZone), [previous, interval, timeZone]);
  return (
    <LineChart
      data={rows}
      title="Tokens"
      {...overTime(props, timeZone)}
      y={tokenCount}
      series={tokenKind}
      compare={before.length === 0 ? undefined : { data: before, shift: shiftMs, label: previousName }}
    />
  );
}

const tokenRows = (series: readonly TokenBucket[], interval: Interval, timeZone: string): readonly TokenRow[] =>
  withSilence(series, interval, timeZone).flatMap((point): TokenRow[] => [
    { at: point.at, kind: 'in', tokens: read(point, (one) => Number(one.inputTokens)) },
    { at: point.at, kind: 'cached', tokens: read(point, (one) => Number(one.cacheReadTokens)) },
    { at: point.at, kind: 'out', tokens: read(point, (one) => Number(one.outputTokens)) },
  ]);

const tokenKind = (row: TokenRow): string => row.kind;
const tokenCount = { of: (row: TokenRow) => row.tokens, label: 'Tokens', unit: 'count', baseline: 'zero' } as const;
