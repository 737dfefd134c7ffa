/**
 * What an application writes, by the package's name. Here it is read with the workspace's sources; the package check reads it again
 * with the packed tarball, in a project that has nothing else of ours.
 */
import { BandChart } from 'ui-kit/band-chart';
import { CrosshairProvider } from 'ui-kit/crosshair';
import { DataTable } from 'ui-kit/data-table';
import { format, LocaleProvider, Value } from 'ui-kit/format';
import type { Unit } from 'ui-kit/format';
import { LineChart } from 'ui-kit/line-chart';
import type { Annotation } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import { styleByKey } from 'ui-kit/theme';

interface Bucket {
  readonly startedAt: Date;
  readonly model: string;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

const unit: Unit = 'ms';
export const spoken: string = format(1842, unit, { locale: 'en-GB', timeZone: 'UTC' });
const latency = { of: (bucket: Bucket) => bucket.p50Ms, label: 'Latency', unit, baseline: 'zero' } as const;
const annotations: readonly Annotation[] = [{ at: 0, label: 'Deployed' }];

export function Latency({ buckets }: { readonly buckets: readonly Bucket[] }) {
  const styleOf = styleByKey(buckets.map((bucket) => bucket.model));
  const x = { of: (bucket: Bucket) => bucket.startedAt, label: 'Hour', bucketMs: 3_600_000 };
  return (
    <LocaleProvider locale="de-DE" timeZone="Europe/Berlin">
      <CrosshairProvider>
        <Panel title="Latency" load={{ state: 'ready', value: buckets, refreshing: false }}>
          {(rows: readonly Bucket[]) => (
            <LineChart
              title="Latency"
              data={rows}
              x={x}
              y={latency}
              series={(bucket) => bucket.model}
              styleOf={styleOf}
              annotations={annotations}
            />
          )}
        </Panel>
        <BandChart
          title="Spread"
          data={buckets}
          x={x}
          y={{ label: 'Latency', unit, baseline: 'zero' }}
          line={{ of: (bucket) => bucket.p50Ms, label: 'p50' }}
          bands={[{ to: (bucket) => bucket.p95Ms, label: 'p95' }]}
        />
        <DataTable
          caption="Buckets"
          rows={buckets}
          rowKey={(bucket) => bucket.startedAt.toISOString()}
          columns={[{ key: 'p50', header: 'p50', of: (bucket) => bucket.p50Ms, unit }]}
        />
        <Value value={null} unit="usd" />
        {/* @ts-expect-error Types that had not been found would let anything pass. */}
        <Value value={3} unit="parsecs" />
        {/* @ts-expect-error A chart without a name. */}
        <LineChart data={buckets} x={x} y={latency} />
      </CrosshairProvider>
    </LocaleProvider>
  );
}
