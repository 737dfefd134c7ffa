import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { Gauge } from './gauge.tsx';

/**
 * One number against its target, on a scale with a beginning and an end. The bullet is the first choice: lengths on one line are read
 * more exactly than angles, and several of them under each other compare. The dial is a skin for a lone number that should be seen from
 * afar. Without a target or a scale, use a stat tile; for a number over time, a line with a threshold.
 */
const meta = {
  title: 'Charts/Gauge',
  component: Gauge,
  args: {
    label: 'p95 latency',
    value: 1842,
    unit: 'ms',
    domain: [0, 5000],
    target: { value: 2500, label: 'SLA' },
    ranges: [
      { to: 1000, label: 'fast' },
      { to: 2500, label: 'fair' },
      { to: 5000, label: 'slow' },
    ],
  },
  parameters: { width: 420 },
  render: (args) => (
    <Panel title="Service level" hint="last 30 days">
      <Gauge {...args} />
    </Panel>
  ),
} satisfies Meta<typeof Gauge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Bullet: Story = {};
export const Dial: Story = { args: { skin: 'dial' } };
export const Beyond: Story = { args: { value: 7300 } };
export const NoData: Story = { args: { value: null } };
export const BelowZero: Story = {
  args: { label: 'Reward margin', value: -0.4, unit: 'number', domain: [-1, 1], target: { value: 0.5, label: 'target' }, ranges: [] },
};
export const NotANumber: Story = {
  args: { value: Number.NaN },
  play: async ({ canvas }) =>
    expect(canvas.getByRole('meter', { name: 'p95 latency' })).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^no data, SLA 2,500\sms$/),
    ),
};
export const Huge: Story = {
  args: {
    label: 'Tokens',
    value: 48_201_114_902,
    unit: 'tokens',
    domain: [0, 60_000_000_000],
    target: { value: 5e10, label: 'budget' },
    ranges: [],
  },
};
export const Tiny: Story = {
  args: { label: 'Error rate', value: 0.00021, unit: 'share', domain: [0, 0.001], target: { value: 0.0005, label: 'at most' }, ranges: [] },
};
export const OneRange: Story = { args: { ranges: [{ to: 5000, label: 'measured' }] } };
export const Narrow: Story = { parameters: { width: 330 } };

export const ReadInWords: Story = {
  play: async ({ canvas }) =>
    expect(canvas.getByRole('meter', { name: 'p95 latency' })).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^1,842\sms, fair, SLA 2,500\sms$/),
    ),
};

/**
 * Efficiency: what a dollar buys, against what was planned, one bullet per model on one scale. A higher bar is better, and the target
 * is a tick, so all models compare with it and with each other.
 */
export const Efficiency: Story = {
  render: () => (
    <Panel title="Efficiency" hint="tokens per second per dollar an hour, target 140">
      {[
        ['support-8b-dpo', 168],
        ['support-8b-sft', 152],
        ['llama-3.1-8b', 131],
        ['gpt-4o-mini', 74],
      ].map(([model, value]) => (
        <Gauge
          key={model}
          label={String(model)}
          value={Number(value)}
          unit="number"
          domain={[0, 200]}
          target={{ value: 140, label: 'target' }}
          ranges={[
            { to: 100, label: 'wasteful' },
            { to: 140, label: 'fair' },
            { to: 200, label: 'efficient' },
          ]}
        />
      ))}
    </Panel>
  ),
};

export const Share: Story = {
  args: { label: 'Within SLA', value: 0.987, unit: 'share', domain: [0.9, 1], target: { value: 0.99, label: 'objective' }, ranges: [] },
};
export const Dark: Story = { globals: { theme: 'dark' } };
export const DialDark: Story = { args: { skin: 'dial' }, globals: { theme: 'dark' } };
