import type { Meta, StoryObj } from '@storybook/react-vite';
import { Panel } from '../../frame/panel.tsx';
import { noise } from '../../stories/made-up.ts';
import { Histogram } from './histogram.tsx';

interface Reply {
  readonly latencyMs: number | null;
}

/** Long-tailed like latencies are. */
function replies(count: number): Reply[] {
  const next = noise(21);
  return Array.from({ length: count }, () => ({
    latencyMs: next() < 0.02 ? null : Math.round(420 * Math.exp(0.55 * Math.sqrt(-2 * Math.log(next() + 1e-9)) * Math.cos(6.283 * next()))),
  }));
}

/**
 * How one number is spread: latencies, scores, lengths. Not for categories (bar list), nor to follow a spread over time (bands, heatmap).
 */
const meta = {
  title: 'Charts/Histogram',
  component: Histogram<Reply>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Latency',
    counted: 'replies',
    data: replies(5000),
    value: { of: (reply) => reply.latencyMs, label: 'Latency', unit: 'ms' },
  },
  render: (args) => (
    <Panel title={args.title} hint="replies by latency, ms">
      <Histogram {...args} />
    </Panel>
  ),
} satisfies Meta<typeof Histogram<Reply>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const LongTail: Story = { args: { annotations: [{ at: 1040, label: 'p95 1,040 ms' }] } };
export const Cut: Story = { args: { domain: [0, 1000] } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const TwoHundredThousand: Story = { args: { data: replies(200_000) } };
export const NoValues: Story = { args: { data: [] } };
export const OneValue: Story = { args: { data: [{ latencyMs: 420 }] } };
export const AllTheSame: Story = { args: { data: Array.from({ length: 50 }, () => ({ latencyMs: 420 })) } };
