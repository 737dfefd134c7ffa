import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { standOut } from '../../stories/labels.ts';
import { Panel } from '../../frame/panel.tsx';
import { DAY, start } from '../../stories/made-up.ts';
import { hardVersions } from '../../stories/made-up-labels.ts';
import { manyVersions, versions } from '../../stories/made-up-versions.ts';
import type { VersionRow } from '../../stories/made-up-versions.ts';
import { ModelEvolution } from './model-evolution.tsx';

/**
 * How versions of a model came from each other: what was made from what, when, whether it was better than its parent, and where it
 * went. Not for what ran when (timeline), nor for one metric over many checkpoints (line).
 */
const meta = {
  title: 'Charts/Model evolution',
  component: ModelEvolution<VersionRow>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Versions',
    data: versions,
    id: (row) => row.id,
    name: (row) => row.id,
    parents: (row) => row.from,
    at: (row) => row.madeAt,
    kind: (row) => row.kind,
    metric: { of: (row) => row.success, label: 'Success rate', unit: 'share', better: 'higher', noiseUpTo: 0.004 },
    promotions: (row) => row.promotions ?? [],
  },
  render: (args) => (
    <Panel title={args.title} hint="success rate, against what it was made from">
      <ModelEvolution {...args} />
    </Panel>
  ),
} satisfies Meta<typeof ModelEvolution<VersionRow>>;

export default meta;

const lineageStandsOut = (root: Element) => {
  for (const node of root.querySelectorAll('.uk-lineage-node')) standOut(node);
};
type Story = StoryObj<typeof meta>;

export const Lineage: Story = { args: { selectedId: 'dpo-r3' } };
export const Dark: Story = { ...Lineage, globals: { theme: 'dark' } };
/** Lineages longer than a phone is wide scroll inside their panel. */
export const Narrow: Story = { ...Lineage, parameters: { width: 330 } };
/** Changes that chance may explain have no verdict. */
export const NotDecisive: Story = {
  args: {
    metric: { of: (row) => row.success, label: 'Success rate', unit: 'share', better: 'higher', isSure: (row) => row.kind === 'sft' },
  },
  play: async ({ canvasElement }) => {
    const words = [...canvasElement.querySelectorAll('.uk-lineage-node')].map((node) => node.textContent ?? '');
    await expect(words.some((text) => text.includes('≈'))).toBe(true);
    await expect(words.some((text) => text.includes('▲') || text.includes('▼'))).toBe(true);
  },
};
export const NoVersions: Story = { args: { data: [] } };
export const OneVersion: Story = { args: { data: versions.slice(0, 1) } };
export const SixtyVersions: Story = { args: { data: manyVersions() } };
/** Made within minutes of each other: moved apart as far as needed to be distinguished. */
export const WithinMinutes: Story = {
  args: { data: versions.map((row, place) => ({ ...row, madeAt: new Date(place < 5 ? start + place * 60_000 : row.madeAt) })) },
};

/** Neighbours an hour apart with long names, numbers and stages. */
export const HardLabels: Story = { args: { data: hardVersions }, play: ({ canvasElement }) => lineageStandsOut(canvasElement) };
export const HardLabelsDark: Story = { ...HardLabels, globals: { theme: 'dark' } };
export const HardLabelsNarrow: Story = { ...HardLabels, parameters: { width: 330 } };

/** Parents that are not there, a loop, and a child dated before its parent: drawn as far as possible, with a note. */
export const NotAllFits: Story = {
  args: {
    data: [
      ...versions,
      { id: 'adapter', from: ['gone-r7'], madeAt: new Date(start + 10 * DAY), kind: 'sft', success: 0.81 },
      { id: 'loop-a', from: ['loop-b'], madeAt: new Date(start + 19 * DAY), kind: 'sft', success: 0.82 },
      { id: 'loop-b', from: ['loop-a'], madeAt: new Date(start + 21 * DAY), kind: 'sft', success: null },
      { id: 'early', from: ['dpo-r3'], madeAt: new Date(start + 12 * DAY), kind: 'dpo', success: 0.86 },
    ],
  },
  play: async ({ canvas }) => {
    await expect(
      canvas.getByText(/^adapter was made from gone-r7, which is not here; loop-b → loop-a would make a version its own ancestor/),
    ).toBeVisible();
    await expect(canvas.getByText(/early is dated before dpo-r3/, { selector: '.uk-lineage-says' })).toBeVisible();
  },
};

export const ReadByKeyboard: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Versions' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^llama-3\.1-8b, base 21 Oct 00:00, Success rate 74\.2\s%, made from nothing here$/),
    );
    await userEvent.keyboard('{ArrowRight}');
    await expect(reader).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^sft-r1, .*against llama-3\.1-8b up 5\.9\spt, better, staging 25 Oct 12:00, production 27 Oct 00:00/),
    );
    await userEvent.keyboard('{End}{ArrowLeft}');
    await expect(reader).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/against dpo-r3 up 1\.2\spt, better, against tools-sft up 7\.9\spt, better.*merged from dpo-r3, tools-sft/),
    );
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    await expect(args.onOpen).toHaveBeenCalledWith(versions[5]);
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Versions as table' }));
    await expect(canvas.getByRole('row', { name: /^dpo-r2 dpo 5 Nov 00:00 dpo-r1 83\.1\s% down 0\.7\spt, worse/ })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(versions.length + 1);
  },
};
