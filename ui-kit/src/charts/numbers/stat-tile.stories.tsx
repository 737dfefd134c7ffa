import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { walk } from '../../stories/made-up.ts';
import { StatRow, StatTile } from './stat-tile.tsx';

/** One number a page is about. Not for more than eight in a row: then a table reads better. */
const meta = {
  title: 'Charts/Stat tile',
  component: StatTile,
  args: {
    label: 'p95 latency',
    value: 1842,
    unit: 'ms',
    trend: walk(24, 5),
    change: { from: 1628, fromLabel: 'previous 30 d', better: 'lower' },
  },
  render: (args) => (
    <StatRow label="Key numbers">
      <StatTile {...args} />
    </StatRow>
  ),
} satisfies Meta<typeof StatTile>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Worse: Story = {};
export const Better: Story = {
  args: { label: 'Cost', value: 3918.4, unit: 'usd', change: { from: 4410, fromLabel: 'previous 30 d', better: 'lower', as: 'relative' } },
};
export const Noise: Story = {
  args: {
    label: 'Error rate',
    value: 0.0084,
    unit: 'share',
    change: { from: 0.0076, fromLabel: 'previous 30 d', better: 'lower', noiseUpTo: 0.001 },
  },
};
export const WithCount: Story = {
  args: {
    label: 'Success rate',
    value: 0.874,
    unit: 'share',
    n: { count: 18_204, of: 'judged' },
    change: { from: 0.843, fromLabel: 'previous 30 d', better: 'higher' },
  },
};
export const NotDecisive: Story = {
  args: { verdict: { words: 'not decisive', sentence: 'p95 latency rose by 214 ms, 95 % interval −40 to 460 ms: not decisive' } },
};
export const NoData: Story = { args: { value: null, trend: [] } };
export const NothingEarlier: Story = { args: { change: { from: null, fromLabel: 'previous 30 d', better: 'lower' } } };
export const Loading: Story = { args: { isLoading: true } };

export const NotANumber: Story = {
  args: { value: Number.NaN },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('no data')).toBeInTheDocument();
    await expect(canvas.getByText(/nothing earlier to compare with/)).toBeInTheDocument();
  },
};
export const Negative: Story = {
  args: { label: 'Margin', value: -1204.5, unit: 'usd', change: { from: 310, fromLabel: 'previous 30 d', better: 'higher' } },
};
export const Huge: Story = { args: { label: 'Tokens', value: 48_201_114_902_331, unit: 'tokens', change: undefined } };
export const Tiny: Story = {
  args: {
    label: 'Cost per token',
    value: 0.000000042,
    unit: 'usd',
    change: { from: 0.000000051, fromLabel: 'previous 30 d', better: 'lower', as: 'relative' },
  },
};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };

/** Words repeat what the colour means. */
export const ReadInWords: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/^up 214\sms, worse, previous 30 d$/)).toBeInTheDocument();
  },
};

export const Row: Story = {
  render: () => (
    <StatRow label="Key numbers">
      <StatTile
        label="Messages"
        value={1_204_118}
        unit="count"
        trend={walk(24, 1)}
        change={{ from: 1_112_860, fromLabel: 'previous 30 d', better: 'neither', as: 'relative' }}
      />
      <StatTile
        label="Cost"
        value={3918.4}
        unit="usd"
        trend={walk(24, 2)}
        change={{ from: 3530, fromLabel: 'previous 30 d', better: 'lower', as: 'relative' }}
      />
      <StatTile
        label="Success rate"
        value={0.874}
        unit="share"
        trend={walk(24, 3)}
        n={{ count: 18_204, of: 'judged' }}
        change={{ from: 0.843, fromLabel: 'previous 30 d', better: 'higher' }}
      />
      <StatTile label="Average rating" value={null} unit="rating" />
      <StatTile
        label="p95 latency"
        value={124_300}
        unit="ms"
        trend={walk(24, 5)}
        change={{ from: 1628, fromLabel: 'previous 30 d', better: 'lower' }}
      />
      <StatTile label="Cost per message" value={0.0000421} unit="usd" isLoading />
    </StatRow>
  ),
};
export const RowDark: Story = { ...Row, globals: { theme: 'dark' } };
export const RowOnPhone: Story = { ...Row, parameters: { width: 360 } };

/** Beside a target of the workspace: met, or missed, in words. */
export const Targets: Story = {
  render: () => (
    <StatRow label="Main numbers">
      <StatTile label="Success rate" value={0.874} unit="share" target={{ isMet: true, words: 'at least 85 %' }} />
      <StatTile label="p95 latency" value={124_300} unit="ms" target={{ isMet: false, words: 'at most 2,500 ms' }} />
    </StatRow>
  ),
};
