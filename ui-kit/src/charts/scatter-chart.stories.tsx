import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { Panel } from '../frame/panel.tsx';
import { models, noise } from '../stories/made-up.ts';
import { ScatterChart } from './scatter-chart.tsx';

interface Run { readonly id: string; readonly model: string; readonly usd: number; readonly share: number | null }

function runs(count: number): Run[] {
  const next = noise(31);
  return Array.from({ length: count }, (_, place) => {
    const usd = 0.5 + next() * 5;
    return { id: `run-${place + 1}`, model: models[place % 3] ?? '', usd, share: next() < 0.02 ? null : Math.min(0.98, 0.6 + 0.07 * Math.log(usd * 3) + (2 - (place % 3)) * 0.03 + (next() - 0.5) * 0.08) };
  });
}

/** Two numbers of each run, model or conversation against each other. Not for change over time (line). With one number, use a histogram. */
const meta = {
  title: 'Charts/Scatter',
  component: ScatterChart<Run>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Success against cost', data: runs(90), name: (run) => run.id, series: (run) => run.model,
    x: { of: (run) => run.usd, label: 'Cost per 1k', unit: 'usd' }, y: { of: (run) => run.share, label: 'Success rate', unit: 'share', baseline: 'data' },
  },
  render: (args) => <Panel title={args.title} hint="per run, share of judged, $ per 1k"><ScatterChart {...args} /></Panel>,
} satisfies Meta<typeof ScatterChart<Run>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const ByModel: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const FiftyThousand: Story = { args: { data: runs(50_000) } };
export const NoPoints: Story = { args: { data: [] } };
export const OnePoint: Story = { args: { data: runs(1) } };

/** Arrows go from point to point along the x axis; Enter opens the one that is read. */
export const OpensByKeyboard: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas }) => {
    const reader = canvas.getByRole('slider');
    reader.focus();
    await userEvent.keyboard('{Home}{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('Cost per 1k'));
    await userEvent.keyboard('{Enter}');
    await expect(args.onOpen).toHaveBeenCalledTimes(1);
  },
};
