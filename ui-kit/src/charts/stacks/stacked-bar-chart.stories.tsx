import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { DAY, modelDays, start } from '../../stories/made-up.ts';
import type { ModelDay } from '../../stories/made-up.ts';
import { StackedBarChart } from './stacked-bar-chart.tsx';

/**
 * Amounts that add up, per time bucket: cost, messages, tokens. Not for rates and percentiles, which don't add up (lines), nor to
 * compare upper layers with each other, which have no common ground.
 */
const meta = {
  title: 'Charts/Stacked bar',
  component: StackedBarChart<ModelDay>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Cost by model',
    data: modelDays(30),
    x: { of: (day) => day.startedAt, label: 'Day', bucketMs: DAY },
    y: { of: (day) => day.costUsd, label: 'Cost', unit: 'usd' },
    series: (day) => day.model,
  },
  render: (args) => (
    <Panel title={args.title} hint="per day, $">
      <StackedBarChart {...args} />
    </Panel>
  ),
} satisfies Meta<typeof StackedBarChart<ModelDay>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const ByModel: Story = { args: { partialFrom: start + 29 * DAY } };
export const Dark: Story = { args: { partialFrom: start + 29 * DAY }, globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const TopAndOther: Story = {
  args: {
    data: modelDays(
      30,
      Array.from({ length: 14 }, (_, place) => `model-${place + 1}`),
    ),
    top: 5,
  },
};
export const MissingDays: Story = {
  args: { data: modelDays(30).filter((day) => ![5, 6, 7, 20].includes((day.startedAt.getTime() - start) / DAY)) },
};
export const BelowZero: Story = {
  args: { data: modelDays(20).map((day) => (day.model === 'llama-3.1-8b' ? { ...day, costUsd: -(day.costUsd ?? 0) } : day)) },
};
export const Year: Story = { args: { data: modelDays(365) } };
export const NoBuckets: Story = { args: { data: [] } };
export const OneBucket: Story = { args: { data: modelDays(1) } };

const onSelectRange = fn();

/** A selection takes whole buckets: from the first day's start to the last day's end. */
export const SelectsWholeDays: Story = {
  args: { onSelectRange },
  play: async ({ canvas }) => {
    canvas.getByRole('slider').focus();
    await userEvent.keyboard('{Home}{ArrowRight}{Shift>}{ArrowRight}{/Shift}{Enter}');
    await expect(onSelectRange).toHaveBeenCalledWith([start + DAY, start + 3 * DAY]);
  },
};

/** A press in the legend switches a layer off, Alt shows it alone. */
export const LegendSwitches: Story = {
  play: async ({ canvas, canvasElement }) => {
    const layers = () => canvasElement.querySelectorAll('.uk-stack:first-of-type .uk-stack-segment').length;
    await expect(layers()).toBe(3);
    await userEvent.click(canvas.getByRole('button', { name: 'llama-3.1-8b' }));
    await expect(layers()).toBe(2);
    await userEvent.click(canvas.getByRole('button', { name: 'llama-3.1-8b' }));
    const user = userEvent.setup();
    await user.keyboard('{Alt>}');
    await user.click(canvas.getByRole('button', { name: 'support-8b-sft' }));
    await user.keyboard('{/Alt}');
    await expect(canvas.getByRole('button', { name: 'support-8b-sft' })).toHaveAttribute('aria-pressed', 'true');
    await expect(canvas.getByRole('button', { name: 'support-8b-dpo' })).toHaveAttribute('aria-pressed', 'false');
  },
};

export const CutAndFilling: Story = {
  args: { partialUntil: start + DAY, partialFrom: start + 29 * DAY },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.uk-stack[data-partial]')).toHaveLength(2);
    const reader = canvas.getByRole('slider', { name: 'Read Cost by model' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/cut by the window$/));
  },
};
export const Shares: Story = { args: { as: 'share' } };
export const OneModel: Story = { args: { data: modelDays(30, ['support-8b-dpo']) } };
export const TwoHundredSeries: Story = {
  args: {
    data: modelDays(
      30,
      Array.from({ length: 200 }, (_, place) => `customer ${place + 1}`),
    ),
  },
};
export const Tiny: Story = { args: { data: modelDays(30).map((day) => ({ ...day, costUsd: (day.costUsd ?? 0) * 1e-7 })) } };
export const Huge: Story = { args: { data: modelDays(30).map((day) => ({ ...day, costUsd: (day.costUsd ?? 0) * 1e9 })) } };
export const NotANumber: Story = {
  args: { data: modelDays(30).map((day, place) => (place === 20 ? { ...day, costUsd: Number.NaN } : day)) },
};

/** Two steps of the plus key show a part, 0 shows all again; a bucket that reaches into the part is in it. */
export const Zooms: Story = {
  play: async ({ canvas, canvasElement }) => {
    const bars = () => canvasElement.querySelectorAll('.uk-stack').length;
    await expect(bars()).toBe(30);
    canvas.getByRole('slider', { name: 'Read Cost by model' }).focus();
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}++');
    await waitFor(() => expect(bars()).toBeLessThan(30));
    await userEvent.keyboard('0');
    await waitFor(() => expect(bars()).toBe(30));
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Cost by model as table' }));
    await expect(canvas.getAllByRole('row')).toHaveLength(31);
  },
};

/** The total of the period before, as a dashed line over the bars; its number stands in the tooltip. */
export const Compared: Story = {
  args: {
    compare: {
      data: Array.from({ length: 30 }, (_, day) => ({ at: start + (day - 30) * DAY, total: 90 + 20 * Math.sin(day / 4) })),
      shift: 30 * DAY,
      label: 'previous 30 d',
    },
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.uk-line-group[data-faint]')).toHaveLength(1);
    canvas.getByRole('slider', { name: 'Read Cost by model' }).focus();
    await userEvent.keyboard('{Home}');
    await expect(canvas.getByRole('slider')).toHaveAttribute('aria-valuetext', expect.stringMatching(/previous 30 d: /));
  },
};
