import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { cohortWeeks } from '../../stories/made-up-cohorts.ts';
import type { CohortWeek } from '../../stories/made-up-cohorts.ts';
import { CohortGrid } from './cohort-grid.tsx';

/**
 * Who comes back: cohorts by the week of their first use, and what is left of each week after week. Read down a column to see whether
 * newer cohorts do better. Not for one number over time (line), nor for steps of a task (funnel).
 */
const meta = {
  title: 'Charts/Cohort grid',
  component: CohortGrid<CohortWeek>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Retention',
    data: cohortWeeks(12),
    cohort: { of: (row) => row.startedAt, label: 'first used' },
    period: { of: (row) => row.week, label: 'week' },
    active: { of: (row) => row.activeCount, label: 'users' },
    size: (row) => row.userCount,
    isPartial: (row) => row.isRunning,
  },
  render: (args) => (
    <Panel title={args.title} hint="share of users active again, by week of first use">
      <CohortGrid {...args} />
    </Panel>
  ),
} satisfies Meta<typeof CohortGrid<CohortWeek>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Weeks: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { args: { data: cohortWeeks(8) }, parameters: { width: 330 } };
export const Many: Story = { args: { data: cohortWeeks(24) } };
export const OneCohort: Story = { args: { data: cohortWeeks(1) } };
export const NoCohorts: Story = { args: { data: [] } };
export const Gaps: Story = {
  args: {
    data: cohortWeeks(8).map((row) => (row.week === 3 || (row.userCount % 7 === 0 && row.week > 1) ? { ...row, activeCount: null } : row)),
  },
};

/** Arrows go from cell to cell; a cell says its share, and how many of how many. */
export const ReadByKeyboard: Story = {
  play: async ({ canvas }) => {
    canvas.getByRole('gridcell', { name: /^3 Aug, 0: 100.0.%/ }).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    await expect(canvas.getByRole('gridcell', { name: /^10 Aug, 1: \d+\.\d.%, \d+ of \d+ users/ })).toHaveFocus();
    await userEvent.keyboard('{End}{ArrowLeft}');
    await expect(canvas.getByRole('gridcell', { name: /^10 Aug, 10: .*so far/ })).toHaveFocus();
  },
};

/** The same shape as a table, with the size of each cohort. */
export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Retention as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'n' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(14);
    await expect(canvas.getByRole('rowheader', { name: 'Mean' })).toBeVisible();
  },
};
