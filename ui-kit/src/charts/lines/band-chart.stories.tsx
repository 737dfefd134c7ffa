import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { DAY, HOUR, latency, start } from '../../stories/made-up.ts';
import type { LatencyBucket } from '../../stories/made-up.ts';
import { BandChart } from './band-chart.tsx';

/**
 * How a whole distribution moves: a middle line with nested bands. Use it for latency percentiles, forecasts, ranges between runs.
 * Not for several models at once: their bands would cover each other (use lines of one percentile).
 */
const meta = {
  title: 'Charts/Band',
  component: BandChart<LatencyBucket>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Response time',
    data: latency(),
    x: { of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR },
    y: { label: 'Latency', unit: 'ms', baseline: 'zero' },
    line: { of: (bucket) => bucket.p50Ms, label: 'p50' },
    bands: [
      { label: 'p90', to: (bucket) => bucket.p90Ms },
      { label: 'p95', to: (bucket) => bucket.p95Ms },
      { label: 'p99', to: (bucket) => bucket.p99Ms },
    ],
    thresholds: [{ value: 2500, label: 'SLA 2.5 s' }],
    note: (bucket) => `n ${bucket.replyCount}`,
  },
  render: (args) => (
    <Panel title={args.title} hint="p50, p90, p95, p99 per hour, ms">
      <BandChart {...args} />
    </Panel>
  ),
} satisfies Meta<typeof BandChart<LatencyBucket>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const ThirtyDays: Story = { args: { annotations: [{ at: start + 18.4 * DAY, label: 'dpo-r2 deployed' }] } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const SilentDays: Story = { args: { data: latency(240, { silentFrom: 100, silentTo: 148 }) } };
export const PartialHour: Story = { args: { data: latency(24), partialFrom: start + 23 * HOUR } };
export const NoPoints: Story = { args: { data: [] } };
export const OnePoint: Story = { args: { data: latency(1) } };
export const CutAtALimit: Story = { args: { y: { label: 'Latency', unit: 'ms', baseline: 'zero', cutAt: 3_000 } } };
export const LogScale: Story = { args: { y: { label: 'Latency', unit: 'ms', baseline: 'data', scale: 'log' } } };

/** The pointer finds the nearest hour; a press keeps the tooltip, Escape takes it away. */
export const ReadByPointer: Story = {
  args: { data: latency(48) },
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider');
    const box = reader.getBoundingClientRect();
    const at = { clientX: box.left + box.width / 2, clientY: box.top + 20 };
    await userEvent.pointer([{ target: reader, coords: at }]);
    await expect(canvasElement.querySelector('.uk-tooltip')).toHaveTextContent('p95');
    await userEvent.pointer([{ keys: '[MouseLeft]', target: reader, coords: at }]);
    await expect(canvas.getByRole('group', { name: /^Pinned/ })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect(canvasElement.querySelector('.uk-tooltip')).toBeNull();
  },
};

export const CutAndFillingHour: Story = { args: { data: latency(24), partialUntil: start + HOUR, partialFrom: start + 23 * HOUR } };
export const NotANumber: Story = {
  args: { data: latency(48).map((bucket, place) => (place === 20 ? { ...bucket, p50Ms: Number.NaN } : bucket)) },
};
export const Tiny: Story = {
  args: {
    data: latency(48).map((bucket) => ({
      ...bucket,
      p50Ms: (bucket.p50Ms ?? 0) * 1e-6,
      p90Ms: (bucket.p90Ms ?? 0) * 1e-6,
      p95Ms: (bucket.p95Ms ?? 0) * 1e-6,
      p99Ms: (bucket.p99Ms ?? 0) * 1e-6,
    })),
    thresholds: [],
  },
};
export const Huge: Story = {
  args: {
    data: latency(48).map((bucket) => ({
      ...bucket,
      p50Ms: (bucket.p50Ms ?? 0) * 1e6,
      p90Ms: (bucket.p90Ms ?? 0) * 1e6,
      p95Ms: (bucket.p95Ms ?? 0) * 1e6,
      p99Ms: (bucket.p99Ms ?? 0) * 1e6,
    })),
    thresholds: [],
  },
};

const minutes = latency(200_000).map((bucket, place) => ({ ...bucket, startedAt: new Date(start + place * 60_000) }));
export const TwoHundredThousandMinutes: Story = {
  args: { data: minutes, x: { of: (bucket) => bucket.startedAt, label: 'Minute', bucketMs: 60_000 } },
};

export const ReadByKeyboard: Story = {
  args: { data: latency(24), partialUntil: start + HOUR, partialFrom: start + 23 * HOUR },
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Response time' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/p50 .*p99 .*cut by the window · n /));
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/so far · n /));
    // A light piece at each end.
    await expect(canvasElement.querySelector('.uk-line-partial')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
  },
};

/** Zoomed with the keys, the tooltip still tells the right hour. */
export const Zooms: Story = {
  args: { data: latency(240) },
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Response time' });
    const drawn = () => canvasElement.querySelector('.uk-line')?.getAttribute('d');
    const whole = drawn();
    reader.focus();
    await userEvent.keyboard('{Home}{PageDown}{PageDown}{PageDown}');
    const valueText = reader.getAttribute('aria-valuetext');
    await userEvent.keyboard('++');
    await waitFor(() => expect(drawn()).not.toBe(whole));
    await expect(reader).toHaveAttribute('aria-valuetext', valueText);
    await userEvent.keyboard('{ArrowRight}{ArrowLeft}');
    await expect(reader).toHaveAttribute('aria-valuetext', valueText);
  },
};

export const AsTable: Story = {
  args: { data: latency(24) },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Response time as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'p95' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(25);
  },
};

/** The middle and one edge of the period before, dashed and faint; every band of it stands in brackets in the tooltip. */
export const Compared: Story = {
  args: {
    data: latency(48).slice(24),
    compare: { data: latency(48).slice(0, 24), shift: 24 * HOUR, label: 'previous 24 h', edges: ['p95'] },
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.uk-line-group[data-faint]')).toHaveLength(2);
    canvas.getByRole('slider', { name: 'Read Response time' }).focus();
    await userEvent.keyboard('{Home}');
    await expect(canvas.getByRole('slider')).toHaveAttribute('aria-valuetext', expect.stringMatching(/in brackets: previous 24 h/));
  },
};
