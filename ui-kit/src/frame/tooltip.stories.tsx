import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { LineChart } from '../charts/lines/line-chart.tsx';
import { DAY, modelDays } from '../stories/made-up.ts';
import type { ModelDay } from '../stories/made-up.ts';
import { Panel } from './panel.tsx';

const x = { of: (day: ModelDay) => day.startedAt, label: 'Day', bucketMs: DAY };
const y = { of: (day: ModelDay) => day.successShare, label: 'Success rate', unit: 'share', baseline: 'data' } as const;

function Models({ count, height = 200 }: { readonly count: number; readonly height?: number }) {
  const days = modelDays(
    30,
    Array.from({ length: count }, (_, place) => `model-${place + 1}`),
  );
  return (
    <Panel title="Success rate" hint="share of judged">
      <LineChart title="Success rate" data={days} x={x} y={y} series={(day) => day.model} height={height} />
    </Panel>
  );
}

/**
 * What is known at one place of the x axis: highest first, twelve rows, all of them when it is pinned. It can be entered, pinned and
 * dismissed.
 */
const meta = { title: 'Frame/Tooltip', component: Models, args: { count: 4 } } satisfies Meta<typeof Models>;
export default meta;
type Story = StoryObj<typeof meta>;

const read = async (canvas: ReturnType<typeof within>, keys: string) => {
  canvas.getByRole('slider', { name: 'Read Success rate' }).focus();
  await userEvent.keyboard(keys);
};
const tooltip = (element: HTMLElement) => {
  const found = element.querySelector<HTMLElement>('.uk-tooltip');
  if (found === null) throw new Error('no tooltip');
  return found;
};

export const AtTheLeftEdge: Story = { play: async ({ canvas }) => read(canvas, '{Home}') };
export const AtTheRightEdge: Story = {
  play: async ({ canvas, canvasElement }) => {
    await read(canvas, '{End}');
    const [frame, box] = [canvasElement.querySelector('.uk-plot')?.getBoundingClientRect(), tooltip(canvasElement).getBoundingClientRect()];
    await expect(box.right).toBeLessThanOrEqual((frame?.right ?? 0) + 0.5);
    await expect(box.left).toBeGreaterThanOrEqual((frame?.left ?? 0) - 0.5);
  },
};
export const Narrow: Story = {
  parameters: { width: 330 },
  play: async ({ canvas, canvasElement }) => {
    await read(canvas, '{Home}{PageDown}{PageDown}');
    await expect(tooltip(canvasElement).getBoundingClientRect().right).toBeLessThanOrEqual(330);
  },
};
export const Dark: Story = { globals: { theme: 'dark' }, play: async ({ canvas }) => read(canvas, '{Home}{Enter}') };

/** Twelve rows and how many there are beyond; pinned, all forty, in a part that scrolls. */
export const FortySeries: Story = {
  args: { count: 40 },
  play: async ({ canvas, canvasElement }) => {
    await read(canvas, '{Home}{PageDown}');
    await expect(tooltip(canvasElement).querySelectorAll('tr')).toHaveLength(12);
    await expect(tooltip(canvasElement)).toHaveTextContent('and 28 more');
    await userEvent.keyboard('{Enter}');
    await expect(tooltip(canvasElement).querySelectorAll('tr')).toHaveLength(40);
    const rows = tooltip(canvasElement).querySelector('.uk-tooltip-rows');
    await expect(rows?.scrollHeight).toBeGreaterThan(rows?.clientHeight ?? 0);
    await expect(rows).toHaveAttribute('tabindex', '0');
  },
};

/** At the foot of the window it moves up instead of being cut off. */
export const AtTheFootOfTheWindow: Story = {
  args: { count: 12, height: 120 },
  render: (args) => (
    <>
      <div style={{ height: 500 }} />
      <Models {...args} />
    </>
  ),
  play: async ({ canvas, canvasElement }) => {
    await read(canvas, '{Home}{PageDown}');
    await expect(tooltip(canvasElement).getBoundingClientRect().bottom).toBeLessThanOrEqual(window.innerHeight);
  },
};
