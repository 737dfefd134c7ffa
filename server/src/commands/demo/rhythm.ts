/** Where the customers of the simulated application live: their clock gives its day and week their shape. */
const timeZone = 'Europe/Berlin';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** By local hour from midnight, and by local day from Monday: how busy, before both are brought to a mean of 1. */
const byHour = [0.3, 0.18, 0.11, 0.08, 0.08, 0.13, 0.3, 0.62, 1.05, 1.45, 1.65, 1.68, 1.52, 1.5, 1.6, 1.62, 1.5, 1.38, 1.25, 1.22, 1.28, 1.15, 0.85, 0.52];
const byWeekday = [1.16, 1.12, 1.1, 1.08, 1.06, 0.76, 0.7];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const [hourMean, weekdayMean] = [mean(byHour), mean(byWeekday)];

/** How busy the hour of this instant is; 1 on average over a week. */
export function busyness(atMs: number): number {
  const { hour, weekday } = localClock(atMs);
  return ((byHour[hour] as number) / hourMean) * ((byWeekday[weekday] as number) / weekdayMean);
}

/** Local hour (0 to 23) and day of the week (0 is Monday). */
export function localClock(atMs: number): { hour: number; weekday: number } {
  const local = new Date(atMs + zoneOffsetMs(atMs));
  return { hour: local.getUTCHours(), weekday: (local.getUTCDay() + 6) % 7 };
}

/** The instant at which the local clocks show this hour, on the local day of `atMs`. */
export function localHourOf(atMs: number, hour: number): number {
  const offset = zoneOffsetMs(atMs);
  return Math.floor((atMs + offset) / dayMs) * dayMs + hour * hourMs - offset;
}

const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
const offsets = new Map<number, number>();

/** How far the local clocks are ahead of UTC; looked up once for each hour. */
function zoneOffsetMs(atMs: number): number {
  const hour = Math.floor(atMs / hourMs);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const name = parts.formatToParts(hour * hourMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  offsets.set(hour, offset);
  return offset;
}
