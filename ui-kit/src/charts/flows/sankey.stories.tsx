import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor } from 'storybook/test';
import { standOut } from '../../stories/labels.ts';
import { Panel } from '../../frame/panel.tsx';
import { conversations, manyFlows } from '../../stories/made-up-flows.ts';
import type { FlowRow } from '../../stories/made-up-flows.ts';
import { hardFlows } from '../../stories/made-up-labels.ts';
import { Sankey } from './sankey.tsx';

/**
 * How amounts split and join: topics to models to outcomes, callers to tools. Use it where the paths between sets matter, for a few
 * dozen links. Not for parts of one whole (stacked bars), not for steps in which people drop out (funnel), not for changes with a sign
 * (transfer flow, waterfall chart).
 */
const meta = {
  title: 'Charts/Sankey',
  component: Sankey<FlowRow>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Conversations by path',
    data: conversations,
    source: (row) => row.from,
    target: (row) => row.to,
    value: { of: (row) => row.count, label: 'conversations', unit: 'count' },
  },
  render: (args) => (
    <Panel title={args.title} hint="topic, model, outcome; last 30 days">
      <Sankey {...args} />
    </Panel>
  ),
} satisfies Meta<typeof Sankey<FlowRow>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Paths: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const NoLinks: Story = { args: { data: [] } };
export const OneLink: Story = { args: { data: conversations.slice(8, 9) } };

/** Circles, links to themselves, and amounts that are not there: drawn without them, with a note. */
export const NotAllCanBeDrawn: Story = {
  args: {
    data: [
      ...conversations,
      { from: 'resolved', to: 'Refunds', count: 44 },
      { from: 'escalated', to: 'gpt-4o', count: 12 },
      { from: 'gpt-4o', to: 'gpt-4o', count: 9 },
      { from: 'gpt-4o', to: 'lost', count: -3 },
      { from: 'Other', to: 'gpt-4o', count: null },
      { from: 'Other', to: 'none', count: 0 },
    ],
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(/^Not drawn: gpt-4o → gpt-4o \(9 conversations\), loops; /)).toBeVisible();
    await expect(canvas.getByText(/and 2 more, all in the table/)).toBeVisible();
  },
};

export const HugeAndTiny: Story = {
  args: {
    data: [
      { from: 'in', to: 'large', count: 4_200_000_000 },
      { from: 'in', to: 'small', count: 3 },
      { from: 'small', to: 'smaller', count: 1 },
      { from: 'large', to: 'out', count: 4_100_000_000 },
    ],
  },
};

export const LongNames: Story = {
  args: {
    data: conversations.map((row) => ({
      ...row,
      from: row.from === 'gpt-4o' ? 'accounts/fine-tune-lab/models/support-8b-dpo-2026-11-12' : row.from,
      to: row.to === 'gpt-4o' ? 'accounts/fine-tune-lab/models/support-8b-dpo-2026-11-12' : row.to,
    })),
  },
  parameters: { width: 520 },
};

/** Two hundred links: the largest names stay, every number is a press away. */
export const TwoHundredLinks: Story = { args: { data: manyFlows() } };
/**
 * Many thin nodes, long names of wide letters, tiny and equal flows: no two labels overlap, and each stands out from the ribbons below it.
 */
export const HardLabels: Story = { args: { data: hardFlows() }, play: ({ canvasElement }) => standOut(canvasElement) };
export const HardLabelsDark: Story = { ...HardLabels, globals: { theme: 'dark' } };
/** Names that do not fit are read by pointing at their node, and stand in the table. */
export const HardLabelsNarrow: Story = {
  args: { data: hardFlows() },
  parameters: { width: 330 },
  play: async ({ canvas, canvasElement }) => {
    standOut(canvasElement);
    canvas.getByRole('slider').focus();
    await userEvent.keyboard('{Home}');
    await waitFor(() => expect(canvas.getByText('accounts/fine-tune-lab/models/support-8b-dpo-2026-11-12')).toBeVisible());
  },
};
/** Eight columns on a phone scroll inside their panel. */
export const DeepAndNarrow: Story = {
  args: { data: Array.from({ length: 7 }, (_, place) => ({ from: `step ${place + 1}`, to: `step ${place + 2}`, count: 90 - place * 12 })) },
  parameters: { width: 330 },
};

export const ReadByKeyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Conversations by path' });
    reader.focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Refunds, conversations, out 2,016, of all 52\.4/));
    await userEvent.keyboard('{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Refunds → gpt-4o, conversations 1,204, of all 31\.3/));
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^gpt-4o → escalated, conversations 312, of all 8\.1\s%/));
    await expect(canvasElement.querySelectorAll('.uk-flow-link:not([data-away])')).toHaveLength(3);
    await userEvent.keyboard('{Enter}');
    await expect(canvas.getByRole('group', { name: 'Pinned: gpt-4o → escalated' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(canvasElement.querySelector('.uk-tooltip')).toBeNull());
    await expect(canvasElement.querySelectorAll('[data-away]')).toHaveLength(0);
  },
};

export const OpensByPress: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas }) => {
    canvas.getByRole('slider').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    await expect(args.onOpen).toHaveBeenCalledWith([conversations[0]]);
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Conversations by path as table' }));
    await expect(canvas.getAllByRole('row')).toHaveLength(conversations.length + 1);
    await expect(canvas.getByRole('row', { name: /gpt-4o escalated 312 8\.1/ })).toBeVisible();
  },
};
