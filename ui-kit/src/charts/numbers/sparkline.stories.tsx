import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { walk } from '../../stories/made-up.ts';
import { Sparkline } from './sparkline.tsx';

/**
 * A trend beside a number: shape, never size, for it has no axis. In tables and tiles. Not for comparing two lines (each has its own
 * scale), nor alone (line).
 */
const meta = {
  title: 'Charts/Sparkline',
  component: Sparkline,
  parameters: { width: 300 },
  args: { values: walk(30, 3), label: 'cost per day, rising' },
  render: (args) => (
    <Panel title="Trend">
      <Sparkline {...args} />
    </Panel>
  ),
} satisfies Meta<typeof Sparkline>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Trend: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const None: Story = { args: { values: [], label: 'no values' } };
export const One: Story = { args: { values: [4], label: 'one value' } };
export const Flat: Story = { args: { values: [4, 4, 4, 4], label: 'the same four times' } };
export const Many: Story = { args: { values: walk(5000, 2), label: '5,000 values' } };
export const WithGaps: Story = {
  args: { values: walk(30, 3).map((value, place) => ((place > 10 && place < 15) || place > 27 ? null : value)), label: 'with gaps' },
};
export const Negative: Story = { args: { values: [-3, -1, -7, 2, -2], label: 'around zero' } };
export const HugeAndTiny: Story = { args: { values: [1e-9, 1e12, 3, 1e12], label: 'huge and tiny' } };
export const Wide: Story = { args: { width: 240, height: 40, color: 'var(--uk-s2)' } };

export const NotNumbers: Story = {
  args: { values: [1, Number.NaN, 3, Number.POSITIVE_INFINITY, 2], label: 'with what is no number' },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('img', { name: 'with what is no number' })).toBeVisible();
    await expect(canvasElement.querySelector('path')?.getAttribute('d')).not.toMatch(/NaN|Infinity/);
  },
};
