import type { Meta, StoryObj } from '@storybook/react-vite';
import { createRef } from 'react';
import { expect, userEvent } from 'storybook/test';
import type { ChartHandle } from '../../frame/chart-frame.tsx';
import { Panel } from '../../frame/panel.tsx';
import { forecastDays } from '../../stories/made-up-training.ts';
import type { ForecastDay } from '../../stories/made-up-training.ts';
import { DAY } from '../../stories/made-up.ts';
import { ForecastFan } from './forecast-fan.tsx';
import type { ForecastFanProps } from './forecast-fan.tsx';

const bands: ForecastFanProps<ForecastDay>['bands'] = [
  { level: 0.5, low: (day) => day.low50, high: (day) => day.high50 },
  { level: 0.8, low: (day) => day.low80, high: (day) => day.high80 },
  { level: 0.95, low: (day) => day.low95, high: (day) => day.high95 },
];

/**
 * What came, and from now on what to expect with how much certainty. Use it for costs, volumes, drift. What had been forecast
 * before stands behind what came, and a score says how far to trust the bands. Not for a forecast without bands (a dashed line).
 */
const meta = {
  title: 'Charts/Forecast fan',
  component: ForecastFan<ForecastDay>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Cost forecast',
    data: forecastDays(),
    x: { of: (day) => day.startedAt, label: 'Day', bucketMs: DAY },
    y: { label: 'Cost', unit: 'usd', baseline: 'zero' },
    actual: (day) => day.actualUsd,
    median: (day) => day.medianUsd,
    bands,
    earlierLabel: 'forecast a week before',
    limit: { value: 380, label: 'budget $380 a day' },
  },
  render: (args) => (
    <Panel title={args.title} hint="per day, $, with 50, 80 and 95 % bands">
      <ForecastFan {...args} />
    </Panel>
  ),
} satisfies Meta<typeof ForecastFan<ForecastDay>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const WithBudget: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const BudgetOutOfReach: Story = { args: { limit: { value: 900, label: 'budget $900 a day' } } };
export const BeyondBudget: Story = { args: { limit: { value: 250, label: 'budget $250 a day' } } };
export const BandsTooNarrow: Story = { args: { data: forecastDays(60, 30, { noisy: 2.6 }) } };
export const WithoutBackTest: Story = {
  args: {
    data: forecastDays().map((day) =>
      day.actualUsd === null
        ? day
        : { ...day, medianUsd: null, low50: null, high50: null, low80: null, high80: null, low95: null, high95: null },
    ),
  },
};
export const MissingDays: Story = {
  args: { data: forecastDays().map((day, place) => (place > 20 && place < 27 ? { ...day, actualUsd: null } : day)) },
};
export const OnlyAhead: Story = { args: { data: forecastDays(0, 30) } };
export const NoRows: Story = { args: { data: [] } };
export const OneRow: Story = { args: { data: forecastDays(1, 0) } };
export const FiveYears: Story = { args: { data: forecastDays(1700, 125), limit: undefined } };

export const ReadByKeyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Cost forecast' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^14 Sept?, actual .*had been forecast .*80\s% band/));
    await userEvent.keyboard('{End}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/median .*95\s% band/));
    await expect(reader).not.toHaveAttribute('aria-valuetext', expect.stringContaining('actual'));
    await expect(canvas.getByRole('list', { name: 'Notes on Cost forecast' })).toHaveTextContent(
      /The median reaches budget \$380 a day on \d+ \w+/,
    );
    await expect(canvas.getByRole('list', { name: 'Notes on Cost forecast' })).toHaveTextContent(
      /80 % band held .* of 60 days: as it should/,
    );
    await expect(canvasElement.querySelector('.uk-frame-body .uk-hidden')).toHaveTextContent(/Forecast for 12 Dec: median/);
  },
};

export const AsTable: Story = {
  args: { data: forecastDays(20, 10) },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Cost forecast as table' }));
    await expect(canvas.getByRole('columnheader', { name: /80\s%\shigh/ })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(31);
  },
};

const saved = createRef<ChartHandle>();

/** What stands beneath the drawing is in the saved picture, its marks too. */
export const SavedWithItsNotes: Story = {
  args: { handle: saved, caption: 'Forecast of 13 Nov' },
  play: async ({ canvas }) => {
    const notes = canvas.getAllByRole('listitem').filter((item) => item.closest('.uk-remarks') !== null);
    await expect(notes.length).toBeGreaterThan(2);
    const picture = new DOMParser().parseFromString((await saved.current?.toSvg()) ?? '', 'image/svg+xml');
    await expect(picture.querySelector('parsererror')).toBeNull();
    const lines = Array.from(picture.querySelectorAll('text'), (text) => text.textContent)
      .join(' ')
      .replaceAll(/\s+/g, ' ');
    for (const note of notes) await expect(lines).toContain((note.textContent ?? '').replaceAll(/\s+/g, ' '));
    await expect(lines).toContain('Forecast of 13 Nov');
    const marks = [...picture.querySelectorAll('rect')].filter(
      (rect) => rect.getAttribute('width') === '6' && rect.getAttribute('height') === '6',
    );
    await expect(marks).toHaveLength(notes.length);
  },
};
