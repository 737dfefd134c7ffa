import { zoneByName } from '../../../platform/ingest/zone.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import type { Result } from '../../../platform/graphql/errors.ts';
import { readAddresses } from '../../../platform/ingest/addresses.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine } from '../../../platform/ingest/values.ts';
import { BadExportSchedule } from '../errors.ts';
import type { Times } from '../pure/next-runs.ts';
import { maxRecipients, maxScheduledDays, type ScheduleInterval } from '../types.ts';
import { readFile, type CheckedFile, type FileInput } from './file.ts';

/** When a schedule runs, as the API takes it. */
export interface TimesInput {
  readonly every: ScheduleInterval;
  readonly weekday?: number | null | undefined;
  readonly time: string;
  readonly timeZone: string;
}

/** A schedule as the API takes it. */
export interface ScheduleInput extends FileInput, TimesInput {
  readonly name: string;
  readonly dayCount?: number | null | undefined;
  readonly recipients?: readonly string[] | null | undefined;
  readonly isPaused?: boolean | null | undefined;
}

export interface CheckedSchedule extends CheckedFile {
  readonly name: string;
  readonly times: Times;
  readonly dayCount: number;
  readonly recipients: readonly string[];
  readonly isPaused: boolean;
}

const maxNameLength = 100;

/** When a schedule runs, or every field at fault. */
export function checkTimes(input: TimesInput): Result<Times, BadExportSchedule> {
  const checked = checkInput(readTimes(input), BadExportSchedule);
  return checked.ok ? { ok: true, value: timesOf(input.every, checked.value) } : checked;
}

/** The schedule as it can be stored, or every field at fault. Its recipients are to be looked up among the members. */
export function checkSchedule(input: ScheduleInput): Result<CheckedSchedule, BadExportSchedule> {
  const { filter = {}, every } = input;
  const checked = checkInput(
    {
      name: readLine({ ...input }, 'name', maxNameLength),
      ...readFile(input),
      // The days of each run are the range.
      range:
        filter?.from || filter?.to ? new Problem('filter', 'has a time range; each run of a schedule is about the days before it') : null,
      ...readTimes(input),
      dayCount: readDayCount(input),
      recipients: readAddresses(input.recipients ?? [], 'recipients', maxRecipients),
    },
    BadExportSchedule,
  );
  if (!checked.ok) return checked;
  const { name, type, format, filter: selected, roles, dayCount, recipients } = checked.value;
  const times = timesOf(every, checked.value);
  // Days of the numbers are those of the schedule.
  const inZone = { ...selected, timeZone: times.timeZone };
  return { ok: true, value: { name, type, format, filter: inZone, roles, times, dayCount, recipients, isPaused: input.isPaused ?? false } };
}

const readTimes = ({ every, weekday, time, timeZone }: TimesInput) => ({
  weekday: readWeekday(every, weekday ?? null),
  time: readTime(time),
  timeZone: zoneByName(timeZone) ?? new Problem('timeZone', `"${timeZone.slice(0, 60)}" is no time zone; names are those of IANA's list`),
});

const timesOf = (every: ScheduleInterval, read: { weekday: number | null; time: number; timeZone: string }): Times => ({
  every,
  weekday: read.weekday,
  minute: read.time,
  timeZone: read.timeZone === '' ? utcZone : read.timeZone,
});

function readWeekday(every: ScheduleInterval, weekday: number | null): number | null | Problem {
  if (every === 'DAILY') return weekday === null ? null : new Problem('weekday', 'is for weekly schedules alone');
  if (weekday === null) return new Problem('weekday', 'is missing; 1 (Monday) to 7 is possible');
  return weekday >= 1 && weekday <= 7 ? weekday : new Problem('weekday', `is ${weekday}; 1 (Monday) to 7 is possible`);
}

/** Minutes since midnight. */
function readTime(time: string): number | Problem {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined)
    return new Problem('time', `is ${JSON.stringify(time.slice(0, 20))}; 00:00 to 23:59 is possible`);
  return Number(hour) * 60 + Number(minute);
}

function readDayCount({ dayCount, every }: ScheduleInput): number | Problem {
  const count = dayCount ?? (every === 'WEEKLY' ? 7 : 1);
  if (count >= 1 && count <= maxScheduledDays) return count;
  return new Problem('dayCount', `is ${count}; 1 to ${maxScheduledDays} is possible`);
}
