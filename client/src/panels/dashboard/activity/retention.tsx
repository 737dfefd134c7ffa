import { CohortGrid } from 'ui-kit/cohort-grid';
import { useMemo } from 'react';
import type { RetentionPanelFragment } from '../../../graphql/generated/graphql.ts';
import { useHour } from '../../../primitives/clock.ts';
import { analyticsPanel } from '../panel.ts';
import { cohortCells } from './cohort-cells.ts';
import type { Cell, Cohorts } from './cohort-cells.ts';

const cohort = { of: (cell: Cell) => cell.startedAt, label: 'First week' };
const period = { of: (cell: Cell) => cell.week, label: 'week' };
const active = { of: (cell: Cell) => cell.userCount, label: 'users' };
const sizeOf = (cell: Cell): number => cell.size;
const isPartial = (cell: Cell): boolean => cell.isPartial;

/** Who comes back. */
export const retention = analyticsPanel<RetentionPanelFragment, Cohorts>({
  id: 'retention',
  title: 'Retention',
  section: 'activity',
  about: 'Users by the week of their first message, and the share that came back in each week after',
  flag: 'withRetention',
  size: { columns: 12, heightPx: 260 },
  filters: 'all',
  permission: 'READ',
  empty: { says: 'No message here names a user.', how: 'Send userId with each message.' },
  read: (data) => (data.retention.length === 0 ? null : data.retention),
  hint: () => 'users by the week of their first message, share with a message in each week after',
  draw: (cohorts, { filter }) => <Grid cohorts={cohorts} to={filter.to ?? null} />,
  table: (cohorts) => [
    ['firstWeek', 'users', 'week', 'active'],
    ...cohorts.flatMap(({ startedAt, userCount, weeks }) => weeks.map(({ week, userCount: came }) => [startedAt, userCount, week, came])),
  ],
});

function Grid({ cohorts, to }: { readonly cohorts: Cohorts; readonly to: string | null }) {
  const now = useHour();
  const cells = useMemo(() => cohortCells(cohorts, to === null ? now : Math.min(now, Date.parse(to))), [cohorts, to, now]);
  return <CohortGrid title="Retention" data={cells} cohort={cohort} period={period} active={active} size={sizeOf} isPartial={isPartial} />;
}
