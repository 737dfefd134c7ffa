import { zoneByName } from '../../../platform/ingest/zone.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import type { AlertSchedule } from '../types.ts';

/** Hours in which notices go out, as the API takes them. */
export interface ScheduleInput {
  readonly timeZone: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** The hours as they can be stored, or the first problem. `path`: of the input. */
export function readSchedule(input: ScheduleInput | null, path: string): AlertSchedule | null | Problem {
  if (input === null) return null;
  const zone = zoneByName(input.timeZone);
  if (zone === null)
    return new Problem(`${path}.timeZone`, `"${input.timeZone.slice(0, 60)}" is no time zone; names are those of IANA's list`);
  const days = [...new Set(input.days)].sort((one, other) => one - other);
  if (days.length === 0 || days.some((day) => day < 1 || day > 7))
    return new Problem(`${path}.days`, 'has to name days of the week, from 1 (Monday) to 7');
  const from = readMinute(input.from, `${path}.from`);
  if (from instanceof Problem) return from;
  const to = readMinute(input.to, `${path}.to`);
  if (to instanceof Problem) return to;
  return { timeZone: zone, days, from, to };
}

/** Minutes since midnight. */
function readMinute(time: string, path: string): number | Problem {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined)
    return new Problem(path, `is ${JSON.stringify(time.slice(0, 20))}; 00:00 to 23:59 is possible`);
  return Number(hour) * 60 + Number(minute);
}

/** "08:00". */
export const clockOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
