import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { quality } from '../../stories/made-up-measures.ts';
import type { Quality } from '../../stories/made-up-measures.ts';
import { Choice } from '../parts/choice.tsx';
import { DotPlot } from './dot-plot.tsx';
import { RadarChart } from './radar-chart.tsx';
import type { MeasuresProps } from './radar-chart.tsx';

/**
 * A few things over several measures on one scale: the quality of data sets, the scores of models by task. The first choice where a
 * radar comes to mind. Not for change over time (line), nor for measures of different units (a table).
 */
const meta = {
  title: 'Charts/Dot plot',
  component: DotPlot<Quality>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Data quality', data: quality(), measure: { of: (row) => row.measure, label: 'Measure' }, series: (row) => row.set,
    value: { of: (row) => row.share, label: 'Quality', unit: 'share' },
  },
  render: (args) => <Panel title={args.title} hint="share of examples, by version"><DotPlot {...args} /></Panel>,
} satisfies Meta<typeof DotPlot<Quality>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Versions: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
const interval = { of: (row: Quality) => row.share, low: (row: Quality) => row.low, high: (row: Quality) => row.high, label: 'Quality', unit: 'share' } as const;
export const WithIntervals: Story = { args: { data: quality(undefined, { hasIntervals: true }), value: interval } };
export const SortedByDifference: Story = { args: { data: quality(['support-v3', 'support-v1']), order: 'difference' } };
export const OneSeries: Story = { args: { data: quality(['support-v3']), order: 'value' } };
export const OneMeasure: Story = { args: { data: quality().filter((row) => row.measure === 'Unique') } };
export const NoRows: Story = { args: { data: [] } };
/** More than can be compared well: a note says so, and series are drawn up to the palette. */
export const ManySeries: Story = { args: { data: quality(Array.from({ length: 10 }, (_, place) => `set-${place + 1}`)) } };
export const NegativeAndHuge: Story = { args: { data: quality().map((row) => ({ ...row, share: row.share === null ? null : (row.share - 0.7) * 4e9 })), value: { of: (row) => row.share, label: 'Gain', unit: 'number' }, title: 'Gain' } };
export const Tiny: Story = { args: { data: quality(['support-v3', 'support-v2']).map((row) => ({ ...row, share: row.share === null ? null : row.share * 1e-7 })), value: { of: (row) => row.share, label: 'Drift', unit: 'number' }, title: 'Drift' } };
export const NotNumbers: Story = { args: { data: quality(['support-v3']).map((row, place) => ({ ...row, share: place === 2 ? Number.NaN : row.share })) } };

function DotsOrRadar(args: MeasuresProps<Quality>) {
  const [shape, setShape] = useState<'dots' | 'radar'>('dots');
  const switcher = <Choice label="Shape" options={[{ value: 'dots', label: 'Dots' }, { value: 'radar', label: 'Radar' }]} value={shape} onChange={setShape} />;
  return (
    <Panel title={args.title} hint="share of examples, by version" aside={switcher}>
      {shape === 'dots' ? <DotPlot {...args} /> : <RadarChart {...args} />}
    </Panel>
  );
}

/** Dots first; the shape around a centre for those who know it. */
export const DatasetQuality: Story = {
  render: (args) => <DotsOrRadar {...args} />,
  play: async ({ canvas, canvasElement }) => {
    await expect(canvasElement.querySelector('.uk-dots')).toBeVisible();
    await userEvent.click(canvas.getByRole('radio', { name: 'Radar' }));
    await expect(canvasElement.querySelector('.uk-radar')).toBeVisible();
  },
};

/** Arrows go from row to row; a row says all its numbers, and a missing one as such. */
export const ReadByKeyboard: Story = {
  play: async ({ canvas, canvasElement }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Data quality' });
    reader.focus();
    await userEvent.keyboard('{Home}{ArrowDown}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Diversity, support-v3 74\.0.%/));
    await userEvent.keyboard('{End}{ArrowUp}');
    await expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Language balance, .*support-v2 no data/));
    await expect(canvasElement.querySelector('.uk-tooltip')).toHaveTextContent('Language balance');
  },
};

export const AsTable: Story = {
  args: { data: quality(undefined, { hasIntervals: true }), value: interval },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Data quality as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'support-v2, low' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(8);
  },
};
