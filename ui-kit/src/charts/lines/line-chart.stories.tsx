import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { DAY, modelDays, noise, start } from '../../stories/made-up.ts';
import type { ModelDay } from '../../stories/made-up.ts';
import { createLineStream, LineChart } from './line-chart.tsx';
import type { LineChartProps } from './line-chart.tsx';

const x = { of: (day: ModelDay) => day.startedAt, label: 'Day', bucketMs: DAY };
const success: LineChartProps<ModelDay>['y'] = {
  of: (day) => day.successShare, low: (day) => day.lowShare, high: (day) => day.highShare, label: 'Success rate', unit: 'share', baseline: 'data',
};
const short = (model: string) => model.split('-').at(-1) ?? model;
const two = modelDays(30).filter(({ model }) => model !== 'llama-3.1-8b');
const byModel = (day: ModelDay) => day.model;

/**
 * Change over time or over steps, one line per series. Use it for rates, percentiles, averages. Not for amounts that add up
 * (stacked bars), nor for more than a dozen series at once (small multiples, or a table with sparklines).
 */
const meta = {
  title: 'Charts/Line',
  component: LineChart<ModelDay>,
  // Its props are a choice of rows or columns, which the table of props cannot read from the types.
  argTypes: {
    data: { control: false, description: 'Rows in any order, with accessors in `x`, `y` and `series`. Keep the array the same between renders.', table: { type: { summary: 'readonly Row[]' } } },
    columns: { control: false, description: 'Instead of `data`: series as columns of numbers (times in ms), or a stream of `createLineStream`.', table: { type: { summary: 'readonly ColumnSeries[] | LineStream' } } },
    x: { control: false, description: 'What runs along: `of` an instant (`bucketMs`: length of a bucket), or a number with its `unit`; `scale: "log"` for numbers.', table: { type: { summary: 'XAccessor<Row> | XMeaning' } } },
    y: { control: false, description: 'The measure: `of` (null: a gap, NaN: marked), `label`, `unit`, `baseline`, `scale` (linear, log, symlog); `low` and `high` are an interval around it.', table: { type: { summary: 'YAccessor<Row> | YMeaning' } } },
    series: { control: false, description: 'Which line a row belongs to. Without it there is one line.', table: { type: { summary: '(row: Row) => string' } } },
    compare: { control: false, description: 'Rows of an earlier period, dashed and faint; `shift` (ms, or the x axis’s unit) is added to their x.', table: { type: { summary: '{ data: readonly Row[]; shift: number; label: string }' } } },
    note: { control: false, description: 'One line more in the tooltip, from the rows at that x: n, a breach.', table: { type: { summary: '(rows: readonly Row[]) => string | undefined' } } },
  },
  args: { title: 'Success rate', data: two, x, y: success, series: byModel, seriesLabel: short },
  render: (args) => <Panel title={args.title} hint="share of judged, 95 % interval"><LineChart {...args} /></Panel>,
} satisfies Meta<typeof LineChart<ModelDay>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const WithInterval: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const NoPoints: Story = { args: { data: [] } };
export const OnePoint: Story = { args: { data: two.slice(0, 1) } };

export const Gaps: Story = {
  args: { data: two.map((day, place) => (place % 30 > 8 && place % 30 < 13) || place % 30 === 20 || place % 30 === 22 ? { ...day, successShare: null, lowShare: null, highShare: null } : day) },
};

export const CutAndFillingDay: Story = {
  args: { partialUntil: start + DAY, partialFrom: start + 29 * DAY },
  play: async ({ canvas, canvasElement }) => {
    // A light piece at each end of each line.
    for (const piece of canvasElement.querySelectorAll('.uk-line-partial')) await expect(piece.getAttribute('d')?.match(/M/g)).toHaveLength(2);
    const reader = canvas.getByRole('slider', { name: 'Read Success rate' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('cut by the window'));
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('so far'));
  },
};

export const Compared: Story = {
  args: {
    data: two.slice(0, 30).map((day) => ({ ...day, lowShare: null, highShare: null })),
    compare: { data: modelDays(30).slice(30, 60).map((day) => ({ ...day, model: 'support-8b-dpo' })), shift: 0, label: 'previous 30 d' },
  },
};

export const Annotated: Story = {
  args: {
    annotations: [
      { at: start + 9 * DAY, label: 'dpo-r2 deployed' },
      { at: start + 20 * DAY, to: start + 23 * DAY, label: 'incident', tone: 'bad' },
    ],
    thresholds: [{ value: 0.8, label: 'target 80 %', tone: 'warn' }],
  },
};

/** What lies beyond a limit is tinted. */
export const ShadedBeyondThreshold: Story = {
  args: { thresholds: [{ value: 0.82, label: 'target 82 %', tone: 'warn', shades: 'below' }] },
};

export const ManySeries: Story = {
  args: { data: modelDays(30, Array.from({ length: 12 }, (_, place) => `model-${place + 1}`)).map((day) => ({ ...day, lowShare: null, highShare: null })), seriesLabel: (key) => key },
};

const dense = (() => {
  const next = noise(3);
  return Array.from({ length: 200_000 }, (_, step) => ({ step, loss: 2 * Math.exp(-step / 60_000) + 0.2 + (next() - 0.5) * 0.2 + (step === 123_456 ? 1.5 : 0) }));
})();
const steps = { of: (point: (typeof dense)[number]) => point.step, label: 'Step', unit: 'count' as const };
const loss = { of: (point: (typeof dense)[number]) => point.loss, label: 'Loss', unit: 'number' as const, baseline: 'zero' as const };

/** Only what the px columns can show is drawn, and the one spike is still there. */
export const TwoHundredThousandPoints: Story = {
  render: () => <Panel title="Loss" hint="per step"><LineChart title="Loss" data={dense} x={steps} y={loss} /></Panel>,
};

export const LogScale: Story = {
  render: () => <Panel title="Loss" hint="per step, log"><LineChart title="Loss" data={dense} x={steps} y={{ ...loss, baseline: 'data', scale: 'log' }} /></Panel>,
};

const columns = (() => {
  const next = noise(9);
  const x = Float64Array.from({ length: 5000 }, (_, step) => step);
  return ['train', 'eval'].map((key, place) => ({
    key, x, hasInvalid: true,
    y: x.map((step) => ((step > 3200 && step < 3600 && place === 0) || step === 900 ? Number.NaN : (2 - place * 0.1) * Math.exp(-step / 1500) + 0.3 + place * 0.1 + (next() - 0.5) * 0.1)),
  }));
})();
const byStep = { label: 'Step', unit: 'count' } as const;

/** Columns of numbers instead of rows. Values that are no numbers are marked at the foot, apart from gaps. */
export const ColumnsWithNaN: Story = {
  render: () => <Panel title="Loss" hint="per step"><LineChart title="Loss" columns={columns} x={byStep} y={{ label: 'Loss', unit: 'number', baseline: 'zero' }} /></Panel>,
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.uk-invalid')).toHaveLength(2);
    const reader = canvas.getByRole('slider', { name: 'Read Loss' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('train 2'));
    await expect(canvas.getByRole('img')).toHaveAccessibleDescription(expect.stringContaining('Not a number at 400 points, first at Step 900.'));
  },
};

const gains = { ...byStep, of: (point: { step: number }) => point.step };
const swings = Array.from({ length: 400 }, (_, step) => ({ step, value: Math.sign(Math.sin(step / 20)) * 10 ** (4 * Math.abs(Math.sin(step / 20)) - 1) }));

/** A log on both sides of zero. */
export const SymlogScale: Story = {
  render: () => <Panel title="Gradient sum" hint="per step, symlog"><LineChart title="Gradient sum" data={swings} x={gains} y={{ of: (point) => point.value, label: 'Sum', unit: 'number', baseline: 'data', scale: 'symlog' }} /></Panel>,
};

/** Equal factors are equally far apart on the x axis. */
export const LogX: Story = {
  render: () => <Panel title="Loss" hint="by step, log"><LineChart title="Loss" data={dense.slice(1)} x={{ ...steps, scale: 'log' }} y={loss} /></Panel>,
};

const sizes = (factor: number) => Array.from({ length: 50 }, (_, step) => ({ step, value: (Math.sin(step / 6) + 0.3) * factor }));
export const Negative: Story = {
  render: () => <Panel title="Reward" hint="per step"><LineChart title="Reward" data={sizes(4)} x={gains} y={{ of: (point) => point.value, label: 'Reward', unit: 'number', baseline: 'zero' }} /></Panel>,
};
export const Huge: Story = {
  render: () => <Panel title="Tokens" hint="per step"><LineChart title="Tokens" data={sizes(3e14)} x={gains} y={{ of: (point) => Math.abs(point.value), label: 'Tokens', unit: 'tokens', baseline: 'zero' }} /></Panel>,
};
export const Tiny: Story = {
  render: () => <Panel title="Learning rate" hint="per step"><LineChart title="Learning rate" data={sizes(2e-7)} x={gains} y={{ of: (point) => Math.abs(point.value), label: 'Rate', unit: 'number', baseline: 'zero' }} /></Panel>,
};
export const OneValue: Story = {
  render: () => <Panel title="Temperature" hint="per step"><LineChart title="Temperature" data={sizes(0)} x={gains} y={{ of: () => 0.7, label: 'Temperature', unit: 'number', baseline: 'data' }} /></Panel>,
};

const runs = Array.from({ length: 200 }, (_, run) => {
  const next = noise(run + 1);
  const x = Float64Array.from({ length: 60 }, (__, step) => step * 10);
  return { key: `run-${String(run + 1).padStart(3, '0')}`, x, y: x.map((step) => (1.5 + next()) * Math.exp(-step / (150 + 150 * next())) + 0.2) };
});

/** Too many to tell apart: the legend is searched, and shows a few alone. */
export const TwoHundredSeries: Story = {
  render: () => <Panel title="Loss" hint="200 runs"><LineChart title="Loss" columns={runs} x={byStep} y={{ label: 'Loss', unit: 'number', baseline: 'zero' }} /></Panel>,
};

/** Thinned by the points that shape it most instead of by extremes: calmer, but a lone spike may be lost. */
export const LargestTriangles: Story = {
  render: () => <Panel title="Loss" hint="per step, LTTB"><LineChart title="Loss" data={dense} x={steps} y={loss} thinning="triangles" /></Panel>,
};

const onViewport = fn();

/** The last value that a listener received. */
const brushedRange = (listener: { readonly mock: { readonly lastCall?: unknown[] | undefined } }): readonly [number, number] => (listener.mock.lastCall ?? [[Number.NaN, Number.NaN]])[0] as [number, number];

/** Ctrl with the wheel, a pinch, a drag or + and − zoom; the page receives the viewport, and may fetch finer data. */
export const Zoomed: Story = {
  render: () => <Panel title="Loss" hint="per step"><LineChart title="Loss" data={dense} x={steps} y={loss} onViewport={onViewport} /></Panel>,
  play: async ({ canvas, canvasElement }) => {
    onViewport.mockClear();
    const reader = canvas.getByRole('slider', { name: 'Read Loss' });
    const before = canvasElement.querySelector('.uk-line')?.getAttribute('d');
    const box = reader.getBoundingClientRect();
    for (let turn = 0; turn < 8; turn += 1) {
      reader.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, clientX: box.left + box.width * 0.617, clientY: box.top + 50, bubbles: true, cancelable: true }));
    }
    await waitFor(() => expect(onViewport).toHaveBeenCalledOnce());
    const [from, to] = brushedRange(onViewport);
    // Eight turns of 100 px: e^-2.8 of 200,000 steps, around step 123,400.
    await expect(to - from).toBeGreaterThan(11_000);
    await expect(to - from).toBeLessThan(13_500);
    await expect(from).toBeLessThan(123_456);
    await expect(to).toBeGreaterThan(123_456);
    await expect(canvasElement.querySelector('.uk-line')?.getAttribute('d')).not.toBe(before);
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuemax', String(Math.floor(to) - Math.ceil(from)));
    await userEvent.click(canvas.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(onViewport).toHaveBeenLastCalledWith(null));
    await expect(canvasElement.querySelector('.uk-line')?.getAttribute('d')).toBe(before);
    reader.focus();
    await userEvent.keyboard('{End}+');
    await waitFor(() => expect(onViewport).toHaveBeenCalledTimes(3));
    await userEvent.keyboard('[[0');
    await waitFor(() => expect(onViewport).toHaveBeenLastCalledWith(null));
  },
};

/** Where the page wants no selection of its own, a drag looks closer. */
export const DragZooms: Story = {
  render: () => <Panel title="Loss" hint="per step"><LineChart title="Loss" data={dense} x={steps} y={loss} onViewport={onViewport} /></Panel>,
  play: async ({ canvas }) => {
    onViewport.mockClear();
    const reader = canvas.getByRole('slider', { name: 'Read Loss' });
    const box = reader.getBoundingClientRect();
    const at = (part: number) => ({ clientX: box.left + box.width * part, clientY: box.top + 40 });
    await userEvent.pointer([{ keys: '[MouseLeft>]', target: reader, coords: at(0.25) }, { target: reader, coords: at(0.4) }, { target: reader, coords: at(0.5) }, { keys: '[/MouseLeft]', target: reader, coords: at(0.5) }]);
    await waitFor(() => expect(onViewport).toHaveBeenCalledOnce());
    const [from, to] = brushedRange(onViewport);
    await expect(Math.round(from / 1000)).toBe(50);
    await expect(Math.round(to / 1000)).toBe(100);
  },
};

const onTouchRange = fn();

/** On touch: a finger that rests first selects, two fingers zoom. */
export const ByTouch: Story = {
  render: () => <Panel title="Loss" hint="per step"><LineChart title="Loss" data={dense} x={steps} y={loss} onSelectRange={onTouchRange} onViewport={onViewport} /></Panel>,
  play: async ({ canvas }) => {
    onTouchRange.mockClear();
    onViewport.mockClear();
    const reader = canvas.getByRole('slider', { name: 'Read Loss' });
    reader.setPointerCapture = () => {};
    const box = reader.getBoundingClientRect();
    const touch = (type: string, pointerId: number, part: number) => reader.dispatchEvent(new PointerEvent(type, {
      pointerId, pointerType: 'touch', isPrimary: pointerId === 1, button: 0, clientX: box.left + box.width * part, clientY: box.top + 60, bubbles: true,
    }));
    touch('pointerdown', 1, 0.5);
    await new Promise((rest) => { setTimeout(rest, 500); });
    touch('pointermove', 1, 0.6);
    touch('pointermove', 1, 0.75);
    touch('pointerup', 1, 0.75);
    await expect(onTouchRange).toHaveBeenCalledOnce();
    const [from, to] = brushedRange(onTouchRange);
    await expect([Math.round(from / 1000), Math.round(to / 1000)]).toEqual([100, 150]);
    touch('pointerdown', 1, 0.4);
    touch('pointerdown', 2, 0.6);
    touch('pointermove', 1, 0.3);
    touch('pointermove', 2, 0.7);
    touch('pointerup', 1, 0.3);
    touch('pointerup', 2, 0.7);
    await waitFor(() => expect(onViewport).toHaveBeenCalledOnce());
    const [pinchFrom, pinchTo] = brushedRange(onViewport);
    await expect([Math.round(pinchFrom / 1000), Math.round(pinchTo / 1000)]).toEqual([50, 150]);
    await expect(onTouchRange).toHaveBeenCalledOnce();
  },
};

const live = (() => {
  const stream = createLineStream(['train', 'eval']);
  const next = noise(5);
  let step = 0;
  const grow = (count: number) => {
    const x = Array.from({ length: count }, (_, place) => step + place);
    for (const [place, key] of ['train', 'eval'].entries()) stream.append(key, x, x.map((at) => 2 * Math.exp(-at / 4000) + 0.3 + place * 0.15 + (next() - 0.5) * 0.1));
    step += count;
  };
  return { stream, grow };
})();

/** Points are appended to a stream: only the new end is drawn, until the axes are outgrown. */
export const Streaming: Story = {
  render: () => <Panel title="Loss" hint="per step, live"><LineChart title="Loss" columns={live.stream} x={byStep} y={{ label: 'Loss', unit: 'number', baseline: 'zero' }} /></Panel>,
  play: async ({ canvas, canvasElement }) => {
    live.stream.clear();
    live.grow(1000);
    const reader = await canvas.findByRole('slider', { name: 'Read Loss' });
    await waitFor(() => expect(reader).toHaveAttribute('aria-valuemax', '999'));
    const lineOf = () => canvasElement.querySelectorAll('.uk-line')[0]?.getAttribute('d') ?? '';
    const tailOf = () => canvasElement.querySelectorAll('.uk-line')[2]?.getAttribute('d') ?? '';
    const before = lineOf();
    live.grow(60);
    // At the next frame the tail is there, and the line is as it was.
    await waitFor(() => expect(tailOf()).not.toBe(''));
    await expect(lineOf()).toBe(before);
    // At rest the tail has joined the line.
    await waitFor(() => expect(reader).toHaveAttribute('aria-valuemax', '1059'));
    await expect(tailOf()).toBe('');
    live.grow(2000);
    await waitFor(() => expect(reader).toHaveAttribute('aria-valuemax', '3059'));
  },
};

const onSelectRange = fn();

export const ReadByKeyboard: Story = {
  args: { onSelectRange },
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Success rate' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('21 Oct'));
    await userEvent.keyboard('{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('22 Oct, dpo'));
    await expect(canvasElement.querySelector('.uk-tooltip')).toHaveTextContent('22 Oct');
    await userEvent.keyboard('{Enter}');
    await expect(canvas.getByRole('group', { name: 'Pinned: 22 Oct' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(canvasElement.querySelector('.uk-tooltip')).toBeNull());
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}');
    await expect(onSelectRange).toHaveBeenCalledWith([start, start + 2 * DAY]);
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Success rate as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'dpo, low' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(31);
  },
};
