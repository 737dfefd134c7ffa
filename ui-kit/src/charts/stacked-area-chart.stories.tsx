import type { Meta, StoryObj } from '@storybook/react-vite';
import { Panel } from '../frame/panel.tsx';
import { DAY, modelDays, start } from '../stories/made-up.ts';
import type { ModelDay } from '../stories/made-up.ts';
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
    title: 'Cost by model', data: modelDays(90), x: { of: (day) => day.startedAt, label: 'Day', bucketMs: DAY },
    y: { of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }, series: (day) => day.model,
  },
  render: (args) => <Panel title={args.title} hint="per day, $"><StackedAreaChart {...args} /></Panel>,
} satisfies Meta<typeof StackedAreaChart<ModelDay>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Quarter: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Shares: Story = { args: { as: 'share' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const TopAndOther: Story = { args: { data: modelDays(90, Array.from({ length: 14 }, (_, place) => `model-${place + 1}`)), top: 5 } };
export const MissingDays: Story = { args: { data: modelDays(60).filter((day) => { const at = (day.startedAt.getTime() - start) / DAY; return at < 20 || at > 26; }) } };
export const Budget: Story = { args: { thresholds: [{ value: 320, label: 'budget $320 a day', tone: 'warn' }] } };
export const NoBuckets: Story = { args: { data: [] } };
export const OneBucket: Story = { args: { data: modelDays(1) } };
