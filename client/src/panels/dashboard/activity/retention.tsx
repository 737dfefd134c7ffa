import { CohortGrid } from 'ui-kit/cohort-grid';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { formatTime, useLocale } from 'ui-kit/format';
import { useMemo } from 'react';
import { keepView } from '../../../controls/use-view.ts';
import type { View } from '../../../controls/view.ts';
import type { RetentionPanelFragment } from '../../../graphql/generated/graphql.ts';
import { useHour } from '../../../primitives/clock.ts';
import { Change } from '../../analytics/change.tsx';
import { analyticsPanel } from '../panel.ts';
import { cellSearch, cohortCells } from './cohort-cells.ts';
import type { Cell, Cohorts } from './cohort-cells.ts';

const cohort = { of: (cell: Cell) => cell.startedAt, label: 'First week' };
const period = { of: (cell: Cell) => cell.week, label: 'week' };
const active = { of: (cell: Cell) => cell.userCount, label: 'users' };
const sizeOf = (cell: Cell): number => cell.size;
const isPartial = (cell: Cell): boolean => cell.isPartial;

/** Who comes back. */
export const retention = analyticsPanel<RetentionPanelFragment, RetentionPanelFragment>({
  id: 'retention',
  title: 'Retention',
  section: 'activity',
  about: 'Users by the week of their first message, and the share that came back in each week after',
  flag: 'withRetention',
  size: { columns: 12, heightPx: 260 },
  filters: 'all',
  permission: 'READ',
  empty: { says: 'No message here names a user.', how: 'Send userId with each message.' },
  read: (data) => (data.retention.length === 0 ? null : data),
  hint: () => 'users by the week of their first message, share with a message in each week after',
  aside: ({ retentionComparison: change }) => <Change of={change} unit="share" label="in week 1" />,
  draw: ({ retention: cohorts }, { filter }) => <Grid cohorts={cohorts} from={filter.from ?? null} to={filter.to ?? null} />,
  table: ({ retention: cohorts }) => [
    ['firstWeek', 'users', 'week', 'active'],
    ...cohorts.flatMap(({ startedAt, userCount, weeks }) => weeks.map(({ week, userCount: came }) => [startedAt, userCount, week, came])),
  ],
});

interface GridProps {
  readonly cohorts: Cohorts;
  readonly from: string | null;
  readonly to: string | null;
}

function Grid({ cohorts, from, to }: GridProps) {
  const now = useHour();
  const cells = useMemo(() => cohortCells(cohorts, to === null ? now : Math.min(now, Date.parse(to))), [cohorts, to, now]);
  const locale = useLocale();
  const navigate = useNavigate();
  // Users are of one cohort: where the page is about one already, a cell of it would be another.
  const { cohort: chosen }: View = useSearch({ strict: false });
  const onOpen = ({ cohort: name, period: week }: { readonly cohort: string; readonly period: number }) => {
    const found = cells.find((cell) => cell.week === week && formatTime(cell.startedAt, 'day', locale) === name);
    if (found === undefined || found.userCount === 0) return;
    const window = { from, to };
    void navigate({
      to: '/messages',
      search: (held) => ({ ...keepView(held), role: 'ASSISTANT' as const, ...cellSearch(found, window, locale.timeZone) }),
    });
  };
  return (
    <CohortGrid
      title="Retention"
      data={cells}
      cohort={cohort}
      period={period}
      active={active}
      size={sizeOf}
      isPartial={isPartial}
      onOpen={chosen === undefined ? onOpen : undefined}
    />
  );
}
