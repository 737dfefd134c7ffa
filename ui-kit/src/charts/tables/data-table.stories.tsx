import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { LocaleProvider } from '../../format/locale.tsx';
import { Panel } from '../../frame/panel.tsx';
import { noise } from '../../stories/made-up.ts';
import { Badge } from '../numbers/badge.tsx';
import { DataTable } from './data-table.tsx';
import type { Column } from './data-table.tsx';

interface Message { readonly id: string; readonly sentAt: Date; readonly model: string; readonly text: string; readonly latencyMs: number | null; readonly costUsd: number; readonly rating: number | null }

function messages(count: number): Message[] {
  const next = noise(5);
  return Array.from({ length: count }, (_, place) => ({
    id: `m${place}`, sentAt: new Date(Date.UTC(2026, 10, 12, 14) - place * 61_000), model: ['support-8b-dpo', 'support-8b-sft'][Math.floor(next() * 2)] ?? '',
    text: ['Can I move my flight to Friday? I have the travel insurance.', 'Where is my refund?', 'Yes: basic economy cannot be changed, but with your insurance I can cancel it and book Friday.'][Math.floor(next() * 3)] ?? '',
    latencyMs: next() > 0.1 ? Math.round(400 + next() * 2000) : null, costUsd: next() * 0.03, rating: next() > 0.5 ? Math.ceil(next() * 5) : null,
  }));
}

const columns: readonly Column<Message>[] = [
  { key: 'sentAt', header: 'Sent', of: (row) => row.sentAt, cell: (row) => <span className="uk-num">{row.sentAt.toISOString().slice(11, 19)}</span> },
  { key: 'model', header: 'Model', of: (row) => row.model, cell: (row) => <Badge>{row.model}</Badge> },
  { key: 'text', header: 'Message', of: (row) => row.text, isClipped: true },
  { key: 'latency', header: 'Latency ms', of: (row) => row.latencyMs, unit: 'ms', hasUnitInHead: true },
  { key: 'cost', header: 'Cost', of: (row) => row.costUsd, unit: 'usd' },
  { key: 'rating', header: 'Rating', of: (row) => row.rating, unit: 'count' },
];

/** Rows of anything with sortable columns. With `maxHeight` the head sticks and a long list draws only what is in view. */
const meta = {
  title: 'Charts/Data table',
  component: DataTable<Message>,
  argTypes: { rows: { control: false }, columns: { control: false } },
  args: { caption: 'Messages', rows: messages(12), columns, rowKey: (row) => row.id },
  render: (args) => <Panel title="Messages" hint="newest first" flush><DataTable {...args} /></Panel>,
} satisfies Meta<typeof DataTable<Message>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Rows: Story = {};
export const Dark: Story = { globals: { theme: 'dark' }, args: { selectedKey: 'm3', onRowOpen: fn() } };
export const Narrow: Story = { parameters: { width: 330 } };
/** An instant without a `cell` of its own is shown in the reader's zone. */
export const InBerlin: Story = {
  args: { columns: columns.map(({ cell, ...column }) => (column.key === 'sentAt' || cell === undefined ? column : { ...column, cell })) },
  render: (args) => <LocaleProvider locale="de-DE" timeZone="Europe/Berlin"><Panel title="Messages" hint="newest first" flush><DataTable {...args} /></Panel></LocaleProvider>,
  play: async ({ canvas }) => {
    const newest = canvas.getByText('12. Nov. 15:00');
    await expect(newest).toHaveAttribute('datetime', '2026-11-12T14:00:00.000Z');
    await expect(newest).toHaveAttribute('title', '2026-11-12 14:00:00 UTC');
  },
};
export const NoRows: Story = { args: { rows: [], footer: 'No messages in this time range.' } };
export const OneRow: Story = { args: { rows: messages(1) } };

/** 20,000 rows, of which some forty are in the document. */
export const Long: Story = {
  args: { rows: messages(20_000), maxHeight: '420px', onRowOpen: fn() },
  play: async ({ canvas, canvasElement }) => {
    const drawn = () => canvasElement.querySelectorAll('tbody tr[aria-rowindex]').length;
    await expect(drawn()).toBeLessThan(60);
    const scroller = canvas.getByRole('group', { name: 'Messages' });
    scroller.scrollTop = 300_000;
    await expect(await canvas.findByText('Sent')).toBeVisible();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await expect(Number(canvasElement.querySelector('tbody tr[aria-rowindex]')?.getAttribute('aria-rowindex'))).toBeGreaterThan(9000);
  },
};

/** Numbers begin with the largest; rows without a value stay at the end both ways. */
export const Sorts: Story = {
  args: { onRowOpen: fn() },
  play: async ({ args, canvas, canvasElement }) => {
    const ratings = () => [...canvasElement.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent);
    await userEvent.click(canvas.getByRole('button', { name: /Rating/ }));
    await expect(ratings().at(-1)).toContain('no data');
    await expect(canvas.getByRole('columnheader', { name: /Rating/ })).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(canvas.getByRole('button', { name: /Rating/ }));
    await expect(ratings().at(-1)).toContain('no data');
    await userEvent.click(canvas.getAllByRole('button', { name: /\d\d:\d\d/ })[0] as HTMLElement);
    await expect(args.onRowOpen).toHaveBeenCalledTimes(1);
  },
};
