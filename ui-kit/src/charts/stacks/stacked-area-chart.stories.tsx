import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { DAY, modelDays, start } from '../../stories/made-up.ts';
import type { ModelDay } from '../../stories/made-up.ts';
import { StackedAreaChart } from './stacked-area-chart.tsx';

/**
 * A whole and its parts over many buckets: cost over a quarter, tokens by model. With few buckets bars are easier to read; to
 * compare parts with each other, use lines.
 */
const meta = {
  title: 'Charts/Stacked area',
  component: StackedAreaChart<ModelDay>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Cost by model',
    data: modelDays(90),
    x: { of: (day) => day.startedAt, label: 'Day', bucketMs: DAY },
    y: { of: (day) => day.costUsd, label: 'Cost', unit: 'usd' },
    series: (day) => day.model,
  },
  render: (args) => (
    <Panel title={args.title} hint="per day, $">
      <StackedAreaChart {...args} />
    </Panel>
  ),
} satisfies Meta<typeof StackedAreaChart<ModelDay>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Quarter: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Shares: Story = { args: { as: 'share' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const TopAndOther: Story = {
  args: {
    data: modelDays(
      90,
      Array.from({ length: 14 }, (_, place) => `model-${place + 1}`),
    ),
    top: 5,
  },
};
export const MissingDays: Story = {
  args: {
    data: modelDays(60).filter((day) => {
      const at = (day.startedAt.getTime() - start) / DAY;
      return at < 20 || at > 26;
    }),
  },
};
export const Budget: Story = { args: { thresholds: [{ value: 320, label: 'budget $320 a day', tone: 'warn' }] } };
export const NoBuckets: Story = { args: { data: [] } };
export const OneBucket: Story = { args: { data: modelDays(1) } };

const many = Array.from({ length: 200 }, (_, place) => `customer ${place + 1}`);
export const OneModel: Story = { args: { data: modelDays(60, ['support-8b-dpo']) } };
export const TwoHundredSeries: Story = { args: { data: modelDays(30, many) } };
export const Tiny: Story = { args: { data: modelDays(60).map((day) => ({ ...day, costUsd: (day.costUsd ?? 0) * 1e-7 })) } };
export const Huge: Story = { args: { data: modelDays(60).map((day) => ({ ...day, costUsd: (day.costUsd ?? 0) * 1e9 })) } };
export const CutAndFilling: Story = { args: { data: modelDays(30), partialUntil: start + DAY, partialFrom: start + 29 * DAY } };

const dense = Array.from({ length: 100_000 }, (_, minute) => minute).flatMap((minute) =>
  ['a', 'b'].map((model, place): ModelDay => ({
    startedAt: new Date(start + minute * 60_000),
    model,
    costUsd: 2 + place + Math.sin(minute / 9000 + place) + (minute === 61_234 ? 12 : 0),
    successShare: null,
    lowShare: null,
    highShare: null,
    judgedCount: 0,
  })),
);
/** The one spike is still there. */
export const TwoHundredThousandRows: Story = {
  args: { data: dense, x: { of: (day) => day.startedAt, label: 'Minute', bucketMs: 60_000 } },
};

/** A note names amounts that have no place in a whole; none is dropped silently. */
export const BelowZeroAndNaN: Story = {
  args: {
    data: modelDays(30).map((day, place) =>
      place % 30 === 12 ? { ...day, costUsd: -40 } : place === 20 ? { ...day, costUsd: Number.NaN } : day,
    ),
  },
  play: async ({ canvas, canvasElement }) => {
    const notes = canvas.getByRole('list', { name: 'Notes on Cost by model' });
    await expect(notes).toHaveTextContent('3 amounts below 0 (−$120.00 in all) not drawn');
    await expect(notes).toHaveTextContent('1 amount is no number');
    await expect(canvasElement.querySelector('.uk-frame-body .uk-hidden')).toHaveTextContent('3 amounts below 0');
  },
};

export const ReadByKeyboard: Story = {
  args: { data: modelDays(30), partialUntil: start + DAY, partialFrom: start + 29 * DAY },
  play: async ({ canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Cost by model' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^21 Oct, total .*cut by the window$/));
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^19 Nov, total .*so far$/));
    await userEvent.keyboard('{ArrowLeft}');
    await expect(reader).not.toHaveAttribute('aria-valuetext', expect.stringContaining('so far'));
  },
};

export const AsTable: Story = {
  args: { data: modelDays(30) },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Cost by model as table' }));
    await expect(canvas.getAllByRole('row')).toHaveLength(31);
  },
};
