import { renderToString } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Panel } from '../../frame/panel.tsx';
import { divergedRun, forecastDays, trainingRun, watchedHours } from '../../stories/made-up-training.ts';
import { DAY, HOUR, modelDays } from '../../stories/made-up.ts';
import { CostArea } from '../stacks/cost-area.tsx';
import { LossPlot } from '../training/loss-plot.tsx';
import { AnomalyBand } from './anomaly-band.tsx';
import { ForecastFan } from './forecast-fan.tsx';

const loss = { of: (entry: { readonly loss: number | null }) => entry.loss, label: 'Loss', unit: 'number' as const };
const step = { step: (entry: { readonly step: number }) => entry.step };

describe('without a window', () => {
  test.each([
    ['loss plot', /best 0\.4623/, <LossPlot key="" title="Loss" data={trainingRun()} x={step} y={loss} split={(entry) => entry.split} patience={{ evaluations: 3 }} />],
    ['forecast fan', /80\u00a0% band held/, <ForecastFan key="" title="Cost" data={forecastDays()} x={{ of: (day) => day.startedAt, label: 'Day', bucketMs: DAY }} y={{ label: 'Cost', unit: 'usd', baseline: 'zero' }} actual={(day) => day.actualUsd} median={(day) => day.medianUsd} bands={[{ level: 0.8, low: (day) => day.low80, high: (day) => day.high80 }]} />],
    ['anomaly band', /\d anomalies: high/, <AnomalyBand key="" title="Failures" data={watchedHours()} x={{ of: (hour) => hour.startedAt, label: 'Hour', bucketMs: HOUR }} y={{ of: (hour) => hour.failShare, label: 'Failures', unit: 'share', baseline: 'zero' }} expected={{ low: (hour) => hour.lowShare, high: (hour) => hour.highShare }} count={{ of: (hour) => hour.replyCount, least: 20, label: 'replies' }} />],
    ['cost area', /highest/, <CostArea key="" title="Cost" data={modelDays(10)} x={{ of: (day) => day.startedAt, label: 'Day', bucketMs: DAY }} y={{ of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }} series={(day) => day.model} />],
  ])('a %s draws and says what it shows', (_, words, chart) => {
    const html = renderToString(<Panel title="Panel">{chart}</Panel>);
    expect(html).toMatch(/<(path|rect) [^>]*(d="M|height="[1-9])/);
    expect(/<desc[^>]*>([^<]*)/.exec(html)?.[1]).toMatch(words);
    expect(html).toContain('aria-valuetext');
  });

  test('no path of a diverged run, an empty one or a single entry has a number that is none', () => {
    for (const data of [divergedRun(), [], trainingRun().slice(0, 1), divergedRun(0)]) {
      for (const scale of ['linear', 'log', 'symlog'] as const) {
        const html = renderToString(<LossPlot title="Loss" data={data} x={step} y={loss} split={(entry) => entry.split} view={{ scale }} />);
        for (const [, path] of html.matchAll(/ (?:d|x|y|width|height|x1|x2|y1|y2|transform)="([^"]*)"/g)) expect(path).not.toMatch(/NaN|Infinity/);
      }
    }
  });
});
