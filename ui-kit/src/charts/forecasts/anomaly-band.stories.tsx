import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { watchedHours } from '../../stories/made-up-training.ts';
import type { WatchedHour } from '../../stories/made-up-training.ts';
import { HOUR } from '../../stories/made-up.ts';
import { AnomalyBand } from './anomaly-band.tsx';

const first = Date.UTC(2026, 10, 15);

/**
 * A number inside what is expected of it, with what lies outside marked and listed. Use it for rates and latencies that are
 * watched. Hours with few replies are hatched and not judged. Not for fixed limits (thresholds of a line chart).
 */
const meta = {
  title: 'Charts/Anomaly band',
  component: AnomalyBand<WatchedHour>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Failed replies',
    data: watchedHours(),
    x: { of: (hour) => hour.startedAt, label: 'Hour', bucketMs: HOUR },
    y: { of: (hour) => hour.failShare, label: 'Failures', unit: 'share', baseline: 'zero' },
    expected: { low: (hour) => hour.lowShare, high: (hour) => hour.highShare },
    count: { of: (hour) => hour.replyCount, least: 20, label: 'replies' },
  },
  render: (args) => (
    <Panel title={args.title} hint="per hour, share of replies">
      <AnomalyBand {...args} />
    </Panel>
  ),
} satisfies Meta<typeof AnomalyBand<WatchedHour>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Found: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
const known = [
  {
    key: 'a1',
    from: first + 82 * HOUR,
    to: first + 88 * HOUR,
    severity: 'high' as const,
    text: 'failures 5.2 %, expected up to 2.4 %',
    why: 'provider errors 529 in eu-west',
  },
  {
    key: 'a2',
    from: first + 40 * HOUR,
    severity: 'medium' as const,
    text: 'failures 4.1 %, expected up to 3.0 %',
    why: 'one customer, 14 of 21 failures',
  },
];
export const Known: Story = { args: { anomalies: known } };
/** Where a detector judges, its marks are drawn: a value a little outside the band is none. */
export const JudgedElsewhere: Story = {
  args: {
    isOut: (hour) => hour.startedAt.getTime() >= first + 82 * HOUR && hour.startedAt.getTime() < first + 88 * HOUR,
    severityNames: { low: 'info', medium: 'warning', high: 'critical' },
  },
  play: async ({ canvas }) => {
    const list = canvas.getByRole('list', { name: 'Anomalies of Failed replies' });
    await expect(list).toHaveTextContent(/^critical18 Nov 10:00 – 18 Nov 15:00/);
    await expect(list.querySelectorAll('li')).toHaveLength(1);
  },
};
export const NothingFound: Story = { args: { data: watchedHours(36) } };
export const MissingHours: Story = {
  args: { data: watchedHours().map((hour, place) => (place > 50 && place < 60 ? { ...hour, failShare: null } : hour)) },
};
export const NoRows: Story = { args: { data: [] } };
export const OneRow: Story = { args: { data: watchedHours(1) } };
export const AllFew: Story = { args: { count: { of: (hour) => hour.replyCount, least: 5000, label: 'replies' } } };
export const WithoutCounts: Story = { args: { count: undefined } };
export const ManyHours: Story = { args: { data: watchedHours(6000) } };

const onOpen = fn();

/** The list is reached by Tab and opens what is pressed. */
export const OpensFromTheList: Story = {
  args: { anomalies: known, onOpen },
  play: async ({ canvas }) => {
    const [worst] = canvas.getAllByRole('button', { name: /expected up to/ });
    await expect(worst).toHaveTextContent(/^high18 Nov 10:00 – 18 Nov 15:00/);
    worst?.focus();
    await userEvent.keyboard('{Enter}');
    await expect(onOpen).toHaveBeenCalledWith('a1');
  },
};

export const ReadByKeyboard: Story = {
  play: async ({ canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Failed replies' });
    reader.focus();
    await userEvent.keyboard('{Home}');
    await expect(reader).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/15 Nov.*Failures .*expected .* to .*\d+ replies, too few to judge/),
    );
    await expect(canvas.getByRole('list', { name: 'Anomalies of Failed replies' })).toHaveTextContent(/high.*Failures .*expected up to/);
  },
};

export const AsTable: Story = {
  args: { data: watchedHours().slice(70, 96) },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Failed replies as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'expected to' })).toBeVisible();
    await expect(canvas.getAllByRole('cell', { name: 'not judged' }).length).toBeGreaterThan(3);
    await expect(canvas.getAllByRole('cell', { name: 'high' }).length).toBeGreaterThan(3);
  },
};
