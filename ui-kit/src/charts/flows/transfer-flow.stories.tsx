import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { standOut } from '../../stories/labels.ts';
import { Panel } from '../../frame/panel.tsx';
import { hardEffects } from '../../stories/made-up-labels.ts';
import { TransferFlow, transferRows } from './transfer-flow.tsx';

interface Effect {
  readonly from: string;
  readonly to: string;
  readonly points: number | null;
}

const effect = (from: string, to: string, points: number | null): Effect => ({ from, to, points });
const lineage: Effect[] = [
  effect('llama-3.1-8b', 'support-8b-sft', 0.142),
  effect('llama-3.1-8b', 'tools-8b-sft', 0.094),
  effect('support-8b-sft', 'refunds', 0.118),
  effect('support-8b-sft', 'baggage', 0.061),
  effect('support-8b-sft', 'translation', -0.047),
  effect('tools-8b-sft', 'booking', 0.132),
  effect('tools-8b-sft', 'refunds', -0.021),
  effect('tools-8b-sft', 'translation', -0.012),
];

/** Three tasks trained one after another; the later ones cost the earlier ones. */
const sequence = transferRows({
  tasks: ['contracts', 'source code', 'tables'],
  before: [0.04, 0.21, 0.02],
  after: [
    [0.42, 0.33, 0.06],
    [0.31, 0.53, 0.12],
    [0.25, 0.15, 0.58],
  ],
}).map((row) => effect(`trained on ${row.trained}`, row.task, row.change));

/**
 * What one model or training gave to another: knowledge gained, and forgotten, per task. Width is the size of the change. Not for
 * amounts without a sign (Sankey), nor for one number's steps from then to now (waterfall chart).
 */
const meta = {
  title: 'Charts/Transfer flow',
  component: TransferFlow<Effect>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Transfer between tasks',
    data: sequence,
    from: (row) => row.from,
    to: (row) => row.to,
    change: { of: (row) => row.points, label: 'Accuracy', unit: 'share' },
    labels: { from: 'Training', to: 'Task' },
  },
  render: (args) => (
    <Panel title={args.title} hint="accuracy gained and lost, points">
      <TransferFlow {...args} />
    </Panel>
  ),
} satisfies Meta<typeof TransferFlow<Effect>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const TasksInSequence: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const FromBaseToTasks: Story = {
  args: { title: 'From base to tasks', data: lineage, labels: { from: 'Model', to: 'Model or task' } },
};
/** Latency: a fall is a gain. */
export const LowerIsBetter: Story = {
  args: {
    title: 'Latency',
    data: [
      effect('quantised', 'p50', -120),
      effect('quantised', 'p95', -410),
      effect('longer prompt', 'p50', 90),
      effect('longer prompt', 'p95', 0),
    ],
    change: { of: (row) => row.points, label: 'Latency', unit: 'ms', better: 'lower' },
  },
  render: (args) => (
    <Panel title={args.title} hint="change, ms">
      <TransferFlow {...args} />
    </Panel>
  ),
};
/** Ribbons that end close together, most of them thin: notes that have no place near their ribbon are left to the tooltip and the table. */
export const HardLabels: Story = { args: { data: hardEffects() }, play: ({ canvasElement }) => standOut(canvasElement) };
export const HardLabelsDark: Story = { ...HardLabels, globals: { theme: 'dark' } };
export const HardLabelsNarrow: Story = { ...HardLabels, parameters: { width: 330 } };
export const Nothing: Story = { args: { data: [] } };
export const OneLoss: Story = { args: { data: lineage.slice(4, 5) } };
export const NotMeasured: Story = {
  args: { data: [...lineage, effect('tools-8b-sft', 'baggage', null), effect('support-8b-sft', 'booking', Number.NaN)] },
};

export const ReadByKeyboard: Story = {
  args: { data: lineage },
  play: async ({ canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Transfer between tasks' });
    reader.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^support-8b-sft, in all \+14\.2/));
    await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}{ArrowDown}');
    const heard = reader.getAttribute('aria-valuetext') ?? '';
    await expect(heard.startsWith('support-8b-sft → ')).toBe(true);
  },
};

export const AsTable: Story = {
  args: { data: lineage },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Transfer between tasks as table' }));
    await expect(canvas.getByRole('row', { name: /support-8b-sft translation −4\.7\spt worse/ })).toBeVisible();
  },
};
