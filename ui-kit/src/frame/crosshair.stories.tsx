import type { Meta, StoryObj } from '@storybook/react-vite';
import { Profiler } from 'react';
import { expect, userEvent } from 'storybook/test';
import { BandChart } from '../charts/band-chart.tsx';
import { StackedBarChart } from '../charts/stacked-bar-chart.tsx';
import { DAY, HOUR, latency, modelDays } from '../stories/made-up.ts';
import { CrosshairProvider } from './crosshair.tsx';
import { Panel } from './panel.tsx';

const buckets = latency(240);
const days = modelDays(10);
let renders = 0;

function Joined() {
  return (
    <CrosshairProvider>
      <Panel title="Response time" hint="p50, p95 per hour, ms">
        <BandChart
          title="Response time" data={buckets} x={{ of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR }} height={150}
          y={{ label: 'Latency', unit: 'ms', baseline: 'zero' }} line={{ of: (bucket) => bucket.p50Ms, label: 'p50' }} bands={[{ label: 'p95', to: (bucket) => bucket.p95Ms }]}
        />
      </Panel>
      <Profiler id="follower" onRender={() => { renders += 1; }}>
        <Panel title="Cost by model" hint="per day, $">
          <StackedBarChart
            title="Cost by model" data={days} x={{ of: (day) => day.startedAt, label: 'Day', bucketMs: DAY }} height={150}
            y={{ of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }} series={(day) => day.model}
          />
        </Panel>
      </Profiler>
    </CrosshairProvider>
  );
}

/** Charts under one provider share a crosshair, each at its own buckets, also where hours meet days. */
const meta = { title: 'Frame/Crosshair', component: Joined } satisfies Meta<typeof Joined>;
export default meta;

/** The chart that follows moves its crosshair without a render of React. */
export const FollowsWithoutRendering: StoryObj<typeof meta> = {
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Response time' });
    const column = canvasElement.querySelector('.uk-crosscolumn');
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(column).not.toHaveAttribute('data-off');
    const at = column?.getAttribute('x');
    const before = renders;
    await userEvent.keyboard('{PageDown}{PageDown}');
    await expect(column?.getAttribute('x')).not.toBe(at);
    await expect(renders - before).toBe(0);
    await userEvent.keyboard('{Escape}');
    await expect(column).toHaveAttribute('data-off');
  },
};
