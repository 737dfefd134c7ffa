import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fireEvent, fn, userEvent, waitFor } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { divergedRun, trainingRun } from '../../stories/made-up-training.ts';
import type { LogEntry } from '../../stories/made-up-training.ts';
import { noise } from '../../stories/made-up.ts';
import { createLineStream, defaultLossView, LossControls, LossPlot } from './loss-plot.tsx';
import type { LossPlotProps } from './loss-plot.tsx';

const x: NonNullable<LossPlotProps<LogEntry>['x']> = {
  step: (entry) => entry.step,
  time: (entry) => entry.at,
  epoch: (entry) => entry.epoch,
  tokens: (entry) => entry.tokens,
};
const y: Extract<LossPlotProps<LogEntry>['y'], { readonly of: unknown }> = {
  of: (entry) => entry.loss,
  label: 'Loss',
  unit: 'number',
  gradNorm: (entry) => entry.gradNorm,
};
const split = (entry: LogEntry) => entry.split;
const run = (entry: LogEntry) => entry.run;
const one = trainingRun();

/**
 * The curve of a training run: training as logged (faint) and smoothed, evaluations as points, the best of them, the patience of
 * an early stop, changed parameters, and every entry that is no number. Use it for losses, rewards, accuracies by step. Not for
 * numbers of a service over time (a line chart), nor for more than a dozen runs (a table with sparklines first, then compare).
 */
const meta = {
  title: 'Charts/Loss plot',
  component: LossPlot<LogEntry>,
  argTypes: { data: { control: false } },
  args: { title: 'Loss', data: one, x, y, split },
  render: (args) => (
    <Panel title={args.title} hint="train (logged faint, smoothed bold) and eval">
      <LossPlot {...args} />
    </Panel>
  ),
} satisfies Meta<typeof LossPlot<LogEntry>>;

export default meta;
type Story = StoryObj<typeof meta>;

const changes = [
  { step: 1500, parameter: 'lr', from: 1e-5, to: 5e-6 },
  { step: 2500, parameter: 'accumulation', from: 4, to: 8 },
];
const annotated: Story['args'] = { patience: { evaluations: 5 }, changes, checkpoints: [1000, 2000, 3000, 4000], plannedSteps: 6750 };

export const OneRun: Story = { args: annotated };
export const Dark: Story = { args: annotated, globals: { theme: 'dark' } };
export const Narrow: Story = { args: annotated, parameters: { width: 330 } };
export const EarlyStop: Story = { args: { patience: { evaluations: 3 } } };
export const Log: Story = { args: { ...annotated, view: { scale: 'log' } } };
export const NoSmoothing: Story = { args: { view: { smoothing: 0 } } };
export const Gaussian: Story = { args: { view: { smoothingKind: 'gaussian', smoothing: 6 } } };
export const RunningMean: Story = { args: { view: { smoothingKind: 'mean', smoothing: 31 } } };
export const TrailingMean: Story = { args: { view: { smoothingKind: 'trailing', smoothing: 60, smoothBy: 'distance' } } };
export const ByTokens: Story = { args: { view: { xAxis: 'tokens', smoothBy: 'distance', smoothing: 0.9 }, changes } };
export const ByRelativeTime: Story = { args: { view: { xAxis: 'relative' }, changes } };
export const ByTime: Story = { args: { view: { xAxis: 'wall' } } };
export const WithoutControls: Story = { args: { hasControls: false } };
export const NothingLogged: Story = { args: { data: [] } };
export const OneEntry: Story = { args: { data: one.slice(0, 1) } };
export const Gaps: Story = {
  args: { data: one.map((entry) => (entry.step > 1200 && entry.step < 1700 ? { ...entry, loss: null } : entry)) },
};

/** A restart, and a stretch that a warning is about. */
export const Marks: Story = {
  args: {
    ...annotated,
    patience: undefined,
    marks: [
      { step: 600, label: 'restart, attempt 2' },
      { step: 3600, toStep: 99_999, label: 'overfitting', tone: 'warn' },
    ],
  },
};

/** What is neither to fall nor to rise has no best, and a long 0 is no sign of anything. */
export const WithoutGoal: Story = {
  args: {
    title: 'Learning rate',
    goal: 'none',
    data: one.map((entry) => ({ ...entry, loss: Math.max(0, 1e-4 * (1 - entry.step / 3000)) })),
    y: { of: (entry) => entry.loss, label: 'Learning rate', unit: 'number', baseline: 'zero' },
    view: { smoothing: 0 },
  },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('list', { name: 'Notes on Learning rate' })).toBeNull();
  },
};

/** Two changes at one step are one mark. */
export const ChangesAtOneStep: Story = { args: { changes: [...changes, { step: 1500, parameter: 'batch', from: 4, to: 8 }] } };

/** NaN and infinity are no gaps: crosses and a strip at the foot, and words. */
export const Diverged: Story = { args: { data: divergedRun(), checkpoints: [1000] } };

/** The trainer has logged 0 where the loss was NaN; the gradient norm gives it away. */
export const HiddenNan: Story = {
  args: { data: divergedRun().map((entry) => (entry.split === 'train' && Number.isNaN(entry.loss) ? { ...entry, loss: 0 } : entry)) },
};

/** One spike would flatten everything; ignoring it says so. */
export const OutliersIgnored: Story = {
  args: {
    data: one.map((entry) => (entry.step === 2000 || entry.step === 3010 ? { ...entry, loss: 40 } : entry)),
    view: { ignoresOutliers: true },
  },
};

const reward = trainingRun({ overfit: 0 }).map((entry) => ({ ...entry, loss: entry.loss === null ? null : 1.2 - entry.loss }));
export const RewardBelowZero: Story = {
  args: { title: 'Reward', data: reward, goal: 'higher', y: { ...y, label: 'Reward' }, view: { scale: 'symlog' } },
};
export const LogTellsWhatHasNoPlace: Story = {
  args: { title: 'Reward', data: reward, goal: 'higher', y: { ...y, label: 'Reward' }, view: { scale: 'log' } },
};
export const Tiny: Story = { args: { data: one.map((entry) => ({ ...entry, loss: (entry.loss ?? 0) * 1e-9 })) } };
export const Huge: Story = { args: { data: one.map((entry) => ({ ...entry, loss: (entry.loss ?? 0) * 1e12 })) } };

const several = [
  ...trainingRun({ run: 'lora r8', seed: 1, floor: 0.34, overfit: 0 }),
  ...trainingRun({ run: 'lora r16', seed: 2, floor: 0.27, overfit: 0.1 }),
  ...trainingRun({ run: 'full', seed: 3, floor: 0.17, overfit: 0.4, every: 50 }),
];
export const SeveralRuns: Story = { args: { data: several, run, patience: { evaluations: 3 } } };
export const TwelveRuns: Story = {
  args: {
    data: Array.from({ length: 12 }, (_, place) =>
      trainingRun({ run: `trial ${place + 1}`, seed: place + 1, floor: 0.15 + place * 0.04, every: 20 }),
    ).flat(),
    run,
  },
};

const STEPS = 300_000;
const dense = (() => {
  const next = noise(3);
  const step = Float64Array.from({ length: STEPS }, (_, place) => place);
  return [
    {
      split: 'train' as const,
      step,
      value: step.map((at) => 2 * Math.exp(-at / 80_000) + 0.2 + (next() - 0.5) * 0.2 + (at === 223_456 ? 1.5 : 0)),
    },
  ];
})();
/** Columns of numbers instead of rows: nothing is copied, and the one spike is still there. */
export const ThreeHundredThousandSteps: Story = {
  render: () => (
    <Panel title="Loss" hint="per step">
      <LossPlot title="Loss" columns={dense} y={{ label: 'Loss', unit: 'number' }} />
    </Panel>
  ),
  play: async ({ canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Loss' });
    reader.focus();
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('Step 299,999'));
  },
};

export const ReadByKeyboard: Story = {
  args: annotated,
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Loss' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('Step 10'));
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/Step 4,200.*train, smoothed.*eval, step 4,000.*eval − train \+/),
    );
    await expect(canvasElement.querySelector('.uk-tooltip')).toHaveTextContent('eval − train');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(canvasElement.querySelector('.uk-tooltip')).toBeNull());
  },
};

function SharedControls() {
  const [view, setView] = useState(defaultLossView);
  return (
    <>
      <LossControls title="both curves" view={view} axes={['step', 'epoch']} onChange={(change) => setView({ ...view, ...change })} />
      {['Loss', 'Loss again'].map((title) => (
        <Panel key={title} title={title}>
          <LossPlot
            title={title}
            data={one}
            x={x}
            y={{ ...y, label: title }}
            split={split}
            view={view}
            hasControls={false}
            hasNotes={false}
            height={160}
          />
        </Panel>
      ))}
    </>
  );
}

/** One set of controls for several plots; the words below them are left out. */
export const ControlsForSeveral: Story = {
  render: () => <SharedControls />,
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('radio', { name: 'Epoch' }));
    for (const title of ['Loss', 'Loss again']) {
      canvas.getByRole('slider', { name: `Read ${title}` }).focus();
      await userEvent.keyboard('{End}');
      await expect(canvas.getByRole('slider', { name: `Read ${title}` })).toHaveAttribute(
        'aria-valuetext',
        expect.stringContaining('Epoch'),
      );
    }
    await expect(canvas.queryByRole('list', { name: /Notes/ })).toBeNull();
  },
};

const onView = fn();

/** The slider, the axis and the scale are reached by keyboard, and every change is reported to the page. */
export const Controls: Story = {
  args: { onView },
  play: async ({ canvas, canvasElement }) => {
    const slider = canvas.getByRole('slider', { name: /Smoothing/ });
    slider.focus();
    const before = canvasElement.querySelector('.uk-line-group:not(.uk-loss-logged *) .uk-line')?.getAttribute('d');
    await userEvent.click(canvas.getByRole('radio', { name: 'Tokens' }));
    await expect(onView).toHaveBeenLastCalledWith(expect.objectContaining({ xAxis: 'tokens', scale: 'linear' }));
    await expect(canvas.getByRole('slider', { name: 'Read Loss' })).toHaveAttribute('aria-valuetext', expect.stringContaining('Tokens'));
    await userEvent.click(canvas.getByRole('radio', { name: 'Log' }));
    await expect(onView).toHaveBeenLastCalledWith(expect.objectContaining({ xAxis: 'tokens', scale: 'log' }));
    await userEvent.click(canvas.getByRole('radio', { name: 'Linear' }));
    await userEvent.click(canvas.getByRole('checkbox', { name: 'Ignore outliers' }));
    await expect(canvas.getByRole('list', { name: 'Notes on Loss' })).toHaveTextContent(/values above the drawing/);
    await expect(canvasElement.querySelector('.uk-line-group:not(.uk-loss-logged *) .uk-line')?.getAttribute('d')).not.toBe(before);
  },
};

/** A change of the kind goes on as strong as before, and the address says both. */
export const KindsOfSmoothing: Story = {
  args: { onView },
  play: async ({ canvas, canvasElement }) => {
    const slider = canvas.getByRole('slider', { name: /Smoothing/ });
    const lineOf = () => canvasElement.querySelector('.uk-line-group:not(.uk-loss-logged *) .uk-line')?.getAttribute('d');
    const drawn = new Set([lineOf()]);
    for (const [name, kind, spoken] of [
      ['Gaussian', 'gaussian', 'standard deviation 1.13 points'],
      ['Mean', 'mean', 'window of 4 points'],
      ['Trailing', 'trailing', 'window of 4 points'],
    ] as const) {
      await userEvent.click(canvas.getByRole('radio', { name }));
      await expect(onView).toHaveBeenLastCalledWith(expect.objectContaining({ smoothingKind: kind }));
      await expect(slider).toHaveAttribute('aria-valuetext', spoken);
      drawn.add(lineOf());
    }
    await expect(drawn.size).toBe(4);
    await expect(canvasElement.querySelectorAll('.uk-loss-logged')).toHaveLength(1);
    await fireEvent.change(slider, { target: { value: '4' } });
    await expect(slider).toHaveAttribute('aria-valuetext', 'window of 5 points');
    await fireEvent.change(slider, { target: { value: '0' } });
    await expect(slider).toHaveAttribute('aria-valuetext', 'none');
    await expect(canvasElement.querySelectorAll('.uk-loss-logged')).toHaveLength(0);
  },
};

/** Each run's patience is described; one is shaded when the others are switched off. */
export const PatienceOfSeveralRuns: Story = {
  args: { data: several, run, patience: { evaluations: 3 } },
  play: async ({ canvas, canvasElement }) => {
    const notes = canvas.getByRole('list', { name: 'Notes on Loss' });
    await expect(notes).toHaveTextContent(/full: no gain in 3 evaluations since step [\d,]+: patience ended, early stop at step/);
    await expect(notes).toHaveTextContent(/lora r\d+: no gain in \d evaluations? since step/);
    await expect(canvasElement.querySelectorAll('.uk-stretch, .uk-early-stop')).toHaveLength(0);
    for (const name of ['lora r8', 'lora r16']) await userEvent.click(canvas.getByRole('button', { name: new RegExp(`${name}$`) }));
    await expect(canvasElement.querySelectorAll('.uk-stretch, .uk-early-stop')).toHaveLength(2);
    await expect(notes).not.toHaveTextContent('lora r8: no gain');
  },
};

const live = (() => {
  const stream = createLineStream([], { hasInvalid: true });
  const next = noise(11);
  let step = 0;
  const loss = (at: number) => 2 * Math.exp(-at / 4000) + 0.3 + (next() - 0.5) * 0.2;
  const grow = (count: number, valueAt = loss) => {
    const steps = Array.from({ length: count }, (_, place) => step + place);
    stream.append('train', steps, steps.map(valueAt));
    step += count;
  };
  const evaluate = () => stream.append('eval', [step], [loss(step) + 0.2]);
  return {
    stream,
    grow,
    evaluate,
    restart: () => {
      step = 0;
      stream.clear();
    },
  };
})();

/**
 * A run that is being trained: what is logged is drawn at the next frame, smoothed on from where the average stands; words and marks follow
 * at the next layout.
 */
export const Live: Story = {
  render: () => (
    <Panel title="Loss" hint="live">
      <LossPlot title="Loss" columns={live.stream} y={{ label: 'Loss', unit: 'number', baseline: 'zero' }} />
    </Panel>
  ),
  play: async ({ canvas, canvasElement }) => {
    live.restart();
    live.grow(800);
    live.evaluate();
    const reader = await canvas.findByRole('slider', { name: 'Read Loss' });
    await waitFor(() => expect(reader).toHaveAttribute('aria-valuemax', '800'));
    const smoothed = () =>
      canvasElement.querySelectorAll('.uk-line-group:not(.uk-loss-logged *, .uk-loss-tails *) > .uk-line')[0]?.getAttribute('d') ?? '';
    const tails = () => Array.from(canvasElement.querySelectorAll('.uk-loss-tails path'), (path) => path.getAttribute('d') ?? '');
    await waitFor(() => expect(tails().every((path) => path === '')).toBe(true));
    const before = smoothed();
    await expect(before).not.toBe('');
    live.grow(40);
    live.evaluate();
    // At the next frame: the ends of the logged and of the smoothed line and the new evaluation; what was there stays.
    await waitFor(() => expect(tails().map((path) => path !== '')).toEqual([true, true, false, false, true, true]));
    await expect(smoothed()).toBe(before);
    // The smoothed end begins where the smoothed line ends.
    await expect(tails()[1]?.slice(1).split('L')[0]).toBe(before.split('L').at(-1));
    // At rest they have joined the lines.
    await waitFor(() => expect(reader).toHaveAttribute('aria-valuemax', '840'));
    await waitFor(() => expect(tails().every((path) => path === '')).toBe(true));
    await expect(canvas.getByRole('list', { name: 'Notes on Loss' })).toHaveTextContent(/best .* at step/);
    live.grow(3, () => Number.NaN);
    await waitFor(() =>
      expect(canvas.getByRole('list', { name: 'Notes on Loss' })).toHaveTextContent('train: NaN from step 840 to 842, the last entry'),
    );
    await expect(canvasElement.querySelector('.uk-cross')?.getAttribute('d')).not.toBe('');
    live.grow(3000);
    await waitFor(() => expect(reader).toHaveAttribute('aria-valuemax', '3842'));
  },
};

/** Smoothing that looks both ways waits for a layout; until then the end is as logged. */
export const LiveGaussian: Story = {
  render: () => (
    <Panel title="Loss" hint="live">
      <LossPlot
        title="Loss"
        columns={live.stream}
        y={{ label: 'Loss', unit: 'number' }}
        view={{ smoothingKind: 'gaussian', smoothing: 20 }}
        plannedSteps={4000}
      />
    </Panel>
  ),
  play: async ({ canvas }) => {
    live.restart();
    live.grow(900);
    const reader = await canvas.findByRole('slider', { name: 'Read Loss' });
    await waitFor(() => expect(reader).toHaveAttribute('aria-valuemax', '899'));
    live.grow(50);
    await waitFor(() => expect(reader).toHaveAttribute('aria-valuemax', '949'));
  },
};

export const AsTable: Story = {
  args: { data: divergedRun().filter(({ step }) => step % 50 === 0) },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Loss as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'train, smoothed' })).toBeVisible();
    await expect(canvas.getByRole('row', { name: /^700 \+∞/ })).toBeInTheDocument();
    await expect(canvas.getByRole('row', { name: /^1,900 NaN/ })).toBeInTheDocument();
  },
};

export const SaysWhereItDiverged: Story = {
  args: { data: divergedRun() },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('list', { name: 'Notes on Loss' })).toHaveTextContent(
      'train: NaN from step 1,900 to 3,000, the last entry',
    );
    await expect(canvasElement.querySelector('.uk-frame .uk-hidden + *, .uk-frame-body .uk-hidden')).toHaveTextContent(
      'NaN from step 1,900',
    );
    canvas.getByRole('slider', { name: 'Read Loss' }).focus();
    await userEvent.keyboard('{End}');
    await expect(canvas.getByRole('slider', { name: 'Read Loss' })).toHaveAttribute('aria-valuetext', expect.stringContaining('train NaN'));
  },
};
