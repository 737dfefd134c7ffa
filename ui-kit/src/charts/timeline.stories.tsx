import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { Panel } from '../frame/panel.tsx';
import { DAY, start } from '../stories/made-up.ts';
import { seriesStyle } from '../theme/series.ts';
import { Timeline } from './timeline.tsx';

interface Version { readonly model: string; readonly name: string; readonly from: Date; readonly to: Date | 'open' | null; readonly success?: number }

const at = (day: number) => new Date(start + day * DAY);
const versions: Version[] = [
  { model: 'support-8b-sft', name: 'sft-r1', from: at(0), to: at(9), success: 0.79 }, { model: 'support-8b-sft', name: 'sft-r2', from: at(9), to: at(24), success: 0.82 },
  { model: 'support-8b-dpo', name: 'dpo-r1', from: at(6), to: at(14), success: 0.83 }, { model: 'support-8b-dpo', name: 'dpo-r2', from: at(12), to: at(21), success: 0.85 },
  { model: 'support-8b-dpo', name: 'dpo-r3', from: at(21), to: 'open', success: 0.88 },
  { model: 'releases', name: 'r1 to 10 %', from: at(7), to: null }, { model: 'releases', name: 'r2 to all', from: at(13.4), to: null }, { model: 'releases', name: 'r3 to all', from: at(22), to: null },
];

/** What happened when: versions and their life, runs, deployments, incidents. Not for numbers over time (line). */
const meta = {
  title: 'Charts/Timeline',
  component: Timeline<Version>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Model versions', data: versions, now: at(30), lane: { of: (version) => version.model, label: 'model' }, name: (version) => version.name,
    from: (version) => version.from, to: (version) => version.to, note: (version) => (version.success === undefined ? undefined : `${Math.round(version.success * 100)} %`),
  },
  render: (args) => <Panel title={args.title} hint="in use from, to, success rate"><Timeline {...args} /></Panel>,
} satisfies Meta<typeof Timeline<Version>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Versions: Story = { args: { styleOf: (version) => seriesStyle(version.model === 'releases' ? 3 : version.model.endsWith('dpo') ? 0 : 1) } };
export const Dark: Story = { ...Versions, globals: { theme: 'dark' } };
export const Narrow: Story = { ...Versions, parameters: { width: 360 } };
export const Nothing: Story = { args: { data: [] } };
export const OneMark: Story = { args: { data: versions.slice(5, 6) } };

export const OpensByKeyboard: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas }) => {
    canvas.getByRole('button', { name: /dpo-r3 · 88 %.*since 11 Nov/ }).focus();
    await userEvent.keyboard('{Enter}');
    await expect(args.onOpen).toHaveBeenCalledWith(versions[4]);
  },
};
