import type { Meta, StoryObj } from '@storybook/react-vite';
import { walk } from '../stories/made-up.ts';
import { StatRow, StatTile } from './stat-tile.tsx';

/** One number a page is about. Not for more than eight in a row: then a table reads better. */
const meta = {
  title: 'Charts/Stat tile',
  component: StatTile,
  args: {
    label: 'p95 latency', value: 1842, unit: 'ms', trend: walk(24, 5),
    change: { from: 1628, fromLabel: 'previous 30 d', better: 'lower' },
  },
  render: (args) => <StatRow label="Key numbers"><StatTile {...args} /></StatRow>,
} satisfies Meta<typeof StatTile>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Worse: Story = {};
export const Better: Story = { args: { label: 'Cost', value: 3918.4, unit: 'usd', change: { from: 4410, fromLabel: 'previous 30 d', better: 'lower', as: 'relative' } } };
export const Noise: Story = { args: { label: 'Error rate', value: 0.0084, unit: 'share', change: { from: 0.0076, fromLabel: 'previous 30 d', better: 'lower', noiseUpTo: 0.001 } } };
export const WithCount: Story = { args: { label: 'Success rate', value: 0.874, unit: 'share', n: { count: 18_204, of: 'judged' }, change: { from: 0.843, fromLabel: 'previous 30 d', better: 'higher' } } };
export const NoData: Story = { args: { value: null, trend: [] } };
export const NothingEarlier: Story = { args: { change: { from: null, fromLabel: 'previous 30 d', better: 'lower' } } };
export const Loading: Story = { args: { isLoading: true } };

export const Row: Story = {
  render: () => (
    <StatRow label="Key numbers">
      <StatTile label="Messages" value={1_204_118} unit="count" trend={walk(24, 1)} change={{ from: 1_112_860, fromLabel: 'previous 30 d', better: 'neither', as: 'relative' }} />
      <StatTile label="Cost" value={3918.4} unit="usd" trend={walk(24, 2)} change={{ from: 3530, fromLabel: 'previous 30 d', better: 'lower', as: 'relative' }} />
      <StatTile label="Success rate" value={0.874} unit="share" trend={walk(24, 3)} n={{ count: 18_204, of: 'judged' }} change={{ from: 0.843, fromLabel: 'previous 30 d', better: 'higher' }} />
      <StatTile label="Average rating" value={null} unit="rating" />
      <StatTile label="p95 latency" value={124_300} unit="ms" trend={walk(24, 5)} change={{ from: 1628, fromLabel: 'previous 30 d', better: 'lower' }} />
      <StatTile label="Cost per message" value={0.0000421} unit="usd" isLoading />
    </StatRow>
  ),
};
export const RowDark: Story = { ...Row, globals: { theme: 'dark' } };
export const RowOnPhone: Story = { ...Row, parameters: { width: 360 } };
