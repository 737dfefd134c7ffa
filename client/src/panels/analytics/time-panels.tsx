import { BandChart } from 'ui-kit/band-chart';
import { format, useLocale } from 'ui-kit/format';
import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { useMemo } from 'react';
import type { BucketFragment } from '../../graphql/generated/graphql.ts';
import { bucketMs, partialFrom, partialUntil, perInterval, read, withSilence } from './buckets.ts';
import type { Interval, Point } from './buckets.ts';

/** A line over time: its buckets, and where the compared period lies. */
export interface TimeSeries {
  readonly interval: Interval;
  readonly series: readonly BucketFragment[];
  readonly previous: readonly BucketFragment[];
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

type TimeChartProps = TimeSeries & { readonly height: number };

const at = (point: { readonly at: Date }): Date => point.at;

/** What every chart over these buckets has: its axis of time, buckets that are cut or still fill, and the choice of a range. */
const overTime = ({ interval, series, onRange, height }: TimeChartProps, timeZone: string) => ({
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
    >
      {(value) => <LatencyChart {...value} height={height} />}
    </Panel>
  );
}

function LatencyChart(props: TimeChartProps) {
  const { interval, series } = props;
  const locale = useLocale();
  const { timeZone } = locale;
  const points = useMemo(() => withSilence(series, interval, timeZone), [series, interval, timeZone]);
  return (
    <BandChart
      data={points}
      title="Response time"
      {...overTime(props, timeZone)}
      y={{ label: 'Response time', unit: 'ms', baseline: 'zero' }}
      line={latencyLine}
      bands={latencyBands}
      note={(point) => `n ${format(point.messageCount, 'count', locale)}`}
    />
  );
}

const latencyLine = { of: (point: Point) => read(point, (one) => one.latencyMs.p50Ms), label: 'p50' };
const latencyBands = [
  { label: 'p90', to: (point: Point) => read(point, (one) => one.latencyMs.p90Ms) },
  { label: 'p95', to: (point: Point) => read(point, (one) => one.latencyMs.p95Ms) },
  { label: 'p99', to: (point: Point) => read(point, (one) => one.latencyMs.p99Ms) },
];

export function VolumePanel({ load, height = 218, onRetry }: TimePanelProps) {
  return (
    <Panel title="Messages" hint={hint(load, 'assistant messages', '')} load={load} minHeight={height} onRetry={onRetry}>
      {(value) => <VolumeChart {...value} height={height} />}
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

const volume = { of: (point: Point) => point.messageCount, label: 'Messages', unit: 'count', baseline: 'zero' } as const;

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
    >
      {(value) => <TokensChart {...value} height={height} />}
    </Panel>
  );
}

interface TokenRow {
  readonly at: Date;
  readonly kind: string;
  readonly tokens: number | null;
}

function TokensChart(props: TimeChartProps) {
  const { interval, series } = props;
  const { timeZone } = useLocale();
  const rows = useMemo(
    () =>
      withSilence(series, interval, timeZone).flatMap((point): TokenRow[] => [
        { at: point.at, kind: 'in', tokens: read(point, (one) => Number(one.inputTokens)) },
        { at: point.at, kind: 'cached', tokens: read(point, (one) => Number(one.cacheReadTokens)) },
        { at: point.at, kind: 'out', tokens: read(point, (one) => Number(one.outputTokens)) },
      ]),
    [series, interval, timeZone],
  );
  return <LineChart data={rows} title="Tokens" {...overTime(props, timeZone)} y={tokenCount} series={tokenKind} />;
}

const tokenKind = (row: TokenRow): string => row.kind;
const tokenCount = { of: (row: TokenRow) => row.tokens, label: 'Tokens', unit: 'count', baseline: 'zero' } as const;
