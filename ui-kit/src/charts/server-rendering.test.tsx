import { renderToString } from 'react-dom/server';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { Panel } from '../frame/panel.tsx';
import { cohortWeeks } from '../stories/made-up-cohorts.ts';
import { quality } from '../stories/made-up-measures.ts';
import { divergedRun, forecastDays, trainingRun, watchedHours } from '../stories/made-up-training.ts';
import { trials } from '../stories/made-up-trials.ts';
import { DAY, HOUR, latency, modelDays } from '../stories/made-up.ts';
import { DotPlot } from './comparisons/dot-plot.tsx';
import { RadarChart } from './comparisons/radar-chart.tsx';
import { RatingHistogram } from './distributions/rating-histogram.tsx';
import { AnomalyBand } from './forecasts/anomaly-band.tsx';
import { ForecastFan } from './forecasts/forecast-fan.tsx';
import { CohortGrid } from './heatmaps/cohort-grid.tsx';
import { HyperparameterHeatmap } from './heatmaps/hyperparameter-heatmap.tsx';
import { BandChart } from './lines/band-chart.tsx';
import { LineChart } from './lines/line-chart.tsx';
import { StatRow, StatTile } from './numbers/stat-tile.tsx';
import { ParallelCoordinates } from './relations/parallel-coordinates.tsx';
import { ScatterChart } from './relations/scatter-chart.tsx';
import { CostArea } from './stacks/cost-area.tsx';
import { StackedBarChart } from './stacks/stacked-bar-chart.tsx';
import { DataTable } from './tables/data-table.tsx';
import { LossPlot } from './training/loss-plot.tsx';

const days = modelDays(10);
const x = { of: (day: (typeof days)[number]) => day.startedAt, label: 'Day', bucketMs: DAY };
const share = { of: (row: ReturnType<typeof quality>[number]) => row.share, label: 'Quality', unit: 'share' } as const;
const measure = { of: (row: ReturnType<typeof quality>[number]) => row.measure, label: 'Measure' };
const trialLoss = { of: (trial: ReturnType<typeof trials>[number]) => trial.loss, label: 'loss', unit: 'number' } as const;
const loss = { of: (entry: { readonly loss: number | null }) => entry.loss, label: 'Loss', unit: 'number' as const };
const step = { step: (entry: { readonly step: number }) => entry.step };

const inPanel = (chart: ReactNode): string => renderToString(<Panel title="Panel">{chart}</Panel>);

test('a dot plot draws what lies beyond its scale as an arrowhead at the end, within the scale', () => {
  const rows = [
    { measure: 'Success', share: 0.05, low: 0.01, high: 0.09 },
    { measure: 'Cost', share: 8.24, low: 3, high: 14 },
  ];
  type Row = (typeof rows)[number];
  const html = inPanel(
    <DotPlot
      title="Change"
      data={rows}
      measure={{ of: (row: Row) => row.measure, label: 'Metric' }}
      value={{ of: (row: Row) => row.share, low: (row) => row.low, high: (row) => row.high, label: 'Change', unit: 'share' }}
      domain={[-0.1, 0.2]}
    />,
  );
  const drawn = [...html.matchAll(/class="uk-dots-(dot|whisker)"([^>]*)/g)].map(([, kind, rest = '']) => ({
    kind,
    isBeyond: rest.includes('data-beyond'),
    xs: [...rest.matchAll(/[MH](-?[\d.]+)/g)].map(([, x]) => Number(x)),
  }));
  expect(drawn.map(({ kind, isBeyond }) => `${kind} ${isBeyond}`).toSorted()).toEqual([
    'dot false',
    'dot true',
    'whisker false',
    'whisker false',
  ]);
  const right = Number(/class="uk-dots-track"[^>]* x2="([\d.]+)"/.exec(html)?.[1]);
  for (const { xs } of drawn) for (const x of xs) expect(x).toBeLessThanOrEqual(right);
  expect(html).toContain('824');
});

describe('without a window', () => {
  test.each([
    [
      'line',
      /highest/,
      <LineChart
        key=""
        title="Success"
        data={days}
        x={x}
        y={{ of: (day) => day.successShare, label: 'Success', unit: 'share', baseline: 'data' }}
        series={(day) => day.model}
      />,
    ],
    [
      'stacked bar',
      /highest/,
      <StackedBarChart
        key=""
        title="Cost"
        data={days}
        x={x}
        y={{ of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }}
        series={(day) => day.model}
      />,
    ],
    [
      'band',
      /highest/,
      <BandChart
        key=""
        title="Latency"
        data={latency(24)}
        x={{ of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR }}
        y={{ label: 'Latency', unit: 'ms', baseline: 'zero' }}
        line={{ of: (bucket) => bucket.p50Ms, label: 'p50' }}
        bands={[{ label: 'p95', to: (bucket) => bucket.p95Ms }]}
      />,
    ],
    [
      'loss plot',
      /best 0\.4623/,
      <LossPlot key="" title="Loss" data={trainingRun()} x={step} y={loss} split={(entry) => entry.split} patience={{ evaluations: 3 }} />,
    ],
    [
      'forecast fan',
      /80\u00a0% band held/,
      <ForecastFan
        key=""
        title="Cost"
        data={forecastDays()}
        x={{ of: (day) => day.startedAt, label: 'Day', bucketMs: DAY }}
        y={{ label: 'Cost', unit: 'usd', baseline: 'zero' }}
        actual={(day) => day.actualUsd}
        median={(day) => day.medianUsd}
        bands={[{ level: 0.8, low: (day) => day.low80, high: (day) => day.high80 }]}
      />,
    ],
    [
      'anomaly band',
      /\d anomalies: high/,
      <AnomalyBand
        key=""
        title="Failures"
        data={watchedHours()}
        x={{ of: (hour) => hour.startedAt, label: 'Hour', bucketMs: HOUR }}
        y={{ of: (hour) => hour.failShare, label: 'Failures', unit: 'share', baseline: 'zero' }}
        expected={{ low: (hour) => hour.lowShare, high: (hour) => hour.highShare }}
        count={{ of: (hour) => hour.replyCount, least: 20, label: 'replies' }}
      />,
    ],
    [
      'cost area',
      /highest/,
      <CostArea
        key=""
        title="Cost"
        data={modelDays(10)}
        x={{ of: (day) => day.startedAt, label: 'Day', bucketMs: DAY }}
        y={{ of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }}
        series={(day) => day.model}
      />,
    ],
  ])('a %s draws its marks and describes what they show', (_, words, chart) => {
    const html = inPanel(chart);
    expect(html).toMatch(/<(path|rect) [^>]*(d="M|height="[1-9])/);
    expect(/<desc[^>]*>([^<]*)/.exec(html)?.[1]).toMatch(words);
    expect(html).toContain('aria-valuetext');
  });

  test.each([
    [
      'dot plot',
      'Completeness: support-v3',
      <DotPlot key="" title="Quality" data={quality()} measure={measure} value={share} series={(row) => row.set} />,
    ],
    [
      'radar',
      'Completeness: support-v3',
      <RadarChart key="" title="Quality" data={quality()} measure={measure} value={share} series={(row) => row.set} />,
    ],
    [
      'parallel',
      '40 trials on 2 axes',
      <ParallelCoordinates
        key=""
        title="Trials"
        data={trials(40)}
        name={(trial) => `trial ${trial.number}`}
        counted="trials"
        color={{ ...trialLoss, goal: 'minimise' }}
        axes={[
          { key: 'rate', label: 'rate', of: (trial) => trial.learningRate, unit: 'number', scale: 'log' },
          { key: 'loss', ...trialLoss },
        ]}
      />,
    ],
    [
      'hyperparameter heatmap',
      'Best ',
      <HyperparameterHeatmap
        key=""
        title="Trials"
        data={trials(40)}
        goal="minimise"
        x={{ of: (trial) => trial.learningRate, label: 'rate' }}
        y={{ of: (trial) => trial.optimizer, label: 'optimizer' }}
        metric={trialLoss}
      />,
    ],
    [
      'cohort grid',
      '6 cohorts',
      <CohortGrid
        key=""
        title="Retention"
        data={cohortWeeks(6)}
        cohort={{ of: (row) => row.startedAt, label: 'week' }}
        period={{ of: (row) => row.week, label: 'week' }}
        active={{ of: (row) => row.activeCount, label: 'users' }}
        size={(row) => row.userCount}
      />,
    ],
    [
      'crowded scatter',
      '4,000 points',
      <ScatterChart
        key=""
        title="Loss against rate"
        data={trials(4000, { silentShare: 0 })}
        name={(trial) => `trial ${trial.number}`}
        x={{ of: (trial) => trial.learningRate, label: 'rate', unit: 'number', scale: 'log' }}
        y={{ ...trialLoss, baseline: 'data' }}
      />,
    ],
  ])('a %s says what it shows', (_, words, chart) => {
    const html = inPanel(chart);
    expect(html).toContain(words);
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('tiles, tables and histograms render too', () => {
    const html = renderToString(
      <>
        <StatRow label="Numbers">
          <StatTile label="Cost" value={null} unit="usd" trend={[1, null, 2]} />
        </StatRow>
        <DataTable
          caption="Rows"
          rows={days}
          rowKey={(day) => day.model + day.startedAt.toISOString()}
          columns={[{ key: 'cost', header: 'Cost', of: (day) => day.costUsd, unit: 'usd' }]}
        />
        <RatingHistogram title="Ratings" counts={[{ rating: 5, count: 2 }]} />
      </>,
    );
    expect(html).toContain('no data');
    expect(html).not.toContain('NaN');
  });

  test('no path of a diverged run, an empty one or a single entry has a number that is none', () => {
    for (const data of [divergedRun(), [], trainingRun().slice(0, 1), divergedRun(0)]) {
      for (const scale of ['linear', 'log', 'symlog'] as const) {
        const html = renderToString(
          <LossPlot title="Loss" data={data} x={step} y={loss} split={(entry) => entry.split} view={{ scale }} />,
        );
        for (const [, path] of html.matchAll(/ (?:d|x|y|width|height|x1|x2|y1|y2|transform)="([^"]*)"/g))
          expect(path).not.toMatch(/NaN|Infinity/);
      }
    }
  });
});
