import type { Meta, StoryObj } from '@storybook/react-vite';
import { useRef, useState } from 'react';
import { expect, fn, userEvent, waitFor } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { noise } from '../../stories/made-up.ts';
import { otherStyle, seriesStyle } from '../../theme/series.ts';
import { RampKey, spanShade, TraceWaterfall } from './trace-waterfall.tsx';
import type { TraceMoves } from './trace-waterfall.tsx';

interface Span { readonly id: string; readonly parent: string | null; readonly name: string; readonly kind: 'agent' | 'model' | 'tool' | 'http' | 'store'; readonly start: number; readonly length: number | null; readonly error?: string }

const one = (id: string, parent: string | null, kind: Span['kind'], name: string, start: number, length: number | null, error?: string): Span => ({ id, parent, kind, name, start, length, ...(error === undefined ? {} : { error }) });
const request: Span[] = [
  one('1', null, 'agent', 'handle_request', 0, 4210), one('2', '1', 'store', 'load_session', 20, 90), one('3', '1', 'agent', 'plan', 120, 1050),
  one('4', '3', 'model', 'chat support-8b-dpo', 140, 1010), one('5', '1', 'tool', 'tool get_reservation', 1200, 420), one('6', '5', 'http', 'POST /reservations', 1220, 380),
  one('7', '1', 'agent', 'retrieve policy', 1200, 210), one('8', '7', 'model', 'embed query', 1210, 50), one('9', '7', 'store', 'vector search', 1270, 120),
  one('10', '1', 'agent', 'answer', 1660, 1600), one('11', '10', 'model', 'chat support-8b-dpo', 1680, 1410), one('12', '10', 'agent', 'guardrail pii', 3110, 110),
  one('13', '1', 'tool', 'tool book_flight', 3300, 310, '409'), one('14', '13', 'http', 'POST /bookings', 3310, 290, '409'),
  one('15', '1', 'tool', 'retry book_flight', 3640, 360), one('16', '15', 'http', 'POST /bookings', 3660, 330), one('17', '1', 'model', 'judge policy', 3700, 400), one('18', '1', 'store', 'persist', 4090, 110),
];
const kinds: Record<Span['kind'], ReturnType<typeof seriesStyle>> = { agent: otherStyle, model: seriesStyle(0), tool: seriesStyle(2), http: seriesStyle(5), store: seriesStyle(4) };

function many(count: number): Span[] {
  const next = noise(77);
  const names = Object.keys(kinds) as Span['kind'][];
  return Array.from({ length: count }, (_, place) => {
    const parent = place === 0 ? null : String(Math.floor(place - 1 - next() * Math.min(place - 1, 40)));
    return one(String(place), parent, names[Math.floor(next() * 5)] ?? 'agent', `step ${place}`, place * 2, place === 0 ? count * 2.2 : Math.ceil(next() * 60), next() < 0.002 ? 'timeout' : undefined);
  });
}

/** A trace as a tree with bars in time. Not for many traces at once (a table, a histogram of their lengths). */
const meta = {
  title: 'Charts/Trace waterfall',
  component: TraceWaterfall<Span>,
  argTypes: { data: { control: false } },
  args: {
    title: 'handle_request', data: request, height: 540, selectedId: '11', name: (span) => span.name, styleOf: (span) => kinds[span.kind], error: (span) => span.error ?? null,
    span: { id: (span) => span.id, parentId: (span) => span.parent, startMs: (span) => span.start, durationMs: (span) => span.length },
  },
  render: (args) => <Panel title={args.title} hint="18 spans" flush><TraceWaterfall {...args} /></Panel>,
} satisfies Meta<typeof TraceWaterfall<Span>>;

export default meta;
type Story = StoryObj<typeof meta>;

/** Lengths stand behind their bars, also that of the longest. */
export const Request: Story = { play: async ({ canvasElement }) => { await expect(canvasElement.querySelectorAll('.uk-span [data-inside]')).toHaveLength(0); } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const CriticalPath: Story = { args: { showsCriticalPath: true } };
/** A length that stands in its bar leaves the bar's end to be seen. */
export const Narrow: Story = {
  parameters: { width: 380 },
  play: async ({ canvasElement }) => {
    const inside = [...canvasElement.querySelectorAll('.uk-span [data-inside]')];
    await expect(inside.length).toBeGreaterThan(0);
    for (const length of inside) {
      const bar = length.parentElement?.querySelector('.uk-span-bar')?.getBoundingClientRect();
      await expect((bar?.right ?? 0) - length.getBoundingClientRect().right).toBeGreaterThan(5);
    }
  },
};
export const NoSpans: Story = { args: { data: [], height: 200 } };
export const OneSpan: Story = { args: { data: request.slice(0, 1), height: 200 } };
export const NotEnded: Story = { args: { data: request.slice(0, 12).map((span) => (span.id === '10' || span.id === '11' ? { ...span, length: null } : span)), height: 400 } };

/** Fifty thousand spans, of which some forty are in the document. */
export const FiftyThousandSpans: Story = {
  args: { data: many(50_000) },
  play: async ({ canvas, canvasElement }) => {
    const drawn = () => canvasElement.querySelectorAll('.uk-span').length;
    await expect(drawn()).toBeLessThan(70);
    canvas.getByRole('treegrid').focus();
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(canvasElement.querySelector('[aria-rowindex="50000"]')).not.toBeNull());
    await expect(drawn()).toBeLessThan(70);
  },
};

/** The wheel with Ctrl zooms around the pointer; the page is notified when the movement rests. */
export const Zooms: Story = {
  args: { onViewport: fn() },
  play: async ({ args, canvas, canvasElement }) => {
    const grid = canvas.getByRole('treegrid');
    const box = grid.getBoundingClientRect();
    grid.dispatchEvent(new WheelEvent('wheel', { deltaY: -400, ctrlKey: true, clientX: box.right - 20, clientY: box.top + 60, bubbles: true, cancelable: true }));
    await waitFor(() => expect(args.onViewport).toHaveBeenCalledOnce());
    const [[from, to]] = (args.onViewport as ReturnType<typeof fn>).mock.lastCall as [[number, number]];
    await expect(to - from).toBeLessThan(2000);
    await expect(to).toBeGreaterThan(4000);
    await expect(canvasElement.querySelector('.uk-minimap-brush')).not.toBeNull();
    grid.focus();
    await userEvent.keyboard('0');
    await expect(args.onViewport).toHaveBeenLastCalledWith(null);
  },
};

/** Kept in the page: the stretch of the retry. */
export const ShowsAStretch: Story = { args: { viewport: [3200, 4210], onViewport: fn() } };

/** Hundreds of spans of a microsecond stay visible: no bar is thinner than two px. */
export const TinySpans: Story = {
  args: { data: [one('0', null, 'agent', 'batch', 0, 60_000), ...Array.from({ length: 300 }, (_, place) => one(String(place + 1), '0', 'store', `get ${place + 1}`, place * 200, 0.001))] },
  play: async ({ canvasElement }) => {
    const widths = [...canvasElement.querySelectorAll('.uk-span-bar')].map((bar) => bar.getBoundingClientRect().width);
    await expect(Math.min(...widths)).toBeGreaterThanOrEqual(2);
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show handle_request as table' }));
    await expect(canvas.getByRole('row', { name: /tool book_flight 3,300\sms 310\sms 409/ })).toBeVisible();
  },
};

export const ReadByKeyboard: Story = {
  args: { onSelect: fn(), selectedId: null },
  play: async ({ args, canvas }) => {
    const grid = canvas.getByRole('treegrid');
    grid.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const plan = canvas.getByRole('row', { name: /^plan/ });
    await expect(grid).toHaveAttribute('aria-activedescendant', plan.id);
    await userEvent.keyboard('{ArrowLeft}');
    await expect(plan).toHaveAttribute('aria-expanded', 'false');
    await expect(canvas.getAllByRole('row')).toHaveLength(17);
    await userEvent.keyboard('{ArrowRight}{Enter}');
    await expect(args.onSelect).toHaveBeenCalledWith(request[2]);
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
    await expect(args.onSelect).toHaveBeenLastCalledWith(request[0]);
  },
};

/** What it cost: the dearest span has the strongest shade, what cost nothing steps back. */
const cents: Record<string, number> = { 1: 3.14, 3: 0.9, 4: 0.9, 10: 1.21, 11: 1.21, 7: 0.02, 8: 0.02, 17: 1.01 };
const centsOf = (span: Span): number | null => cents[span.id] ?? null;
export const ColouredByCost: Story = {
  args: {
    styleOf: (span) => spanShade(span.id === '1' ? null : centsOf(span) === null ? null : (centsOf(span) ?? 0) / 1.21), legend: <RampKey label="cost" unit="usd" weak={0} strong={0.0121} />,
    figures: { of: (span) => (centsOf(span) === null ? null : `$${((centsOf(span) ?? 0) / 100).toFixed(4)}`), label: 'cost' }, detail: (span) => (span.kind === 'model' ? 'support-8b-dpo' : null),
  },
};
export const ColouredByCostDark: Story = { ...ColouredByCost, globals: { theme: 'dark' } };

/** The errors, and what they happened in. */
export const OnlyErrors: Story = {
  args: { only: (span) => span.error !== undefined, height: 240 },
  play: async ({ canvas }) => { await expect(canvas.getAllByRole('row').map((row) => row.textContent)).toHaveLength(3); },
};
export const OnlyWhatThereIsNot: Story = { args: { only: (span) => span.name === 'nobody', height: 160 } };

export const Found: Story = {
  args: { found: { text: 'booK', ids: new Set(['13', '14', '15', '16']) } },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.uk-span[data-found]')).toHaveLength(4);
    await expect([...canvasElement.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['book', 'book', 'book', 'book']);
  },
};

/** Moving selects, and a span that is selected from outside is opened and brought into sight. */
export const SelectsOnMove: Story = {
  args: { selectsOnMove: true, onSelect: fn(), onCollapsed: fn(), height: 260 },
  render: function Selecting(args) {
    const [selected, setSelected] = useState<string | null>(null);
    const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set(['1', '16']));
    const moves = useRef<TraceMoves>(null);
    return (
      <Panel title={args.title} hint="18 spans" flush>
        <button type="button" onClick={() => setSelected('16')}>the last booking</button>
        <button type="button" onClick={() => moves.current?.by(-1)}>one up</button>
        <button type="button" onClick={() => moves.current?.toggle()}>fold</button>
        <TraceWaterfall {...args} moves={moves} selectedId={selected} collapsed={collapsed} onCollapsed={setCollapsed} onSelect={(span) => { setSelected(span.id); args.onSelect?.(span); }} />
      </Panel>
    );
  },
  play: async ({ args, canvas, canvasElement }) => {
    await expect(canvas.getAllByRole('row')).toHaveLength(1);
    await userEvent.click(canvas.getByRole('button', { name: 'the last booking' }));
    await waitFor(() => expect(canvasElement.querySelector('.uk-span[aria-selected="true"]')).not.toBeNull());
    const chosen = canvasElement.querySelector('.uk-span[aria-selected="true"]') as HTMLElement;
    // Nothing is under it: folding it says nothing.
    await expect(chosen).toHaveTextContent(/^POST \/bookings330\sms$/);
    const grid = canvas.getByRole('treegrid');
    await expect(chosen.getBoundingClientRect().bottom).toBeLessThanOrEqual(grid.getBoundingClientRect().bottom + 1);
    await userEvent.click(canvas.getByRole('button', { name: 'one up' }));
    await expect(args.onSelect).toHaveBeenLastCalledWith(request[14]);
    await userEvent.click(canvas.getByRole('button', { name: 'fold' }));
    await expect(canvasElement.querySelector('.uk-span[aria-selected="true"]')).toHaveAttribute('aria-expanded', 'false');
    grid.focus();
    await userEvent.keyboard('{Enter}{ArrowDown}');
    await expect(args.onSelect).toHaveBeenLastCalledWith(request[15]);
  },
};

/** Spans that come above what is read do not move it. */
export const Grows: Story = {
  args: { data: many(400), height: 300, selectedId: null },
  render: function Growing(args) {
    const [data, setData] = useState(args.data);
    const early = Array.from({ length: 25 }, (_, place) => one(`late ${place}`, '0', 'tool', `came late ${place}`, 1 + place / 100, 3));
    return (
      <Panel title={args.title} hint={`${data.length} spans`} flush>
        <button type="button" onClick={() => setData([...data, ...early])}>more comes</button>
        <TraceWaterfall {...args} data={data} />
      </Panel>
    );
  },
  play: async ({ canvas, canvasElement }) => {
    const grid = canvas.getByRole('treegrid');
    grid.scrollTop = 2013;
    await waitFor(() => expect(canvasElement.querySelector('[aria-rowindex="78"]')).not.toBeNull());
    const top = () => [...canvasElement.querySelectorAll<HTMLElement>('.uk-span')].map((row) => [row.querySelector('.uk-span-name > span')?.textContent, Math.round(row.getBoundingClientRect().top - grid.getBoundingClientRect().top)] as const).filter(([, at]) => at > -26 && at < 240);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const before = top();
    await userEvent.click(canvas.getByRole('button', { name: 'more comes' }));
    await waitFor(() => expect(canvas.getByText('425 spans')).toBeVisible());
    await expect(top()).toEqual(before);
    await expect(grid.scrollTop).toBe(2013 + 25 * 26);
    // What came slides in, once.
    grid.scrollTop = 0;
    await waitFor(() => expect(canvasElement.querySelectorAll('.uk-span[data-arrived]').length).toBeGreaterThan(5));
    await waitFor(() => expect(canvasElement.querySelectorAll('.uk-span[data-arrived]')).toHaveLength(0));
  },
};

/** In the small picture what is shown can be moved; errors are marked at its foot. */
export const MovesInTheSmallPicture: Story = {
  args: { onViewport: fn() },
  play: async ({ args, canvasElement }) => {
    const map = canvasElement.querySelector('.uk-minimap') as HTMLElement;
    const box = map.getBoundingClientRect();
    const at = (share: number) => ({ clientX: box.left + box.width * share, clientY: box.top + 10, pointerId: 1, bubbles: true });
    // A made-up pointer can't be captured.
    map.setPointerCapture = () => undefined;
    const drag = (from: number, to: number) => {
      map.dispatchEvent(new PointerEvent('pointerdown', at(from)));
      map.dispatchEvent(new PointerEvent('pointermove', at(to)));
      map.dispatchEvent(new PointerEvent('pointerup', at(to)));
    };
    drag(0.2, 0.4);
    await waitFor(() => expect(canvasElement.querySelector('.uk-minimap-brush')).not.toBeNull());
    const [[from, to]] = (args.onViewport as ReturnType<typeof fn>).mock.lastCall as [[number, number]];
    drag(0.3, 0.5);
    await waitFor(() => expect(args.onViewport).toHaveBeenCalledTimes(2));
    const [[later, end]] = (args.onViewport as ReturnType<typeof fn>).mock.lastCall as [[number, number]];
    await expect(later - from).toBeCloseTo(4210 * 0.2, -1);
    await expect(end - later).toBeCloseTo(to - from, 0);
  },
};
