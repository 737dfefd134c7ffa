import type { Meta, StoryObj } from '@storybook/react-vite';
import { Profiler } from 'react';
import { expect, userEvent } from 'storybook/test';
import { BandChart } from '../charts/lines/band-chart.tsx';
import { LineChart } from '../charts/lines/line-chart.tsx';
import { StackedBarChart } from '../charts/stacks/stacked-bar-chart.tsx';
import { DAY, HOUR, latency, modelDays } from '../stories/made-up.ts';
import { CrosshairProvider } from './crosshair.tsx';
import { AnnotationsProvider, type Annotation } from './shared-annotations.tsx';
import { Panel } from './panel.tsx';

const buckets = latency(240);
const days = modelDays(10);
let renders = 0;

function Joined() {
  return (
    <CrosshairProvider>
      <Panel title="Response time" hint="p50, p95 per hour, ms">
        <BandChart
          title="Response time"
          data={buckets}
          x={{ of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR }}
          height={150}
          y={{ label: 'Latency', unit: 'ms', baseline: 'zero' }}
          line={{ of: (bucket) => bucket.p50Ms, label: 'p50' }}
          bands={[{ label: 'p95', to: (bucket) => bucket.p95Ms }]}
        />
      </Panel>
      <Profiler
        id="follower"
        onRender={() => {
          renders += 1;
        }}
      >
        <Panel title="Cost by model" hint="per day, $">
          <StackedBarChart
            title="Cost by model"
            data={days}
            x={{ of: (day) => day.startedAt, label: 'Day', bucketMs: DAY }}
            height={150}
            y={{ of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }}
            series={(day) => day.model}
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

const log = Array.from({ length: 200 }, (_, entry) => {
  // A slow beginning: steps and hours are not in proportion.
  const step = entry * 50;
  return {
    step,
    at: new Date(Date.UTC(2026, 10, 1) + step * 4_000 + (entry < 40 ? entry : 40) * 60_000),
    loss: 2 * Math.exp(-step / 3000) + 0.3,
    memory: 40e9 + 4e9 * Math.sin(entry / 9),
  };
});
const links = { Step: log.map(({ step }) => step), time: log.map(({ at }) => at.getTime()) };
const plain = { label: 'Loss', unit: 'number', baseline: 'zero' } as const;

/** With `links` charts of different x units follow each other too: one of steps, one of hours. */
export const AcrossUnits: StoryObj<typeof meta> = {
  render: () => (
    <CrosshairProvider links={links}>
      <Panel title="Loss" hint="per step">
        <LineChart
          title="Loss"
          data={log}
          x={{ of: ({ step }) => step, label: 'Step', unit: 'count' }}
          y={{ ...plain, of: ({ loss }) => loss }}
          height={150}
        />
      </Panel>
      <Panel title="Memory" hint="of the GPU">
        <LineChart
          title="Memory"
          data={log}
          x={{ of: ({ at }) => at, label: 'Time' }}
          y={{ of: ({ memory }) => memory, label: 'Memory', unit: 'bytes', baseline: 'zero' }}
          height={150}
        />
      </Panel>
    </CrosshairProvider>
  ),
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Loss' });
    const [own, other] = canvasElement.querySelectorAll('.uk-crosshair');
    reader.focus();
    await userEvent.keyboard('{Home}{PageDown}{PageDown}');
    await expect(other).not.toHaveAttribute('data-off');
    const part = (line: Element | undefined, name: string) => {
      const box = canvas.getByRole('slider', { name }).getBoundingClientRect();
      return ((line?.getBoundingClientRect().left ?? 0) - box.left) / box.width;
    };
    // Entry 40 of 199: a fifth of the steps, more of the time.
    await expect(part(own, 'Read Loss')).toBeCloseTo(40 / 199, 1);
    await expect(part(other, 'Read Memory')).toBeCloseTo((40 * 50 * 4 + 40 * 60) / (199 * 50 * 4 + 40 * 60), 1);
    await userEvent.keyboard('{Escape}');
    await expect(other).toHaveAttribute('data-off');
  },
};

const happened: readonly Annotation[] = [
  { at: buckets[60]?.startedAt ?? 0, label: 'Deployment of support-8b' },
  { at: buckets[120]?.startedAt ?? 0, to: buckets[140]?.startedAt, label: 'Provider slow', tone: 'bad' },
];

/** What happened to all of them stands on every chart over time. */
export const MarksInCommon: StoryObj<typeof meta> = {
  render: () => (
    <AnnotationsProvider annotations={happened}>
      <Joined />
    </AnnotationsProvider>
  ),
  play: async ({ canvas }) => {
    await expect((await canvas.findAllByText('Deployment of support-8b')).length).toBeGreaterThan(0);
  },
};
