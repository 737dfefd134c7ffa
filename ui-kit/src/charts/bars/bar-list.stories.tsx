import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { BarList } from './bar-list.tsx';

const tools = [
  { key: 'a', label: 'get_reservation_details', value: 12_410, share: 0.48 },
  { key: 'b', label: 'search_direct_flight', value: 8120, share: 0.31 },
  { key: 'c', label: 'book_reservation', value: 4310, share: 0.17 },
  { key: 'd', label: 'transfer_to_human_agents', value: 1020, share: 0.04 },
  { key: 'e', label: 'never_called', value: 0, share: 0 },
];

/**
 * Few named amounts, longest first. It is a table whose numbers are also drawn, so it needs no other. Not for more than a dozen (data
 * table), not for amounts with a sign (waterfall chart).
 */
const meta = {
  title: 'Charts/Bar list',
  component: BarList,
  parameters: { width: 520 },
  args: { title: 'Tools', unit: 'count', labels: { item: 'Tool', value: 'Calls' }, items: tools },
  render: (args) => (
    <Panel title={args.title} hint="calls, share of all">
      <BarList {...args} />
    </Panel>
  ),
} satisfies Meta<typeof BarList>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Tools: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const None: Story = { args: { items: [] } };
export const One: Story = { args: { items: tools.slice(0, 1) } };
export const Many: Story = {
  args: {
    items: Array.from({ length: 24 }, (_, place) => ({
      key: String(place),
      label: `tool_${place + 1}`,
      value: Math.round(9000 / (place + 1)),
    })),
  },
};
export const HugeAndTiny: Story = {
  args: {
    unit: 'usd',
    items: [
      { key: 'a', label: 'gpt-4o', value: 4_200_000 },
      { key: 'b', label: 'embedding', value: 0.00042 },
    ],
  },
};
export const OfUnknownSize: Story = {
  args: {
    items: [
      { key: 'a', label: 'known', value: 12 },
      { key: 'b', label: 'not known', value: null },
      { key: 'c', label: 'not a number', value: Number.NaN },
      { key: 'd', label: 'refunded', value: -4 },
    ],
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('row', { name: 'not a number –' })).toBeVisible();
    await expect(canvas.getByRole('row', { name: 'refunded −4' })).toBeVisible();
    await expect(canvasElement.querySelectorAll('.uk-bar-fill')).toHaveLength(1);
  },
};

export const ReadAsTable: Story = {
  play: async ({ canvas }) => {
    const table = canvas.getByRole('table', { name: 'Tools' });
    await expect(within(table).getAllByRole('row')).toHaveLength(6);
    await expect(within(table).getByRole('row', { name: /^book_reservation 4,310 17\.0\s%$/ })).toBeVisible();
  },
};

/** A dashed mark is where the bar ended in the compared period; what the change comes to stands at the end of the row. */
export const Compared: Story = {
  args: {
    labels: { item: 'Tool', value: 'Calls', before: 'previous 7 d' },
    items: tools.map((tool, place) => ({
      ...tool,
      before: place === 4 ? null : Math.round(tool.value * (1.25 - place * 0.2)),
      change: ['▼ 2.1 pt', '≈ 0.3 pt', '▲ 1.8 pt', '▲ 4.0 pt', 'new'][place],
    })),
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('columnheader', { name: 'Change against previous 7 d' })).toBeInTheDocument();
    await expect(canvasElement.querySelectorAll('.uk-bar-before')).toHaveLength(4);
  },
};
