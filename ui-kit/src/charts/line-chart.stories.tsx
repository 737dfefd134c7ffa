import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor } from 'storybook/test';
import { Panel } from '../frame/panel.tsx';
import { DAY, modelDays, noise, start } from '../stories/made-up.ts';
import type { ModelDay } from '../stories/made-up.ts';
import { LineChart } from './line-chart.tsx';
import type { LineChartProps } from './line-chart.tsx';

const x = { of: (day: ModelDay) => day.startedAt, label: 'Day', bucketMs: DAY };
const success: LineChartProps<ModelDay>['y'] = {
  of: (day) => day.successShare, low: (day) => day.lowShare, high: (day) => day.highShare, label: 'Success rate', unit: 'share', baseline: 'data',
};
const short = (model: string) => model.split('-').at(-1) ?? model;
const two = modelDays(30).filter(({ model }) => model !== 'llama-3.1-8b');
const byModel = (day: ModelDay) => day.model;

/**
 * Change over time or over steps, one line per series. Use it for rates, percentiles, averages. Not for amounts that add up
 * (stacked bars), nor for more than a dozen series at once (small multiples, or a table with sparklines).
 */
const meta = {
  title: 'Charts/Line',
  component: LineChart<ModelDay>,
  argTypes: { data: { control: false } },
  args: { title: 'Success rate', data: two, x, y: success, series: byModel, seriesLabel: short },
  render: (args) => <Panel title={args.title} hint="share of judged, 95 % interval"><LineChart {...args} /></Panel>,
} satisfies Meta<typeof LineChart<ModelDay>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const WithInterval: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const NoPoints: Story = { args: { data: [] } };
export const OnePoint: Story = { args: { data: two.slice(0, 1) } };

export const Gaps: Story = {
  args: { data: two.map((day, place) => (place % 30 > 8 && place % 30 < 13) || place % 30 === 20 || place % 30 === 22 ? { ...day, successShare: null, lowShare: null, highShare: null } : day) },
};

export const PartialLastDay: Story = { args: { partialFrom: start + 29 * DAY } };

export const Compared: Story = {
  args: {
    data: two.slice(0, 30).map((day) => ({ ...day, lowShare: null, highShare: null })),
    compare: { data: modelDays(30).slice(30, 60).map((day) => ({ ...day, model: 'support-8b-dpo' })), shift: 0, label: 'previous 30 d' },
  },
};

export const Annotated: Story = {
  args: {
    annotations: [
      { at: start + 9 * DAY, label: 'dpo-r2 deployed' },
      { at: start + 20 * DAY, to: start + 23 * DAY, label: 'incident', tone: 'bad' },
    ],
    thresholds: [{ value: 0.8, label: 'target 80 %', tone: 'warn' }],
  },
};

export const ManySeries: Story = {
  args: { data: modelDays(30, Array.from({ length: 12 }, (_, place) => `model-${place + 1}`)).map((day) => ({ ...day, lowShare: null, highShare: null })), seriesLabel: (key) => key },
};

const dense = (() => {
  const next = noise(3);
  return Array.from({ length: 200_000 }, (_, step) => ({ step, loss: 2 * Math.exp(-step / 60_000) + 0.2 + (next() - 0.5) * 0.2 + (step === 123_456 ? 1.5 : 0) }));
})();
const steps = { of: (point: (typeof dense)[number]) => point.step, label: 'Step', unit: 'count' as const };
const loss = { of: (point: (typeof dense)[number]) => point.loss, label: 'Loss', unit: 'number' as const, baseline: 'zero' as const };

/** Only what the px columns can show is drawn, and the one spike is still there. */
export const TwoHundredThousandPoints: Story = {
  render: () => <Panel title="Loss" hint="per step"><LineChart title="Loss" data={dense} x={steps} y={loss} /></Panel>,
};

export const LogScale: Story = {
  render: () => <Panel title="Loss" hint="per step, log"><LineChart title="Loss" data={dense} x={steps} y={{ ...loss, baseline: 'data', scale: 'log' }} /></Panel>,
};

const onSelectRange = fn();

export const ReadByKeyboard: Story = {
  args: { onSelectRange },
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Success rate' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('21 Oct'));
    await userEvent.keyboard('{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('22 Oct, dpo'));
    await expect(canvasElement.querySelector('.uk-tooltip')).toHaveTextContent('22 Oct');
    await userEvent.keyboard('{Enter}');
    await expect(canvas.getByRole('group', { name: 'Pinned: 22 Oct' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(canvasElement.querySelector('.uk-tooltip')).toBeNull());
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}');
    await expect(onSelectRange).toHaveBeenCalledWith([start, start + 2 * DAY]);
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Success rate as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'dpo, low' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(31);
  },
};
