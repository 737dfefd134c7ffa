import type { Meta, StoryObj } from '@storybook/react-vite';
import { Panel } from '../frame/panel.tsx';
import { Gauge } from './gauge.tsx';

/** One number against its target, on a scale with a beginning and an end. Without a target or a scale, use a stat tile. */
const meta = {
  title: 'Charts/Gauge',
  component: Gauge,
  args: {
    label: 'p95 latency', value: 1842, unit: 'ms', domain: [0, 5000], target: { value: 2500, label: 'SLA' },
    ranges: [{ to: 1000, label: 'fast' }, { to: 2500, label: 'fair' }, { to: 5000, label: 'slow' }],
  },
  parameters: { width: 420 },
  render: (args) => <Panel title="Service level" hint="last 30 days"><Gauge {...args} /></Panel>,
} satisfies Meta<typeof Gauge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Bullet: Story = {};
export const Dial: Story = { args: { skin: 'dial' } };
export const Beyond: Story = { args: { value: 7300 } };
export const NoData: Story = { args: { value: null } };
export const BelowZero: Story = { args: { label: 'Reward margin', value: -0.4, unit: 'number', domain: [-1, 1], target: { value: 0.5, label: 'target' }, ranges: [] } };
export const Share: Story = { args: { label: 'Within SLA', value: 0.987, unit: 'share', domain: [0.9, 1], target: { value: 0.99, label: 'objective' }, ranges: [] } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const DialDark: Story = { args: { skin: 'dial' }, globals: { theme: 'dark' } };
