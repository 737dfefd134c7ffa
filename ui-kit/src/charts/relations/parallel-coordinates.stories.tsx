import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, fn, userEvent, waitFor } from 'storybook/test';
import { standOut } from '../../stories/labels.ts';
import { Panel } from '../../frame/panel.tsx';
import { hardNames } from '../../stories/made-up-labels.ts';
import { trials } from '../../stories/made-up-trials.ts';
import type { Trial } from '../../stories/made-up-trials.ts';
import { ParallelCoordinates } from './parallel-coordinates.tsx';
import type { ParallelAxis } from './parallel-coordinates.tsx';

const axes: readonly ParallelAxis<Trial>[] = [
  { key: 'rate', label: 'learning rate', of: (trial) => trial.learningRate, unit: 'number', scale: 'log' },
  { key: 'batch', label: 'batch size', of: (trial) => trial.batchSize, unit: 'count' },
  { key: 'optimizer', label: 'optimizer', of: (trial) => trial.optimizer },
  { key: 'dropout', label: 'dropout', of: (trial) => trial.dropout, unit: 'number' },
  { key: 'warmup', label: 'warmup steps', of: (trial) => trial.warmupSteps, unit: 'count' },
  { key: 'loss', label: 'loss', of: (trial) => trial.loss, unit: 'number' },
];

/**
 * Many parameters and results of many trials at once: select on the axes to see what good trials have in common. Not for change over
 * time (line), nor for two numbers only (scatter); which parameter matters most is another question (importance, as a bar list).
 */
const meta = {
  title: 'Charts/Parallel coordinates',
  component: ParallelCoordinates<Trial>,
  argTypes: { data: { control: false }, axes: { control: false } },
  args: {
    title: 'Trials',
    data: trials(120),
    axes,
    name: (trial) => `trial ${trial.number}`,
    counted: 'trials',
    color: { of: (trial) => trial.loss, label: 'loss', unit: 'number', goal: 'minimise' },
  },
  render: (args) => (
    <Panel title={args.title} hint="a line per trial, by loss">
      <ParallelCoordinates {...args} />
    </Panel>
  ),
} satisfies Meta<typeof ParallelCoordinates<Trial>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Search: Story = {};
export const Brushed: Story = {
  args: { data: trials(1000), brushes: { rate: { from: 2e-4, to: 5e-3 }, optimizer: { among: ['adamw', 'lion'] } } },
};
export const BrushedDark: Story = { ...Brushed, globals: { theme: 'dark' } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
const many = trials(5000);
/** The rows are not an arg: those are copied on every change. */
export const FiveThousand: Story = {
  render: (args) => (
    <Panel title={args.title} hint="a line per trial, by loss">
      <ParallelCoordinates {...args} data={many} />
    </Panel>
  ),
  parameters: { docs: { source: { type: 'code' } } },
};
export const Maximised: Story = {
  args: {
    color: { of: (trial) => (trial.loss === null ? null : Math.exp(-trial.loss / 3)), label: 'score', unit: 'share', goal: 'maximise' },
  },
};
export const Flipped: Story = { args: { flipped: new Set(['loss']) } };
export const WithoutColor: Story = { args: { color: undefined } };
/** Long names of choices, on the last two axes too, where labels meet; numbers of many figures; long names of axes; a line that is read. */
export const HardLabels: Story = {
  args: {
    data: trials(400),
    axes: [
      {
        key: 'rate',
        label: 'learning rate of the second optimizer group',
        of: (trial) => trial.learningRate * 1e-7,
        unit: 'number',
        scale: 'log',
      },
      { key: 'tokens', label: 'tokens', of: (trial) => (trial.number % 2 === 0 ? null : trial.number * 1_234_567_891), unit: 'count' },
      { key: 'template', label: 'template', of: (trial) => hardNames[trial.number % hardNames.length] },
      { key: 'model', label: 'WWWWMMMMWWWWMMMM', of: (trial) => `${hardNames[trial.number % 4]} ${trial.number % 40}` },
    ],
  },
  play: async ({ canvas, canvasElement }) => {
    for (const axis of canvasElement.querySelectorAll('.uk-parallel-axis')) standOut(axis);
    canvas.getByRole('slider', { name: 'Read Trials' }).focus();
    await userEvent.keyboard('{Home}');
    const active = canvasElement.querySelector('.uk-parallel-active');
    const label = canvasElement.querySelector('.uk-parallel-axis text');
    await expect(active === null || label === null ? 0 : active.compareDocumentPosition(label)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await userEvent.keyboard('{Escape}');
  },
};
export const HardLabelsDark: Story = { ...HardLabels, globals: { theme: 'dark' } };
export const HardLabelsNarrow: Story = { ...HardLabels, parameters: { width: 330 } };
export const NoTrials: Story = { args: { data: [] } };
export const OneTrial: Story = { args: { data: trials(1) } };
export const OneAxis: Story = { args: { axes: axes.slice(0, 1) } };
export const AllFailed: Story = { args: { data: trials(20).map((trial) => ({ ...trial, loss: null })) } };
export const HugeTinyNegative: Story = {
  args: {
    axes: axes.map((axis) =>
      axis.key === 'loss'
        ? {
            key: 'gain',
            label: 'gain',
            of: (trial: Trial) => (trial.loss === null ? null : (3.5 - trial.loss) * 1e12),
            unit: 'number' as const,
          }
        : axis.key === 'rate'
          ? {
              key: 'rate',
              label: 'learning rate',
              of: (trial: Trial) => trial.learningRate * 1e-9,
              unit: 'number' as const,
              scale: 'log' as const,
            }
          : axis,
    ),
  },
};

/** Both ends of a brush are sliders; brushes of several axes hold together; Escape takes one away. */
export const BrushByKeyboard: Story = {
  args: { onBrushesChange: fn() },
  play: async ({ args, canvas, canvasElement }) => {
    const count = () => Number(/^(\d+) of 120 trials/.exec(canvasElement.querySelector('.uk-parallel-foot')?.textContent ?? '')?.[1]);
    await expect(count()).toBe(120);
    const from = canvas.getByRole('slider', { name: 'learning rate, from' });
    from.focus();
    await userEvent.keyboard('{PageUp}{PageUp}{PageUp}{PageUp}{PageUp}');
    await expect(from).toHaveAttribute('aria-valuetext', expect.stringMatching(/^0\.0009/));
    const above = count();
    await expect(above).toBeLessThan(90);
    canvas.getByRole('slider', { name: 'optimizer, to' }).focus();
    await userEvent.keyboard('{Home}');
    await expect(count()).toBeLessThan(above);
    await expect(Object.keys((args.onBrushesChange as ReturnType<typeof fn>).mock.lastCall?.[0] as object)).toEqual(['rate', 'optimizer']);
    await userEvent.keyboard('{Escape}');
    await expect(count()).toBe(above);
    await userEvent.click(canvas.getByRole('button', { name: 'Clear the selection' }));
    await expect(count()).toBe(120);
    from.focus();
    await userEvent.keyboard('{End}');
    await expect(count()).toBeLessThan(10);
    await userEvent.keyboard('{Home}');
    await expect(count()).toBe(120);
  },
};

/** A drag over an axis selects; a press on it takes the selection away. */
export const BrushByPointer: Story = {
  play: async ({ canvasElement }) => {
    const foot = canvasElement.querySelector('.uk-parallel-foot');
    const strip = [...canvasElement.querySelectorAll('.uk-parallel-strip')].at(-1) as HTMLElement;
    strip.setPointerCapture = () => {};
    const box = strip.getBoundingClientRect();
    const at = (share: number) => ({ clientX: box.left + 8, clientY: box.top + box.height * share, pointerId: 1, button: 0 });
    await fireEvent.pointerDown(strip, at(0.95));
    await fireEvent.pointerMove(strip, at(0.7));
    await fireEvent.pointerUp(strip, at(0.7));
    await waitFor(() => expect(foot).toHaveTextContent(/^(?!120)\d+ of 120 trials/));
    await fireEvent.pointerDown(strip, at(0.1));
    await fireEvent.pointerUp(strip, at(0.1));
    await waitFor(() => expect(foot).toHaveTextContent('120 of 120 trials'));
  },
};

/** Alt with the arrows moves an axis, and keeps the focus; a press flips it. */
export const OrderByKeyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    canvas.getByRole('button', { name: 'learning rate, axis 1 of 6' }).focus();
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await waitFor(() => expect(canvas.getByRole('button', { name: 'learning rate, axis 2 of 6' })).toHaveFocus());
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await expect([...canvasElement.querySelectorAll<HTMLElement>('[data-axis]')].map((head) => head.dataset['axis'])).toEqual([
      'batch',
      'optimizer',
      'rate',
      'dropout',
      'warmup',
      'loss',
    ]);
    await userEvent.keyboard('{Enter}');
    await expect(canvas.getByRole('button', { name: 'learning rate, axis 3 of 6, flipped' })).toHaveAttribute('aria-pressed', 'true');
  },
};

/** Arrows go from trial to trial, the best first; Enter opens. The lines have ink, and other ink in another theme. */
export const ReadByKeyboard: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas, canvasElement }) => {
    const layer = [...canvasElement.querySelectorAll('canvas')].at(-1);
    const ink = () => {
      const data = layer?.getContext('2d')?.getImageData(0, 0, layer.width, layer.height).data ?? new Uint8ClampedArray();
      let [count, light] = [0, 0];
      for (let at = 0; at < data.length; at += 4) {
        if ((data[at + 3] as number) < 200) continue;
        count += 1;
        light += data[at] as number;
      }
      return { share: count / (data.length / 4), light: light / Math.max(1, count) };
    };
    const before = ink();
    await expect(before.share).toBeGreaterThan(0.005);
    const ground = canvasElement.querySelector<HTMLElement>('.story-ground');
    const theme = ground?.dataset['theme'] ?? 'light';
    if (ground !== null) ground.dataset['theme'] = theme === 'light' ? 'dark' : 'light';
    await waitFor(() => expect(Math.abs(ink().light - before.light)).toBeGreaterThan(20));
    if (ground !== null) ground.dataset['theme'] = theme;
    const reader = canvas.getByRole('slider', { name: 'Read Trials' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^trial \d+, learning rate .* 1 of 120, best first/));
    await userEvent.keyboard('{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('2 of 120'));
    await userEvent.keyboard('{Enter}');
    await expect(args.onOpen).toHaveBeenCalledTimes(1);
  },
};

export const AsTable: Story = {
  args: { brushes: { optimizer: { among: ['sgd'] } } },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Trials as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'warmup steps' })).toBeVisible();
    const count = trials(120).filter((trial) => trial.optimizer === 'sgd').length;
    await expect(canvas.getAllByRole('row')).toHaveLength(count + 1);
  },
};
