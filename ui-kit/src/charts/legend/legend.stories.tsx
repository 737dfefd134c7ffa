import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { noise } from '../../stories/made-up.ts';
import { seriesStyle } from '../../theme/series.ts';
import { LineChart } from '../lines/line-chart.tsx';
import { Legend } from './legend.tsx';
import type { LegendEntry, LegendProps } from './legend.tsx';

const words = ['cosine', 'linear', 'warm', 'adam', 'lion', 'lora', 'full'];
const entriesOf = (count: number, hasValues = false): LegendEntry[] => Array.from({ length: count }, (_, place) => {
  const last = Math.abs(Math.sin(place * 7.3)) * 2;
  const model = ['support-8b-dpo', 'support-8b-sft', 'llama-3.1-8b', 'judge'][place] ?? `model-${place + 1}`;
  return {
    key: count > 12 ? `run-${place + 1}` : model, label: count > 12 ? `run-${place + 1} ${words[place % words.length]} lr ${(place % 9) + 1}e-4` : model,
    style: seriesStyle(place), kind: 'line', isDashed: true, values: hasValues ? () => ({ min: place === 4 ? null : last * 0.6, max: last * 2, last }) : undefined,
  };
});

/** Keeps what is hidden, as a chart does, and tells the story's spy. */
function Kept(props: LegendProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const change = (next: ReadonlySet<string>) => {
    setHidden(next);
    props.onHiddenChange?.(next);
  };
  return <Legend {...props} hidden={hidden} onHiddenChange={props.onHiddenChange === undefined ? undefined : change} />;
}

/**
 * Names of series beside their samples. Press an entry to switch it off or on; a double click or Alt+Enter shows it alone. More than
 * twelve entries take one line and a list that can be searched and sorted. Not needed where names stand at the lines' ends.
 */
const meta = {
  title: 'Charts/Legend',
  component: Legend,
  argTypes: { entries: { control: false } },
  args: { entries: entriesOf(4), onHiddenChange: fn() },
  render: (args) => <Panel title="Loss" hint="per step"><Kept {...args} /></Panel>,
} satisfies Meta<typeof Legend>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Few: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const OnlyNames: Story = { render: ({ entries }) => <Panel title="Loss" hint="per step"><Legend entries={entries} /></Panel> };
export const One: Story = { args: { entries: entriesOf(1) } };
export const NoEntries: Story = { args: { entries: [] } };
export const Twelve: Story = { args: { entries: entriesOf(12) } };
export const Narrow: Story = { args: { entries: entriesOf(12) }, parameters: { width: 330 } };
export const Many: Story = { args: { entries: entriesOf(200) } };
export const ManyNarrow: Story = { args: { entries: entriesOf(200) }, parameters: { width: 330 } };
export const ManyDark: Story = { args: { entries: entriesOf(200) }, globals: { theme: 'dark' } };

export const Toggles: Story = {
  play: async ({ canvas, args }) => {
    const entry = canvas.getByRole('button', { name: 'support-8b-sft' });
    await userEvent.click(entry);
    await expect(entry).toHaveAttribute('aria-pressed', 'false');
    await expect(args.onHiddenChange).toHaveBeenLastCalledWith(new Set(['support-8b-sft']));
    await userEvent.click(canvas.getByRole('button', { name: 'Show all' }));
    await expect(entry).toHaveAttribute('aria-pressed', 'true');
    await expect(canvas.queryByRole('button', { name: 'Show all' })).toBeNull();
  },
};

/** The first click of a double click is undone: the state before it is restored, except for the one entry. */
export const DoubleClickIsolates: Story = {
  play: async ({ canvas, args }) => {
    const change = args.onHiddenChange as ReturnType<typeof fn>;
    change.mockClear();
    const entry = canvas.getByRole('button', { name: 'support-8b-sft' });
    await userEvent.dblClick(entry);
    await expect(change).toHaveBeenCalledTimes(2);
    await expect(change).toHaveBeenLastCalledWith(new Set(['support-8b-dpo', 'llama-3.1-8b', 'judge']));
    await expect(entry).toHaveAttribute('aria-pressed', 'true');
    await userEvent.dblClick(entry);
    await expect(change).toHaveBeenLastCalledWith(new Set());
    // From a state with something hidden, too.
    await userEvent.click(canvas.getByRole('button', { name: 'judge' }));
    await userEvent.dblClick(canvas.getByRole('button', { name: 'judge' }));
    await expect(change).toHaveBeenLastCalledWith(new Set(['support-8b-dpo', 'support-8b-sft', 'llama-3.1-8b']));
  },
};

export const KeyboardIsolates: Story = {
  play: async ({ canvas, args }) => {
    canvas.getByRole('button', { name: 'llama-3.1-8b' }).focus();
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}');
    await expect(args.onHiddenChange).toHaveBeenLastCalledWith(new Set(['support-8b-dpo', 'support-8b-sft', 'judge']));
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}');
    await expect(args.onHiddenChange).toHaveBeenLastCalledWith(new Set());
    await userEvent.keyboard(' ');
    await expect(args.onHiddenChange).toHaveBeenLastCalledWith(new Set(['llama-3.1-8b']));
  },
};

const opened = async (canvas: ReturnType<typeof within>) => {
  const button = await canvas.findByRole('button', { name: /^\+ \d+ more$/ });
  button.focus();
  await userEvent.keyboard('{Enter}');
  const dialog = await canvas.findByRole('dialog', { name: 'All series' });
  await waitFor(() => expect(within(dialog).getByRole('searchbox')).toHaveFocus());
  return { button, dialog, inside: within(dialog) };
};

/** 500 series, of which a screenful is in the document: search, sort, toggle and isolate without a pointer. */
export const FiveHundredByKeyboard: Story = {
  args: { entries: entriesOf(500, true), unit: 'number' },
  play: async ({ canvas, canvasElement, args }) => {
    const { button, dialog, inside } = await opened(canvas);
    const line = canvasElement.querySelectorAll('.uk-legend > li:not([data-off])').length;
    await expect(button).toHaveTextContent(`+ ${500 - line} more`);
    await expect(dialog.querySelectorAll('[role=option]').length).toBeLessThan(60);
    await userEvent.keyboard('LION 3e');
    await expect(inside.getByRole('status')).toHaveTextContent(/^\d+ of 500 found$/);
    const found = Number(inside.getByRole('status').textContent?.split(' ')[0]);
    await expect(found).toBe((args.entries).filter(({ label }) => label.includes('lion') && label.includes('3e')).length);
    await userEvent.keyboard('{Enter}');
    await expect((args.onHiddenChange as ReturnType<typeof fn>).mock.lastCall?.[0].size).toBe(500 - found);
    await userEvent.clear(inside.getByRole('searchbox'));
    await userEvent.click(inside.getByRole('button', { name: 'Show all' }));
    await userEvent.click(inside.getByRole('button', { name: 'last' }));
    await expect(inside.getByRole('button', { name: 'last, descending' })).toBeVisible();
    const listbox = inside.getByRole('listbox');
    listbox.focus();
    await userEvent.keyboard('{End}');
    const active = () => dialog.querySelector(`[id="${listbox.getAttribute('aria-activedescendant')}"]`);
    await expect(active()).toHaveAttribute('aria-posinset', '500');
    await userEvent.keyboard('{Home}{ArrowDown} ');
    await expect(active()).toHaveAttribute('aria-selected', 'false');
    await userEvent.keyboard('{Enter}');
    await expect((args.onHiddenChange as ReturnType<typeof fn>).mock.lastCall?.[0].size).toBe(499);
    await expect(active()).toHaveAttribute('aria-selected', 'true');
    // Letters find a name, here the one that was searched for.
    await userEvent.keyboard('run-77');
    await expect(active()).toHaveTextContent(/^run-77/);
    // Closes as a press outside closes it: the browser's own Escape can't be typed from inside the page.
    dialog.parentElement?.hidePopover();
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull());
    await expect(button).toHaveFocus();
    // What is shown now stands first in the line.
    await expect(canvasElement.querySelector('.uk-legend > li')?.querySelector('button')).toHaveAttribute('aria-pressed', 'true');
  },
};

export const ListByPointer: Story = {
  args: { entries: entriesOf(40) },
  play: async ({ canvas, args }) => {
    const { inside } = await opened(canvas);
    const option = inside.getByRole('option', { name: /^run-3 / });
    await userEvent.click(option);
    await expect(args.onHiddenChange).toHaveBeenLastCalledWith(new Set(['run-3']));
    await userEvent.click(option.querySelector('[data-only]') as HTMLElement);
    await expect((args.onHiddenChange as ReturnType<typeof fn>).mock.lastCall?.[0]).not.toContain('run-3');
    await expect(inside.getByRole('status')).toHaveTextContent('1 of 40 shown');
    await expect(option.getBoundingClientRect().height).toBeGreaterThanOrEqual(24);
  },
};

export const ListDark: Story = { args: { entries: entriesOf(60, true) }, globals: { theme: 'dark' }, play: async ({ canvas }) => void await opened(canvas) };
export const ListNarrow: Story = { args: { entries: entriesOf(60, true) }, parameters: { width: 330 }, play: async ({ canvas }) => void await opened(canvas) };

const runs = (() => {
  const next = noise(21);
  return Array.from({ length: 200 }, (_, run) => {
    const [from, speed] = [1.6 + next() * 0.8, 8 + next() * 30];
    return Array.from({ length: 60 }, (_point, step) => ({ run: `run-${run + 1}`, step: step * 100, loss: from * Math.exp(-step / speed) + 0.2 + next() * 0.05 }));
  }).flat();
})();

/** The legend of a chart with 200 lines, with each line's lowest, highest and last value in the list. */
export const TwoHundredLines: Story = {
  render: () => (
    <Panel title="Loss" hint="200 runs, per step">
      <LineChart
        title="Loss" data={runs} x={{ of: (point) => point.step, label: 'Step', unit: 'count' }} y={{ of: (point) => point.loss, label: 'Loss', unit: 'number', baseline: 'zero' }}
        series={(point) => point.run} height={260}
      />
    </Panel>
  ),
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.uk-line')).toHaveLength(200);
    const { inside } = await opened(canvas);
    await userEvent.keyboard('run-19');
    await userEvent.click(inside.getByRole('button', { name: /^Only these/ }));
    await waitFor(() => expect(canvasElement.querySelectorAll('.uk-line')).toHaveLength(11));
    await expect(inside.getByRole('option', { name: /^run-190.*min 0\.2/ })).toBeVisible();
  },
};
