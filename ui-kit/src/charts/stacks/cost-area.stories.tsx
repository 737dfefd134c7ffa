import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { DAY, modelDays, start } from '../../stories/made-up.ts';
import type { ModelDay } from '../../stories/made-up.ts';
import { CostArea } from './cost-area.tsx';

/**
 * What is spent on what: the largest by name, the rest together; bars or areas, amounts or shares, a budget and a forecast tail.
 * Not for one cost alone (a line), nor to compare two of its parts (lines).
 */
const meta = {
  title: 'Charts/Cost area',
  component: CostArea<ModelDay>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Cost by model',
    data: modelDays(40),
    x: { of: (day) => day.startedAt, label: 'Day', bucketMs: DAY },
    y: { of: (day) => day.costUsd, label: 'Cost', unit: 'usd' },
    series: (day) => day.model,
    forecastFrom: start + 30 * DAY,
    budget: { value: 170, label: 'budget $170 a day' },
  },
  render: (args) => (
    <Panel title={args.title} hint="per day, $">
      <CostArea {...args} />
    </Panel>
  ),
} satisfies Meta<typeof CostArea<ModelDay>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const BudgetAndForecast: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const Areas: Story = { args: { view: { shape: 'area' } } };
export const Shares: Story = { args: { view: { as: 'share' } } };
export const Quarter: Story = {
  args: {
    data: modelDays(
      120,
      Array.from({ length: 14 }, (_, place) => `model-${place + 1}`),
    ),
    forecastFrom: start + 90 * DAY,
    budget: undefined,
    top: 5,
  },
};
export const NothingSpent: Story = { args: { data: [] } };
export const OneDay: Story = { args: { data: modelDays(1), forecastFrom: undefined } };

const onView = fn();

export const Switches: Story = {
  args: { onView },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.uk-stack-segment').length).toBeGreaterThan(100);
    canvas.getByRole('radio', { name: 'Bars' }).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect(onView).toHaveBeenLastCalledWith({ shape: 'area', as: 'amount' });
    await expect(canvasElement.querySelectorAll('.uk-surface')).toHaveLength(3);
    await userEvent.click(canvas.getByRole('radio', { name: 'Share' }));
    await expect(canvasElement.querySelector('.uk-axis')).toHaveTextContent('100%');
  },
};

export const ReadByKeyboard: Story = {
  play: async ({ canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Cost by model' });
    reader.focus();
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^29 Nov, total .*forecast$/));
    await expect(canvas.getByRole('list', { name: 'Notes on the sum of Cost by model' })).toHaveTextContent(
      /with the forecast.*Above budget \$170 a day in \d+ of 30/,
    );
  },
};

export const AsTable: Story = {
  args: { data: modelDays(12), forecastFrom: start + 9 * DAY },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Cost by model as table' }));
    await expect(canvas.getAllByRole('row')).toHaveLength(13);
  },
};
