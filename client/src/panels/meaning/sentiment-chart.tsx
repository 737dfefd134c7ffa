import { LineChart } from 'ui-kit/line-chart';
import type { SentimentBucketFragment } from '../../graphql/generated/graphql.ts';

interface SentimentChartProps {
  readonly title: string;
  /** Keep the array the same between renders. */
  readonly points: readonly SentimentBucketFragment[];
  readonly height: number;
  readonly onRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
}

const x = { of: ({ at }: { readonly at: string }) => new Date(at), label: 'Time' } as const;
const y = {
  of: (point: SentimentBucketFragment) => point.average,
  low: (point: SentimentBucketFragment) => point.low,
  high: (point: SentimentBucketFragment) => point.high,
  label: 'Sentiment',
  unit: 'number',
  baseline: 'data',
} as const;
const neutral = [{ value: 0, label: 'neutral' }] as const;

/** The mean sentiment of each bucket with its interval. */
export function SentimentChart({ title, points, height, onRange }: SentimentChartProps) {
  return (
    <LineChart
      title={title}
      data={points}
      x={x}
      y={y}
      thresholds={neutral}
      note={(rows) => (rows[0] === undefined ? undefined : `n = ${rows[0].messageCount.toLocaleString('en')}`)}
      height={height}
      onSelectRange={onRange}
    />
  );
}
