import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { BandChart } from '../charts/lines/band-chart.tsx';
import { HOUR, latency } from '../stories/made-up.ts';
import type { LatencyBucket } from '../stories/made-up.ts';
import { Panel } from './panel.tsx';
import type { Load } from './panel.tsx';

const partialChart = (buckets: readonly LatencyBucket[]) => (
  <BandChart
    title="Response time"
    data={buckets}
    x={{ of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR }}
    partial="3 of 24 shards did not answer"
    caption="n = 128,400 replies"
    y={{ label: 'Latency', unit: 'ms', baseline: 'zero' }}
    line={{ of: (bucket) => bucket.p50Ms, label: 'p50' }}
    bands={[{ label: 'p95', to: (bucket) => bucket.p95Ms }]}
  />
);
const chart = (buckets: readonly LatencyBucket[]) => (
  <BandChart
    title="Response time"
    data={buckets}
    x={{ of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR }}
    y={{ label: 'Latency', unit: 'ms', baseline: 'zero' }}
    line={{ of: (bucket) => bucket.p50Ms, label: 'p50' }}
    bands={[{ label: 'p95', to: (bucket) => bucket.p95Ms }]}
  />
);
const buckets = latency(96);

/**
 * A titled surface that says where its data stands. `loading`: the outline of what is coming, as high as it will be. `failed`: what failed
 * and what still holds, with a way to ask again. `empty`: what would fill it, and how. `ready`: the children, dimmed while `refreshing`
 * brings newer numbers; what is being read stays. Numbers that are not complete are ready too: the chart says "partial: …" under its
 * drawing. Charts inside put their legend and tools into its head. Not for a text or a form: a panel shows data.
 */
const meta = {
  title: 'Frame/Panel',
  component: Panel<readonly LatencyBucket[]>,
  args: { title: 'Response time', hint: 'p50, p95 per hour, ms', minHeight: 200, children: chart },
} satisfies Meta<typeof Panel<readonly LatencyBucket[]>>;

export default meta;
type Story = StoryObj<typeof meta>;
const state = (load: Load<readonly LatencyBucket[]>) => load;
const onRetry = fn();

export const Ready: Story = { args: { load: state({ state: 'ready', value: buckets, refreshing: false }) } };
export const Refreshing: Story = { args: { load: state({ state: 'ready', value: buckets, refreshing: true }) } };
/** Ready, and honest about what is missing. */
export const Partial: Story = {
  args: {
    load: state({ state: 'ready', value: buckets, refreshing: false }),
    children: (value) => partialChart(value as readonly LatencyBucket[]),
  },
  play: async ({ canvas }) => expect(canvas.getByText('partial: 3 of 24 shards did not answer')).toBeVisible(),
};
/** The old picture stays and can be read while the new one is fetched; the panel says that it is busy. */
export const RefreshingIsBusy: Story = {
  args: { load: state({ state: 'ready', value: buckets, refreshing: true }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: 'Response time' })).toHaveAttribute('aria-busy', 'true');
    await expect(canvas.getByRole('slider', { name: 'Read Response time' })).toBeVisible();
  },
};
export const ReadyNarrow: Story = {
  args: { load: state({ state: 'ready', value: buckets, refreshing: false }) },
  parameters: { width: 330 },
};
export const Loading: Story = { args: { load: state({ state: 'loading' }) } };
export const LoadingBars: Story = { args: { load: state({ state: 'loading' }), skeleton: 'bars' } };
export const LoadingRows: Story = { args: { load: state({ state: 'loading' }), skeleton: 'rows' } };
export const LoadingDark: Story = { args: { load: state({ state: 'loading' }), skeleton: 'bars' }, globals: { theme: 'dark' } };
export const Empty: Story = {
  args: {
    load: state({ state: 'empty' }),
    empty: {
      says: 'No replies in these 30 days.',
      how: 'Send a first message, or import a file:',
      command: 'npx -y pnpm@12 ingest messages.jsonl',
    },
  },
};
export const Failed: Story = {
  args: {
    load: state({ state: 'failed', message: 'The latency numbers did not arrive in 2 s. The other panels are up to date.' }),
    onRetry,
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(onRetry).toHaveBeenCalled();
  },
};
export const FailedDark: Story = { ...Failed, globals: { theme: 'dark' } };
