import type { Meta, StoryObj } from '@storybook/react-vite';
import { Badge } from '../charts/numbers/badge.tsx';
import { BandChart } from '../charts/lines/band-chart.tsx';
import { DataTable } from '../charts/tables/data-table.tsx';
import { LineChart } from '../charts/lines/line-chart.tsx';
import { RatingHistogram } from '../charts/distributions/rating-histogram.tsx';
import { Sparkline } from '../charts/numbers/sparkline.tsx';
import { StackedBarChart } from '../charts/stacks/stacked-bar-chart.tsx';
import { StatRow, StatTile } from '../charts/numbers/stat-tile.tsx';
import { CrosshairProvider } from '../frame/crosshair.tsx';
import { Panel } from '../frame/panel.tsx';
import { styleByKey } from '../theme/series.ts';
import { DAY, HOUR, latency, modelDays, models, start, walk } from './made-up.ts';
import './overview.css';

const buckets = latency();
const days = modelDays(30);
const styleOf = styleByKey(models);
const rows = [
  {
    model: 'support-8b-dpo',
    method: 'dpo',
    messages: 612_400,
    success: 0.879,
    rating: 4.31,
    p50Ms: 641,
    p95Ms: 1842,
    errors: 0.008,
    usdPer1k: 2.91,
    against: ['+4.2 pt [3.6, 4.8]', 'good'],
  },
  {
    model: 'support-8b-sft',
    method: 'sft',
    messages: 388_112,
    success: 0.837,
    rating: 4.12,
    p50Ms: 622,
    p95Ms: 1610,
    errors: 0.007,
    usdPer1k: 2.88,
    against: ['baseline', 'neutral'],
  },
  {
    model: 'llama-3.1-8b',
    method: 'base',
    messages: 160_870,
    success: 0.74,
    rating: 3.66,
    p50Ms: 598,
    p95Ms: 1544,
    errors: 0.011,
    usdPer1k: 2.8,
    against: ['−9.7 pt [−10.5, −8.9]', 'bad'],
  },
  {
    model: 'gpt-4o-mini',
    method: null,
    messages: 42_736,
    success: 0.861,
    rating: null,
    p50Ms: 812,
    p95Ms: 2204,
    errors: 0.004,
    usdPer1k: 6.42,
    against: ['+2.4 pt [−0.3, 5.1] not decisive', 'neutral'],
  },
] as const;

function OverviewPage() {
  return (
    <CrosshairProvider>
      <StatRow label="Key numbers">
        <StatTile
          label="Messages"
          value={1_204_118}
          unit="count"
          trend={walk(24, 1)}
          change={{ from: 1_112_860, fromLabel: 'previous 30 d', better: 'neither', as: 'relative' }}
        />
        <StatTile
          label="Cost"
          value={3918.4}
          unit="usd"
          trend={walk(24, 2)}
          change={{ from: 3530, fromLabel: 'previous 30 d', better: 'lower', as: 'relative' }}
        />
        <StatTile
          label="Success rate"
          value={0.874}
          unit="share"
          trend={walk(24, 3)}
          n={{ count: 18_204, of: 'judged' }}
          change={{ from: 0.843, fromLabel: 'previous 30 d', better: 'higher' }}
        />
        <StatTile
          label="Average rating"
          value={4.21}
          unit="rating"
          trend={walk(24, 4)}
          change={{ from: 4.09, fromLabel: 'previous 30 d', better: 'higher' }}
        />
        <StatTile
          label="p95 latency"
          value={1842}
          unit="ms"
          trend={walk(24, 5)}
          change={{ from: 1628, fromLabel: 'previous 30 d', better: 'lower' }}
        />
        <StatTile
          label="Error rate"
          value={0.0084}
          unit="share"
          trend={walk(24, 6)}
          change={{ from: 0.0074, fromLabel: 'previous 30 d', better: 'lower', noiseUpTo: 0.002 }}
        />
      </StatRow>
      <div className="story-grid">
        <div style={{ '--span': 8 } as React.CSSProperties}>
          <Panel title="Response time" hint="p50, p90, p95, p99 per hour, ms">
            <BandChart
              title="Response time"
              data={buckets}
              x={{ of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR }}
              y={{ label: 'Latency', unit: 'ms', baseline: 'zero' }}
              line={{ of: (bucket) => bucket.p50Ms, label: 'p50' }}
              bands={[
                { label: 'p90', to: (bucket) => bucket.p90Ms },
                { label: 'p95', to: (bucket) => bucket.p95Ms },
                { label: 'p99', to: (bucket) => bucket.p99Ms },
              ]}
              thresholds={[{ value: 2500, label: 'SLA 2.5 s' }]}
              annotations={[{ at: start + 18.4 * DAY, label: 'dpo-r2 deployed' }]}
              note={(bucket) => `n ${bucket.replyCount}`}
              onSelectRange={() => {}}
              height={210}
            />
          </Panel>
        </div>
        <div style={{ '--span': 4 } as React.CSSProperties}>
          <Panel title="Ratings" hint="n = 18,204">
            <RatingHistogram
              title="Ratings"
              counts={[
                { rating: 5, count: 9120 },
                { rating: 4, count: 5210 },
                { rating: 3, count: 2044 },
                { rating: 2, count: 830 },
                { rating: 1, count: 1000 },
              ]}
            />
          </Panel>
        </div>
        <div style={{ '--span': 6 } as React.CSSProperties}>
          <Panel title="Cost by model" hint="per day, $">
            <StackedBarChart
              title="Cost by model"
              data={days}
              x={{ of: (day) => day.startedAt, label: 'Day', bucketMs: DAY }}
              y={{ of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }}
              series={(day) => day.model}
              styleOf={styleOf}
              partialFrom={start + 29 * DAY}
              height={190}
              onSelectRange={() => {}}
            />
          </Panel>
        </div>
        <div style={{ '--span': 6 } as React.CSSProperties}>
          <Panel title="Success rate" hint="share of judged, 95 % interval">
            <LineChart
              title="Success rate"
              data={days}
              x={{ of: (day) => day.startedAt, label: 'Day', bucketMs: DAY }}
              y={{
                of: (day) => day.successShare,
                low: (day) => day.lowShare,
                high: (day) => day.highShare,
                label: 'Success rate',
                unit: 'share',
                baseline: 'data',
              }}
              series={(day) => day.model}
              styleOf={styleOf}
              partialFrom={start + 29 * DAY}
              height={190}
              onSelectRange={() => {}}
            />
          </Panel>
        </div>
        <Panel title="Models" hint="30 days against the 30 before" flush>
          <DataTable
            caption="Models"
            rows={rows}
            rowKey={(row) => row.model}
            initialSort={{ key: 'messages', direction: 'descending' }}
            columns={[
              { key: 'model', header: 'Model', of: (row) => row.model },
              {
                key: 'method',
                header: 'Method',
                of: (row) => row.method,
                cell: (row) => <Badge tone={row.method === 'dpo' ? 'accent' : 'neutral'}>{row.method ?? '—'}</Badge>,
              },
              { key: 'messages', header: 'Messages', of: (row) => row.messages, unit: 'count' },
              { key: 'success', header: 'Success', of: (row) => row.success, unit: 'share' },
              {
                key: 'against',
                header: 'against sft',
                of: (row) => row.against[0],
                isSortable: false,
                cell: (row) => (
                  <Badge tone={row.against[1]} isFigure>
                    {row.against[0]}
                  </Badge>
                ),
              },
              { key: 'rating', header: 'Rating', of: (row) => row.rating, unit: 'rating' },
              { key: 'p50', header: 'p50 ms', of: (row) => row.p50Ms, unit: 'ms', hasUnitInHead: true },
              { key: 'p95', header: 'p95 ms', of: (row) => row.p95Ms, unit: 'ms', hasUnitInHead: true },
              { key: 'errors', header: 'Errors', of: (row) => row.errors, unit: 'share' },
              { key: 'usd', header: '$ per 1k', of: (row) => row.usdPer1k, unit: 'usd', hasUnitInHead: true },
              {
                key: 'trend',
                header: 'Trend',
                of: () => null,
                isSortable: false,
                align: 'end',
                cell: (row) => <Sparkline values={walk(24, row.messages)} color={styleOf(row.model).color} />,
              },
            ]}
          />
        </Panel>
      </div>
    </CrosshairProvider>
  );
}

/** The parts together, as a page would hold them; every number is made up. */
const meta = { title: 'Pages/Overview', component: OverviewPage } satisfies Meta<typeof OverviewPage>;
export default meta;
export const Overview: StoryObj<typeof meta> = {};
export const Dark: StoryObj<typeof meta> = { globals: { theme: 'dark' } };
