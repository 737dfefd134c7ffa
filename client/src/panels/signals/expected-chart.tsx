import { AnomalyBand } from 'ui-kit/anomaly-band';
import type { KnownAnomaly } from 'ui-kit/anomaly-band';
import { useMemo } from 'react';
import type { ExpectedPointFragment, SignalMetric } from '../../graphql/generated/graphql.ts';
import { metrics, severityNames } from './words.ts';

export interface ExpectedChartProps {
  readonly title: string;
  readonly metric: SignalMetric;
  /** Of equal length, in the order of time. */
  readonly buckets: readonly ExpectedPointFragment[];
  /** Length of a bucket, ms. */
  readonly bucketMs: number;
  /** What is marked and listed under the chart; none by default. */
  readonly anomalies?: readonly KnownAnomaly[] | undefined;
  readonly onOpen?: ((key: string) => void) | undefined;
  readonly onRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  readonly height: number;
}

const at = ({ at }: ExpectedPointFragment): Date => new Date(at);
const value = (bucket: ExpectedPointFragment): number | null => bucket.value;
const expected = { low: (bucket: ExpectedPointFragment) => bucket.low, high: (bucket: ExpectedPointFragment) => bucket.high } as const;
const isOut = (bucket: ExpectedPointFragment): boolean => bucket.isOut;
const none: readonly KnownAnomaly[] = [];

/** Values inside what is expected of them; those that the detector counts as out are marked. */
export function ExpectedChart({ title, metric, buckets, bucketMs, anomalies = none, onOpen, onRange, height }: ExpectedChartProps) {
  const { name, unit, baseline } = metrics[metric];
  const x = useMemo(() => ({ of: at, label: 'Time', bucketMs }), [bucketMs]);
  const y = useMemo(() => ({ of: value, label: name, unit, baseline }), [name, unit, baseline]);
  return (
    <AnomalyBand
      title={title}
      data={buckets}
      x={x}
      y={y}
      expected={expected}
      isOut={isOut}
      anomalies={anomalies}
      severityNames={severityNames}
      onOpen={onOpen}
      onSelectRange={onRange}
      height={height}
    />
  );
}
