import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Panel } from '../frame/panel.tsx';
import { DAY, HOUR, latency, modelDays } from '../stories/made-up.ts';
import { BandChart } from './lines/band-chart.tsx';
import { DataTable } from './tables/data-table.tsx';
import { LineChart } from './lines/line-chart.tsx';
import { RatingHistogram } from './distributions/rating-histogram.tsx';
import { StackedBarChart } from './stacks/stacked-bar-chart.tsx';
import { StatRow, StatTile } from './numbers/stat-tile.tsx';

const days = modelDays(10);
const x = { of: (day: (typeof days)[number]) => day.startedAt, label: 'Day', bucketMs: DAY };

describe('without a window', () => {
  test.each([
    ['line', <LineChart key="" title="Success" data={days} x={x} y={{ of: (day) => day.successShare, label: 'Success', unit: 'share', baseline: 'data' }} series={(day) => day.model} />],
    ['stacked bar', <StackedBarChart key="" title="Cost" data={days} x={x} y={{ of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }} series={(day) => day.model} />],
    ['band', <BandChart key="" title="Latency" data={latency(24)} x={{ of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR }} y={{ label: 'Latency', unit: 'ms', baseline: 'zero' }} line={{ of: (bucket) => bucket.p50Ms, label: 'p50' }} bands={[{ label: 'p95', to: (bucket) => bucket.p95Ms }]} />],
  ])('a %s chart draws its paths and says what they show', (_, chart) => {
    const html = renderToString(<Panel title="Panel">{chart}</Panel>);
    expect(html).toMatch(/<(path|rect) [^>]*(d="M|height="[1-9])/);
    expect(html).toMatch(/<desc[^>]*>[^<]*highest/);
    expect(html).toContain('aria-valuetext');
  });

  test('tiles, tables and histograms render too', () => {
    const html = renderToString(
      <>
        <StatRow label="Numbers"><StatTile label="Cost" value={null} unit="usd" trend={[1, null, 2]} /></StatRow>
        <DataTable caption="Rows" rows={days} rowKey={(day) => day.model + day.startedAt.toISOString()} columns={[{ key: 'cost', header: 'Cost', of: (day) => day.costUsd, unit: 'usd' }]} />
        <RatingHistogram title="Ratings" counts={[{ rating: 5, count: 2 }]} />
      </>,
    );
    expect(html).toContain('no data');
    expect(html).not.toContain('NaN');
  });
});
