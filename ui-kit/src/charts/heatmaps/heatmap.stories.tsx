import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { noise } from '../../stories/made-up.ts';
import { Heatmap } from './heatmap.tsx';

interface Cell {
  readonly day: string;
  readonly hour: string;
  readonly share: number | null;
  readonly n: number;
}

const next = noise(9);
const week: Cell[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].flatMap((day, line) =>
  Array.from({ length: 24 }, (_, hour) => ({
    day,
    hour: String(hour).padStart(2, '0'),
    share: 0.76 + 0.1 * Math.sin((hour - 6) / 4) + (line > 4 ? -0.08 : 0) + next() * 0.04,
    n: Math.round(20 + next() * 300),
  })),
);

/** A number by two keys: success by weekday and hour, loss by learning rate and batch size. Not for time series of one number (line). */
const meta = {
  title: 'Charts/Heatmap',
  component: Heatmap<Cell>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Success rate',
    data: week,
    x: { of: (cell) => cell.hour, label: 'hour' },
    y: { of: (cell) => cell.day, label: 'day' },
    value: { of: (cell) => cell.share, label: 'success rate', unit: 'share' },
    note: (cell) => `n ${cell.n}`,
  },
  render: (args) => (
    <Panel title={args.title} hint="by weekday and hour">
      <Heatmap {...args} />
    </Panel>
  ),
} satisfies Meta<typeof Heatmap<Cell>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Week: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Absent: Story = {
  args: { data: week.filter((cell) => !(cell.day === 'Wed' && Number(cell.hour) > 8 && Number(cell.hour) < 14)) },
};
export const WithNumbers: Story = { args: { data: week.filter((cell) => Number(cell.hour) >= 8 && Number(cell.hour) < 18) } };
export const WithNumbersDark: Story = { ...WithNumbers, globals: { theme: 'dark' } };
export const Diverging: Story = { args: { data: WithNumbers.args?.data ?? [], scale: { kind: 'diverging', middle: 0.8 } } };
export const DivergingDark: Story = { ...Diverging, globals: { theme: 'dark' } };
export const NoCells: Story = { args: { data: [] } };
export const OneCell: Story = { args: { data: week.slice(0, 1) } };

export const Narrow: Story = { parameters: { width: 330 } };
export const OneRow: Story = { args: { data: week.slice(0, 24) } };
export const WithoutPanel: Story = { args: { data: WithNumbers.args?.data ?? [] }, render: (args) => <Heatmap {...args} /> };

const spread = (of: (share: number) => number): Cell[] =>
  week
    .filter((cell) => Number(cell.hour) >= 8 && Number(cell.hour) < 16)
    .map((cell) => ({ ...cell, share: cell.share === null ? null : of(cell.share) }));
const bare = { of: (cell: Cell) => cell.share, label: 'tokens', unit: 'number' } as const;
export const Huge: Story = { args: { data: spread((share) => share * 4e12), value: { ...bare, unit: 'count' } } };
export const Tiny: Story = { args: { data: spread((share) => share * 3e-9), value: { ...bare, label: 'gradient' } } };
export const Negative: Story = {
  args: { data: spread((share) => (share - 0.75) * 40), value: { ...bare, label: 'change' }, scale: { kind: 'diverging', middle: 0 } },
};
export const AllTheSame: Story = { args: { data: spread(() => 0.5) } };
export const NotNumbers: Story = { args: { data: spread((share) => (share > 0.8 ? Number.NaN : share)) } };

const grid200 = (() => {
  const random = noise(77);
  return Array.from({ length: 100 * 200 }, (_, place): Cell => {
    const [line, column] = [Math.floor(place / 200), place % 200];
    const share = 0.5 + 0.4 * Math.sin(column / 23) * Math.cos(line / 17) + (random() - 0.5) * 0.1;
    return { day: `layer ${line + 1}`, hour: `${column}`, share: line > 60 && column > 150 ? null : share, n: 1 };
  });
})();

/** 20,000 cells: one canvas, the same arrows, and the table cell by cell. */
export const TwentyThousandCells: Story = {
  render: (args) => (
    <Panel title={args.title} hint="by layer and position">
      <Heatmap {...args} data={grid200} />
    </Panel>
  ),
  parameters: { docs: { source: { type: 'code' } } },
  args: { title: 'Attention', x: { of: (cell) => cell.hour, label: 'position' }, y: { of: (cell) => cell.day, label: 'layer' } },
  play: async ({ canvas, canvasElement }) => {
    const drawn = canvasElement.querySelector('canvas');
    const pixels = drawn?.getContext('2d')?.getImageData(0, 0, drawn.width, drawn.height).data ?? new Uint8ClampedArray();
    await expect(pixels.filter((value, at) => at % 4 === 3 && value === 255).length).toBeGreaterThan(pixels.length / 4 / 2);
    const reader = canvas.getByRole('slider', { name: 'Read Attention' });
    reader.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^layer 2, 1: .*%, n 1$/));
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^layer 2, 199/));
    await userEvent.click(canvas.getByRole('button', { name: 'Show Attention as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'position' })).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Show Attention as table' }));
  },
};

export const AsTable: Story = {
  args: { data: WithNumbers.args?.data ?? [] },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Success rate as table' }));
    await expect(canvas.getAllByRole('row')).toHaveLength(8);
    await expect(canvas.getAllByRole('columnheader')).toHaveLength(11);
  },
};

/** One stop for Tab; arrows move between the cells. */
export const ReadByKeyboard: Story = {
  play: async ({ canvas }) => {
    canvas.getByRole('gridcell', { name: /^Mon, 00/ }).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    await expect(canvas.getByRole('gridcell', { name: /^Tue, 01: .*%, n/ })).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect(canvas.getByRole('gridcell', { name: /^Tue, 23/ })).toHaveFocus();
  },
};
