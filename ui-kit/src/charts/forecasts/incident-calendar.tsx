import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocale } from '../../format/locale.tsx';
import type { Locale } from '../../format/locale.tsx';
import { formatTime } from '../../format/time.ts';
import { format } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { severityPath } from './anomaly-list.tsx';
import type { Severity } from './anomaly-model.ts';
import { severityNames } from './anomaly-shown.ts';
import type { SeverityNames } from './anomaly-shown.ts';
import { calendarOf, dayAfterKey } from './calendar-model.ts';
import type { CalendarDay } from './calendar-model.ts';

export interface IncidentCalendarProps<Row> extends FrameProps {
  /** What happened, in any order. Keep the array the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the calendar. */
  readonly title: string;
  /** The day of a row, `2026-11-02`: of the reader's zone or the workspace's, as the page counts days. */
  readonly day: (row: Row) => string;
  readonly severity: (row: Row) => Severity;
  /** First and last day that are shown, both included. */
  readonly from: string;
  readonly to: string;
  /** First day of a week; `monday` by default. */
  readonly weekStart?: 'monday' | 'sunday' | undefined;
  /** What one of them and several are called: `incident`, `incidents` by default. */
  readonly noun?: readonly [one: string, many: string] | undefined;
  /** What severities are called; low, medium and high by default. */
  readonly severityNames?: SeverityNames | undefined;
  /** A day that the page shows now: outlined. */
  readonly selected?: string | undefined;
  /** A day on which something happened was pressed. */
  readonly onOpen?: ((day: string) => void) | undefined;
}

const defaultNoun = ['incident', 'incidents'] as const;
const CELL_PX = 19;
const GAP_PX = 3;
const HEAD_PX = 18;
const HEIGHT_PX = HEAD_PX + 7 * (CELL_PX + GAP_PX);

/** Days by weeks, with what happened on each: how many, and how bad the worst was, by colour and shape. */
export function IncidentCalendar<Row>(props: IncidentCalendarProps<Row>) {
  const { data, title, day: dayOf, severity: severityOf, from, to, weekStart = 'monday', noun = defaultNoun } = props;
  const names = props.severityNames ?? severityNames;
  const locale = useLocale();
  const grid = useMemo(
    () =>
      calendarOf(
        data.map((row) => ({ day: dayOf(row), severity: severityOf(row) })),
        from,
        to,
        weekStart,
      ),
    [data, dayOf, severityOf, from, to, weekStart],
  );
  const wordsOf = (day: CalendarDay): string => `${dayName(day.day, locale)}: ${countWords(day, noun, names)}`;
  const busy = grid.days.filter(({ count }) => count > 0);
  const description = useMemo(
    () =>
      grid.days.length === 0
        ? 'No days.'
        : `${grid.total === 0 ? 'None' : format(grid.total, 'count', locale)} from ${dayName(from, locale)} to ${dayName(to, locale)}${busy.length === 0 ? '.' : `, on ${busy.length} of ${grid.days.length} days.`}`,
    [grid, busy.length, from, to, locale],
  );
  return (
    <ChartFrame
      frame={props}
      title={title}
      description={description}
      height={HEIGHT_PX}
      legend={<CalendarKey names={names} />}
      table={() => ({
        columns: [
          { label: 'day', isNumeric: false },
          { label: noun[1], isNumeric: true },
          ...worstFirst.map((severity) => ({ label: names[severity], isNumeric: true })),
        ],
        rowCount: grid.days.length,
        row: (index) => {
          const day = grid.days[index];
          if (day === undefined) return [];
          const counts = [day.count, ...worstFirst.map((severity) => day.counts[severity])];
          return [
            { text: dayName(day.day, locale), value: day.day },
            ...counts.map((count) => ({ text: format(count, 'count', locale), value: count })),
          ];
        },
      })}
    >
      {() =>
        grid.days.length === 0 ? (
          <p className="uk-plot-empty" style={{ inset: 0 }}>
            no data
          </p>
        ) : (
          <Days
            title={title}
            weeks={grid.weeks}
            weekStart={weekStart}
            count={grid.days.length}
            wordsOf={wordsOf}
            locale={locale}
            selected={props.selected}
            onOpen={props.onOpen}
          />
        )
      }
    </ChartFrame>
  );
}

const worstFirst = ['high', 'medium', 'low'] as const satisfies readonly Severity[];

interface DaysProps {
  readonly title: string;
  readonly weeks: readonly (readonly (CalendarDay | null)[])[];
  readonly weekStart: 'monday' | 'sunday';
  readonly count: number;
  readonly wordsOf: (day: CalendarDay) => string;
  readonly locale: Locale;
  readonly selected: string | undefined;
  readonly onOpen: ((day: string) => void) | undefined;
}

/** The days as a grid: one stop for Tab, arrows inside. Rows are days of the week. */
function Days({ title, weeks, weekStart, count, wordsOf, locale, selected, onOpen }: DaysProps) {
  const [at, setAt] = useState(count - 1);
  const body = useRef<HTMLTableSectionElement>(null);
  const before = weeks[0]?.findIndex((day) => day !== null) ?? 0;
  const place = Math.min(at, count - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const day = dayAt(weeks, before + place);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (day !== null && day.count > 0) onOpen?.(day.day);
      return;
    }
    const next = dayAfterKey(event.key, place, count);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    body.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus();
  };
  return (
    <div className="uk-calendar-scroll">
      <table className="uk-calendar" role="grid" aria-label={title} aria-readonly="true" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <td />
            {weeks.map((week, index) => (
              <th key={index} scope="col">
                <span>{monthAbove(weeks, index, locale)}</span>
                <span className="uk-hidden">week of {dayName(week.find((day) => day !== null)?.day ?? '', locale)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {Array.from({ length: 7 }, (_, line) => (
            <tr key={line}>
              <th scope="row">
                <span data-shown={line % 2 === 0 || undefined}>{weekdayName(line, weekStart, locale)}</span>
              </th>
              {weeks.map((week, index) => {
                const day = week[line] ?? null;
                if (day === null) return <td key={index} role="gridcell" aria-label="outside of the range" />;
                const own = index * 7 + line - before;
                const words = wordsOf(day);
                const opens = onOpen !== undefined && day.count > 0;
                return (
                  <td
                    key={index}
                    role="gridcell"
                    data-place={own}
                    data-worst={day.worst ?? 'none'}
                    data-opens={opens || undefined}
                    data-selected={day.day === selected || undefined}
                    aria-selected={day.day === selected || undefined}
                    tabIndex={own === place ? 0 : -1}
                    title={words}
                    aria-label={words}
                    onFocus={() => setAt(own)}
                    onClick={opens ? () => onOpen(day.day) : undefined}
                  >
                    {day.worst !== null && <DayMark worst={day.worst} count={day.count} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const dayAt = (weeks: DaysProps['weeks'], cell: number): CalendarDay | null => weeks[Math.floor(cell / 7)]?.[cell % 7] ?? null;

/** The shape of the worst, and from two on their number. */
function DayMark({ worst, count }: { readonly worst: Severity; readonly count: number }) {
  return count > 1 ? (
    <span className="uk-num">{count > 99 ? '99' : count}</span>
  ) : (
    <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden="true">
      <path className="uk-anomaly-mark" data-severity={worst} d={severityPath(worst, 0, 0)} />
    </svg>
  );
}

function CalendarKey({ names }: { readonly names: SeverityNames }) {
  return (
    <span className="uk-calendar-key">
      {worstFirst.map((severity) => (
        <span key={severity}>
          <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden="true">
            <path className="uk-anomaly-mark" data-severity={severity} d={severityPath(severity, 0, 0)} />
          </svg>
          {names[severity]}
        </span>
      ))}
    </span>
  );
}

/** Days are names, not instants: they are written in no zone. */
const dayName = (day: string, locale: Locale): string =>
  day === '' ? '' : formatTime(Date.parse(`${day}T12:00:00Z`), 'day', { ...locale, timeZone: 'UTC' });

/** The month above the first week that begins in it, where the one before has room. */
function monthAbove(weeks: DaysProps['weeks'], index: number, locale: Locale): string {
  const monthOf = (week: number): string | undefined => weeks[week]?.find((day) => day !== null)?.day.slice(0, 7);
  const own = monthOf(index);
  if (own === undefined || own === monthOf(index - 1)) return '';
  // Of two months that begin in neighbouring weeks the later one is named.
  if (index === 0 && own !== monthOf(1) && weeks.length > 1) return '';
  return formatTime(Date.parse(`${own}-15T12:00:00Z`), 'monthAlone', { ...locale, timeZone: 'UTC' });
}

/** 1 January 2024 was a Monday. */
const MONDAY = 1;
const weekdayName = (line: number, weekStart: 'monday' | 'sunday', { locale }: Locale): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, MONDAY + line - (weekStart === 'sunday' ? 1 : 0)),
  );

function countWords({ count, counts }: CalendarDay, [one, many]: readonly [string, string], names: SeverityNames): string {
  if (count === 0) return `no ${one}`;
  const parts = worstFirst.filter((severity) => counts[severity] > 0).map((severity) => `${counts[severity]} ${names[severity]}`);
  return `${count} ${count === 1 ? one : many} (${parts.join(', ')})`;
}
