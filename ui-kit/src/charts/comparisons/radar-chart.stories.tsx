import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { quality } from '../../stories/made-up-measures.ts';
import type { Quality } from '../../stories/made-up-measures.ts';
import { RadarChart } from './radar-chart.tsx';

/**
 * The dot plot's data as a shape: for up to three things over five to ten measures, where readers know the shape. Otherwise a dot plot,
 * which takes the same props, is compared more exactly. Not for measures of different units.
 */
const meta = {
  title: 'Charts/Radar',
  component: RadarChart<Quality>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Data quality',
    data: quality(),
    measure: { of: (row) => row.measure, label: 'Measure' },
    series: (row) => row.set,
    value: { of: (row) => row.share, label: 'Quality', unit: 'share' },
  },
  render: (args) => (
    <Panel title={args.title} hint="share of examples, by version">
      <RadarChart {...args} />
    </Panel>
  ),
} satisfies Meta<typeof RadarChart<Quality>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Versions: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const OneSeries: Story = { args: { data: quality(['support-v3']) } };
export const WithIntervals: Story = {
  args: {
    data: quality(['support-v3', 'support-v2'], { hasIntervals: true }),
    value: { of: (row) => row.share, low: (row) => row.low, high: (row) => row.high, label: 'Quality', unit: 'share' },
  },
};
export const ManySeries: Story = { args: { data: quality(Array.from({ length: 6 }, (_, place) => `set-${place + 1}`)) } };
export const TwoMeasures: Story = { args: { data: quality().filter((row) => row.measure === 'Unique' || row.measure === 'Safe') } };
export const NoRows: Story = { args: { data: [] } };

/** Arrows go around the spokes. */
export const ReadByKeyboard: Story = {
  play: async ({ canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Data quality' });
    reader.focus();
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Unique, support-v3 96\.0.%/));
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Data quality as table' }));
    await expect(canvas.getAllByRole('columnheader')).toHaveLength(4);
  },
};
