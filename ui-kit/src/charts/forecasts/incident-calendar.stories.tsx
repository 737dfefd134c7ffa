import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { foundIncidents } from '../../stories/made-up-training.ts';
import type { FoundIncident } from '../../stories/made-up-training.ts';
import { IncidentCalendar } from './incident-calendar.tsx';

const names = { low: 'info', medium: 'warning', high: 'critical' };

/**
 * Days by weeks with what happened on each: how often, and how bad. Use it for anomalies, alerts and outages, to see whether they come
 * in clusters or on certain days. Not for amounts that every day has (heatmap, bars).
 */
const meta = {
  title: 'Charts/Incident calendar',
  component: IncidentCalendar<FoundIncident>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Incidents',
    data: foundIncidents(),
    day: ({ day }) => day,
    severity: ({ severity }) => severity,
    from: '2026-08-16',
    to: '2026-11-15',
    severityNames: names,
    onOpen: fn(),
  },
  render: (args) => (
    <Panel title={args.title} hint="by the day on which they began">
      <IncidentCalendar {...args} />
    </Panel>
  ),
} satisfies Meta<typeof IncidentCalendar<FoundIncident>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Quarter: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const SundayFirst: Story = { args: { weekStart: 'sunday', selected: '2026-11-12' } };
export const Quiet: Story = { args: { data: [] } };
export const OneDay: Story = { args: { from: '2026-11-12', to: '2026-11-12' } };
export const NoDays: Story = { args: { from: '2026-11-12', to: '2026-11-01' } };
export const Year: Story = { args: { from: '2025-11-16' } };

/** Arrows move by days and weeks; Enter opens a day on which something happened, and no other. */
export const ReadByKeyboard: Story = {
  play: async ({ args, canvas }) => {
    canvas.getByRole('gridcell', { name: /^15 Nov: no incident/ }).focus();
    await userEvent.keyboard('{Enter}');
    await expect(args.onOpen).not.toHaveBeenCalled();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
    await expect(canvas.getByRole('gridcell', { name: '12 Nov: 2 incidents (1 critical, 1 warning)' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect(args.onOpen).toHaveBeenCalledWith('2026-11-12');
    await userEvent.keyboard('{ArrowLeft}{Home}');
    await expect(canvas.getByRole('gridcell', { name: /^16 Aug/ })).toHaveFocus();
  },
};

export const AsTable: Story = {
  args: { from: '2026-11-09' },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Incidents as table' }));
    await expect(canvas.getByRole('columnheader', { name: 'critical' })).toBeVisible();
    await expect(canvas.getAllByRole('row')).toHaveLength(8);
  },
};
