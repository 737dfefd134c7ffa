import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { WaterfallChart } from './waterfall-chart.tsx';

interface Step { readonly name: string; readonly usd: number | null }

const cost: Step[] = [
  { name: 'More messages', usd: 612.4 }, { name: 'Lower price per token', usd: -384.1 }, { name: 'More of gpt-4o in the mix', usd: 268.9 },
  { name: 'Shorter prompts', usd: -141.2 }, { name: 'Retries after the incident', usd: 58.3 }, { name: 'Cached prefixes', usd: -26 },
];

/**
 * What changed between two totals, and why: cost last month, the steps, cost this month. Not for a number over time (line), nor for
 * parts of one total (stacked bars). Steps are rows, on every width: their names are sentences more often than words.
 */
const meta = {
  title: 'Charts/Waterfall',
  component: WaterfallChart<Step>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Why cost changed', data: cost, step: (row) => row.name, change: { of: (row) => row.usd, label: 'Cost', unit: 'usd', better: 'lower' },
    start: { label: 'October', value: 3530 }, end: { label: 'November', value: 3918.3 },
  },
  render: (args) => <Panel title={args.title} hint="October to November, $"><WaterfallChart {...args} /></Panel>,
} satisfies Meta<typeof WaterfallChart<Step>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Cost: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const NothingKnown: Story = { args: { data: [], start: { label: 'October', value: null } } };
export const NoSteps: Story = { args: { data: [], end: { label: 'November', value: 3530 } } };
export const OneStep: Story = { args: { data: cost.slice(0, 1), end: { label: 'November', value: 4142.4 } } };
export const LargestFirst: Story = { args: { order: 'size', mostSteps: 3 } };
/** Neither way is better: rises and falls have the colours of series. */
export const NotJudged: Story = {
  args: { title: 'Messages', change: { of: (row) => row.usd, label: 'Messages', unit: 'count' } },
  render: (args) => <Panel title={args.title} hint="October to November"><WaterfallChart {...args} /></Panel>,
};

/** The steps miss a part of the difference, and two of them have no number: the chart names both. */
export const NotExplained: Story = {
  args: { data: [...cost.slice(0, 3), { name: 'Fine-tuning jobs', usd: null }, { name: 'Storage', usd: Number.NaN }] },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/^The steps add up to \+\$497\.20 of \+\$388\.30: −\$108\.90 is not explained\. 2 steps have no number\.$/)).toBeVisible();
  },
};

export const BelowZero: Story = {
  args: { title: 'Margin', data: [{ name: 'Price cut', usd: -90 }, { name: 'Refunds', usd: -25 }, { name: 'New customers', usd: 140 }], change: { of: (row) => row.usd, label: 'Margin', unit: 'usd', better: 'higher' }, start: { label: 'Q2', value: 60 }, end: { label: 'Q3', value: 85 } },
  render: (args) => <Panel title={args.title} hint="Q2 to Q3, $"><WaterfallChart {...args} /></Panel>,
};
export const HugeAndTiny: Story = { args: { data: [{ name: 'A hair', usd: 0.02 }, { name: 'A mountain', usd: 4_200_000 }, { name: 'A hill', usd: -38_000 }], end: { label: 'November', value: 4_165_530.02 } } };
export const ManySteps: Story = { args: { data: Array.from({ length: 24 }, (_, place) => ({ name: `Team ${place + 1}`, usd: Math.round(Math.sin(place * 1.7) * 120) })), end: { label: 'November', value: null } } };

export const ReadByKeyboard: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Why cost changed' });
    reader.focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect(reader).toHaveAttribute('aria-valuetext', 'October, Cost $3,530.00');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Lower price per token, Cost −\$384\.10, total after it \$3,758\.30, of the difference −98\.9\s%, better$/));
    await userEvent.keyboard('{Enter}');
    await expect(args.onOpen).toHaveBeenCalledWith([cost[1]]);
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('since October +$388.30'));
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Why cost changed as table' }));
    await expect(canvas.getByRole('row', { name: 'More messages +$612.40 $4,142.40 worse' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(9);
  },
};
