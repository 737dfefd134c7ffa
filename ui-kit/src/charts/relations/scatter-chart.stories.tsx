import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, fn, userEvent, waitFor } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { models, noise } from '../../stories/made-up.ts';
import { ScatterChart } from './scatter-chart.tsx';

interface Run {
  readonly id: string;
  readonly model: string;
  readonly usd: number;
  readonly share: number | null;
}

function runs(count: number): Run[] {
  const next = noise(31);
  return Array.from({ length: count }, (_, place) => {
    const usd = 0.5 + next() * 5;
    return {
      id: `run-${place + 1}`,
      model: models[place % 3] ?? '',
      usd,
      share: next() < 0.02 ? null : Math.min(0.98, 0.6 + 0.07 * Math.log(usd * 3) + (2 - (place % 3)) * 0.03 + (next() - 0.5) * 0.08),
    };
  });
}

/**
 * Two numbers of each run, model or conversation against each other. Not for change over time (line).
 * With one number, use a histogram; with more than two, parallel coordinates.
 */
const meta = {
  title: 'Charts/Scatter',
  component: ScatterChart<Run>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Success against cost',
    data: runs(90),
    name: (run) => run.id,
    series: (run) => run.model,
    x: { of: (run) => run.usd, label: 'Cost per 1k', unit: 'usd' },
    y: { of: (run) => run.share, label: 'Success rate', unit: 'share', baseline: 'data' },
  },
  render: (args) => (
    <Panel title={args.title} hint="per run, share of judged, $ per 1k">
      <ScatterChart {...args} />
    </Panel>
  ),
} satisfies Meta<typeof ScatterChart<Run>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const ByModel: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
/** Cost spans three decades: a log scale shows the cheap ones, too. */
export const LogX: Story = {
  args: {
    data: runs(300).map((run, place) => ({ ...run, usd: run.usd * 10 ** ((place % 4) - 2) })),
    x: { of: (run) => run.usd, label: 'Cost per 1k', unit: 'usd', scale: 'log' },
  },
};

/** Gains and losses over many sizes, on both sides of zero. */
export const SymlogY: Story = {
  args: {
    data: runs(300).map((run, place) => ({ ...run, share: run.share === null ? null : (run.share - 0.7) * 10 ** (place % 4) })),
    y: { of: (run) => run.share, label: 'Gain', unit: 'number', baseline: 'data', scale: 'symlog' },
    title: 'Gain against cost',
  },
};

export const HugeAndTiny: Story = {
  args: {
    data: runs(40).map((run, place) => ({
      ...run,
      usd: run.usd * 1e9,
      share: run.share === null ? null : run.share * 1e-9 * (place % 2 === 0 ? -1 : 1),
    })),
    y: { of: (run) => run.share, label: 'Drift', unit: 'number', baseline: 'data' },
    title: 'Drift against cost',
  },
};

/** Not an arg: a story's args are copied on every change, and these would take longer to copy than to draw. */
let crowd: readonly Run[] = [];
const ofCrowd =
  (count: number): NonNullable<Story['render']> =>
  (args) => {
    if (crowd.length !== count) crowd = runs(count);
    return (
      <Panel title={args.title} hint="per run, share of judged, $ per 1k">
        <ScatterChart {...args} data={crowd} />
      </Panel>
    );
  };

/** Without this a story's page writes every row out as its source. */
const withoutSource = { docs: { source: { type: 'code' } } };

export const TwoHundredThousand: Story = { render: ofCrowd(200_000), parameters: withoutSource };

/** How much of the drawing has ink, 0–1, and its mean colour. */
function inkOf(element: HTMLElement): { readonly share: number; readonly blue: number } {
  const canvas = element.querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (canvas === null || context === null || context === undefined) return { share: 0, blue: 0 };
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let [inked, blue] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] as number) === 0) continue;
    inked += 1;
    blue += data[at + 2] as number;
  }
  return { share: inked / (data.length / 4), blue: inked === 0 ? 0 : blue / inked };
}

/** A crowd is drawn on canvas: it has ink, reads by pointer and keyboard as ever, and follows the theme without a render. */
export const FiftyThousand: Story = {
  render: ofCrowd(50_000),
  parameters: withoutSource,
  play: async ({ canvas, canvasElement }) => {
    const light = inkOf(canvasElement);
    await expect(light.share).toBeGreaterThan(0.2);
    const ground = canvasElement.querySelector<HTMLElement>('.story-ground');
    const theme = ground?.dataset['theme'] ?? 'light';
    if (ground !== null) ground.dataset['theme'] = theme === 'light' ? 'dark' : 'light';
    await waitFor(() => expect(Math.abs(inkOf(canvasElement).blue - light.blue)).toBeGreaterThan(5));
    if (ground !== null) ground.dataset['theme'] = theme;
    await waitFor(() => expect(inkOf(canvasElement).blue).toBeCloseTo(light.blue, 0));
    const reader = canvas.getByRole('slider');
    const box = reader.getBoundingClientRect();
    await fireEvent.pointerMove(reader, { clientX: box.left + box.width / 2, clientY: box.top + box.height / 3 });
    await waitFor(() => expect(canvasElement.querySelector('.uk-tooltip')).toHaveTextContent(/run-\d+/));
    reader.focus();
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('Cost per 1k'));
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Success against cost as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'Cost per 1k' })).toBeVisible();
    await expect(canvas.getAllByRole('row').length).toBeGreaterThan(80);
  },
};
export const NoPoints: Story = { args: { data: [] } };
export const OnePoint: Story = { args: { data: runs(1) } };

/** Arrows go from point to point along the x axis; Enter opens the one that is read. */
export const OpensByKeyboard: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas }) => {
    const reader = canvas.getByRole('slider');
    reader.focus();
    await userEvent.keyboard('{Home}{ArrowRight}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringContaining('Cost per 1k'));
    await userEvent.keyboard('{Enter}');
    await expect(args.onOpen).toHaveBeenCalledTimes(1);
  },
};
