import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { DAY, modelDays } from '../../stories/made-up.ts';
import type { ModelDay } from '../../stories/made-up.ts';
import { SmallMultiples } from './small-multiples.tsx';

const names = ['support-8b-dpo', 'support-8b-sft', 'llama-3.1-8b', 'mistral-7b', 'gpt-4o-mini', 'qwen2.5-7b', 'phi-4'];

/**
 * One small chart per key on the same axes, with one crosshair over all: for more series than one drawing can hold apart. Not for
 * reading exact differences between two series; put those into one line chart.
 */
const meta = {
  title: 'Charts/Small multiples',
  component: SmallMultiples<ModelDay>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Cost by model',
    data: modelDays(30, names),
    by: (day) => day.model,
    x: { of: (day) => day.startedAt, label: 'Day', bucketMs: DAY },
    y: { of: (day) => day.costUsd, label: 'Cost', unit: 'usd', baseline: 'zero' },
  },
  render: (args) => (
    <Panel title={args.title} hint="per day, $, shared scale">
      <SmallMultiples {...args} />
    </Panel>
  ),
} satisfies Meta<typeof SmallMultiples<ModelDay>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const SharedScale: Story = {
  play: async ({ canvas, canvasElement }) => {
    canvas.getByRole('slider', { name: 'Read support-8b-dpo' }).focus();
    await userEvent.keyboard('{Home}{ArrowRight}');
    // The others follow, at the same day.
    const lines = [...canvasElement.querySelectorAll('.uk-crosshair')];
    await expect(lines).toHaveLength(7);
    await expect(lines.every((line) => !line.hasAttribute('data-off'))).toBe(true);
    const topTicks = [...canvasElement.querySelectorAll('.uk-plot')].map((plot) =>
      [...plot.querySelectorAll('.uk-axis text')].map((text) => text.textContent).join(' '),
    );
    await expect(new Set(topTicks).size).toBe(1);
    await expect(canvas.getByText('mistral-7b', { selector: 'figcaption span' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
  },
};
export const OwnScales: Story = { args: { hasOwnY: true } };
export const OneKey: Story = { args: { data: modelDays(30, ['support-8b-dpo']) } };
export const Empty: Story = { args: { data: [] } };
export const Narrow: Story = { parameters: { width: 330 } };
export const Dark: Story = { globals: { theme: 'dark' } };
