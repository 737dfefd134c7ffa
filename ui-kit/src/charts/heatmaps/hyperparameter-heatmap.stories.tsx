import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { trials } from '../../stories/made-up-trials.ts';
import type { Trial } from '../../stories/made-up-trials.ts';
import { HyperparameterHeatmap } from './hyperparameter-heatmap.tsx';

/**
 * Where in the search space the good trials are: a metric by two parameters. The strongest shade is the wanted end, whichever that
 * is; the best cell is outlined, cells of few trials have a corner. Not for more than two parameters at once (parallel coordinates),
 * nor for two or three trials (a table).
 */
const meta = {
  title: 'Charts/Hyperparameter heatmap',
  component: HyperparameterHeatmap<Trial>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Loss by rate and batch',
    data: trials(240),
    goal: 'minimise',
    x: { of: (trial) => trial.learningRate, label: 'learning rate' },
    y: { of: (trial) => trial.batchSize, label: 'batch size', unit: 'count' },
    metric: { of: (trial) => trial.loss, label: 'loss', unit: 'number' },
  },
  render: (args) => (
    <Panel title={args.title} hint={`${args.aggregate ?? 'best'} of ${args.data.length} trials`}>
      <HyperparameterHeatmap {...args} />
    </Panel>
  ),
} satisfies Meta<typeof HyperparameterHeatmap<Trial>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Best: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const Mean: Story = { args: { aggregate: 'mean', data: trials(70) } };
export const Count: Story = { args: { aggregate: 'count' } };
/** Shades go both ways from the loss before the search. */
export const AgainstBaseline: Story = { args: { baseline: 3.6 } };
/** A goal that grows: the strong end is the high one. */
export const Maximised: Story = {
  args: {
    goal: 'maximise',
    title: 'Score by rate and batch',
    metric: { of: (trial) => (trial.loss === null ? null : Math.exp(-trial.loss / 3)), label: 'score', unit: 'share' },
  },
};
export const LinearStretches: Story = {
  args: {
    title: 'Loss by dropout and optimizer',
    x: { of: (trial) => trial.dropout, label: 'dropout' },
    y: { of: (trial) => trial.optimizer, label: 'optimizer' },
  },
};
export const NoTrials: Story = { args: { data: [] } };
export const OneTrial: Story = { args: { data: trials(1) } };
export const AllFailed: Story = { args: { data: trials(30).map((trial) => ({ ...trial, loss: null })) } };

/** A cell says its number, how it stands out, and n; Enter opens its best trial. */
export const ReadByKeyboard: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas }) => {
    canvas.getAllByRole('gridcell')[0]?.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    await expect(canvas.getByRole('gridcell', { name: /^16, 3e−5–0.0001: .*n \d+/ })).toHaveFocus();
    await expect(canvas.getAllByRole('gridcell', { name: /best/ })).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    await expect(args.onOpen).toHaveBeenCalledTimes(1);
    const opened = (args.onOpen as ReturnType<typeof fn>).mock.calls[0]?.[0] as Trial;
    await expect(opened.batchSize).toBe(16);
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Loss by rate and batch as table' }));
    await expect(canvas.getAllByRole('row')).toHaveLength(5);
  },
};
