import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { Panel } from '../frame/panel.tsx';
import { noise } from '../stories/made-up.ts';
import { Heatmap } from './heatmap.tsx';

interface Cell { readonly day: string; readonly hour: string; readonly share: number | null; readonly n: number }

const next = noise(9);
const week: Cell[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].flatMap((day, line) => Array.from({ length: 24 }, (_, hour) => ({
  day, hour: String(hour).padStart(2, '0'), share: 0.76 + 0.1 * Math.sin((hour - 6) / 4) + (line > 4 ? -0.08 : 0) + next() * 0.04, n: Math.round(20 + next() * 300),
})));

/** A number by two keys: success by weekday and hour, loss by learning rate and batch size. Not for time series of one number (line). */
const meta = {
  title: 'Charts/Heatmap',
  component: Heatmap<Cell>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Success rate', data: week, x: { of: (cell) => cell.hour, label: 'hour' }, y: { of: (cell) => cell.day, label: 'day' },
    value: { of: (cell) => cell.share, label: 'success rate', unit: 'share' }, note: (cell) => `n ${cell.n}`,
  },
  render: (args) => <Panel title={args.title} hint="by weekday and hour"><Heatmap {...args} /></Panel>,
} satisfies Meta<typeof Heatmap<Cell>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Week: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Absent: Story = { args: { data: week.filter((cell) => !(cell.day === 'Wed' && Number(cell.hour) > 8 && Number(cell.hour) < 14)) } };
export const WithNumbers: Story = { args: { data: week.filter((cell) => Number(cell.hour) >= 8 && Number(cell.hour) < 18) } };
export const WithNumbersDark: Story = { ...WithNumbers, globals: { theme: 'dark' } };
export const Diverging: Story = { args: { data: WithNumbers.args?.data ?? [], scale: { kind: 'diverging', middle: 0.8 } } };
export const DivergingDark: Story = { ...Diverging, globals: { theme: 'dark' } };
export const NoCells: Story = { args: { data: [] } };
export const OneCell: Story = { args: { data: week.slice(0, 1) } };

/** One stop for Tab; arrows move between the cells. */
export const ReadByKeyboard: Story = {
  play: async ({ canvas }) => {
    await userEvent.tab();
    await expect(canvas.getByRole('gridcell', { name: /^Mon, 00/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    await expect(canvas.getByRole('gridcell', { name: /^Tue, 01: .*%, n/ })).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect(canvas.getByRole('gridcell', { name: /^Tue, 23/ })).toHaveFocus();
  },
};
