import { useMemo } from 'react';
import { useLocale } from 'ui-kit/format';
import { IncidentCalendar } from 'ui-kit/incident-calendar';
import { Panel } from 'ui-kit/panel';
import { useSettings } from '../../controls/settings.ts';
import { AnomalyDaysDocument, AnomalyDetectedDocument } from '../../graphql/generated/graphql.ts';
import type { AnomalyDaysQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { severities, severityNames } from '../../panels/signals/words.ts';
import { useHour } from '../../primitives/clock.ts';
import { dayAfter } from './days.ts';

type Row = AnomalyDaysQuery['anomalies']['edges'][number]['node'];

const WEEKS = 13;
/** As many as a page of the API takes. */
const MOST = 200;
const changes = { subscription: AnomalyDetectedDocument, askAfterMs: 1_000 } as const;
const noun = ['anomaly', 'anomalies'] as const;

/** A quarter of days, each with what began on it; a press shows that day. */
export function CalendarPanel({ selected, onDay }: { readonly selected: string | undefined; readonly onDay: (day: string) => void }) {
  const { timeZone } = useLocale();
  const settings = useSettings();
  const hour = useHour();
  const days = useMemo(() => new Intl.DateTimeFormat('en-CA', { timeZone }), [timeZone]);
  const to = days.format(hour);
  const from = dayAfter(to, 1 - WEEKS * 7);
  // A day more than is shown: the first day begins earlier in zones east of Greenwich.
  const answer = useLiveQuery({
    query: AnomalyDaysDocument,
    variables: { from: `${dayAfter(from, -1)}T00:00:00.000Z`, first: MOST },
    changes,
  });
  const dayOf = useMemo(() => (row: Row) => days.format(new Date(row.beganAt)), [days]);
  return (
    <Panel
      title="Calendar"
      hint="when they began; a press shows the day"
      minHeight={174}
      load={loadOf(answer, ({ anomalies }) => anomalies)}
      onRetry={answer.reload}
    >
      {({ edges, pageInfo }) => (
        <Days
          edges={edges}
          from={from}
          to={to}
          dayOf={dayOf}
          weekStart={settings?.weekStart === 'SUNDAY' ? 'sunday' : 'monday'}
          selected={selected}
          onDay={onDay}
          partial={pageInfo.hasNextPage ? `the latest ${MOST} are counted` : undefined}
        />
      )}
    </Panel>
  );
}

interface DaysProps {
  readonly edges: AnomalyDaysQuery['anomalies']['edges'];
  readonly from: string;
  readonly to: string;
  readonly dayOf: (row: Row) => string;
  readonly weekStart: 'monday' | 'sunday';
  readonly selected: string | undefined;
  readonly onDay: (day: string) => void;
  readonly partial: string | undefined;
}

const severityOf = ({ severity }: Row) => severities[severity].kit;

function Days({ edges, dayOf, onDay, ...rest }: DaysProps) {
  const rows = useMemo(() => edges.map(({ node }) => node), [edges]);
  return (
    <IncidentCalendar
      title="Anomalies by day"
      data={rows}
      day={dayOf}
      severity={severityOf}
      noun={noun}
      severityNames={severityNames}
      onOpen={onDay}
      {...rest}
    />
  );
}
