import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Panel } from '../frame/panel.tsx';
import { cohortWeeks } from '../stories/made-up-cohorts.ts';
import { quality } from '../stories/made-up-measures.ts';
import { trials } from '../stories/made-up-trials.ts';
import { CohortGrid } from './heatmaps/cohort-grid.tsx';
import { DotPlot } from './comparisons/dot-plot.tsx';
import { HyperparameterHeatmap } from './heatmaps/hyperparameter-heatmap.tsx';
import { ParallelCoordinates } from './relations/parallel-coordinates.tsx';
import { RadarChart } from './comparisons/radar-chart.tsx';
import { ScatterChart } from './relations/scatter-chart.tsx';

const share = { of: (row: ReturnType<typeof quality>[number]) => row.share, label: 'Quality', unit: 'share' } as const;
const measure = { of: (row: ReturnType<typeof quality>[number]) => row.measure, label: 'Measure' };
const loss = { of: (trial: ReturnType<typeof trials>[number]) => trial.loss, label: 'loss', unit: 'number' } as const;

test.each([
  ['dot plot', 'Completeness: support-v3', <DotPlot key="" title="Quality" data={quality()} measure={measure} value={share} series={(row) => row.set} />],
  ['radar', 'Completeness: support-v3', <RadarChart key="" title="Quality" data={quality()} measure={measure} value={share} series={(row) => row.set} />],
  ['parallel', '40 trials on 2 axes', <ParallelCoordinates key="" title="Trials" data={trials(40)} name={(trial) => `trial ${trial.number}`} counted="trials" color={{ ...loss, goal: 'minimise' }} axes={[{ key: 'rate', label: 'rate', of: (trial) => trial.learningRate, unit: 'number', scale: 'log' }, { key: 'loss', ...loss }]} />],
  ['hyperparameter heatmap', 'Best ', <HyperparameterHeatmap key="" title="Trials" data={trials(40)} goal="minimise" x={{ of: (trial) => trial.learningRate, label: 'rate' }} y={{ of: (trial) => trial.optimizer, label: 'optimizer' }} metric={loss} />],
  ['cohort grid', '6 cohorts', <CohortGrid key="" title="Retention" data={cohortWeeks(6)} cohort={{ of: (row) => row.startedAt, label: 'week' }} period={{ of: (row) => row.week, label: 'week' }} active={{ of: (row) => row.activeCount, label: 'users' }} size={(row) => row.userCount} />],
  ['crowded scatter', '4,000 points', <ScatterChart key="" title="Loss against rate" data={trials(4000, { silentShare: 0 })} name={(trial) => `trial ${trial.number}`} x={{ of: (trial) => trial.learningRate, label: 'rate', unit: 'number', scale: 'log' }} y={{ ...loss, baseline: 'data' }} />],
])('without a window a %s says what it shows', (_, words, chart) => {
  const html = renderToString(<Panel title="Panel">{chart}</Panel>);
  expect(html).toContain(words);
  expect(html).not.toMatch(/NaN|Infinity|undefined/);
});
