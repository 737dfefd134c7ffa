import { expect, test } from 'vitest';
import { dayIn, startOfDayIn } from './zone.ts';

const hourMs = 3_600_000;

/** What Intl says of an instant, asked each time. */
function shown(zone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return format.format(at);
}
const written = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

test.each([
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Europe/Amsterdam',
])('the day in %s is the one that Intl names, on every second day of 1930 to 2037 and around each change of the clock', (zone) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const wrong: string[] = [];
  const look = (ms: number): void => {
    if (written(dayIn(zone, new Date(ms))) !== format.format(ms)) wrong.push(new Date(ms).toISOString());
  };
  // 47 hours 13 minutes: every hour of the day has its turn.
  for (let ms = Date.UTC(1930, 0); ms < Date.UTC(2038, 0); ms += 47 * hourMs + 780_000) look(ms);
  for (let day = Date.UTC(2010, 0); day < Date.UTC(2012, 0); day += 24 * hourMs) {
    const start = startOfDayIn(zone, dayIn(zone, new Date(day))).getTime();
    look(start);
    look(start - 1);
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['a day in spring', 'America/New_York', [2026, 2, 8], 23],
  ['a day in autumn', 'America/New_York', [2026, 10, 1], 25],
  ['a day whose midnight does not exist', 'America/Sao_Paulo', [2018, 10, 4], 23],
  ['a change by half an hour', 'Australia/Lord_Howe', [2026, 9, 4], 23.5],
  ['a change to half an hour for good', 'America/Caracas', [2007, 11, 9], 24.5],
  ['a day before 1970', 'Europe/London', [1952, 3, 20], 23],
  ['a day of summer all the year', 'Europe/London', [1969, 0, 1], 24],
  ['the day before the one that was left out', 'Pacific/Apia', [2011, 11, 29], 24],
  ['the day that was left out', 'Pacific/Apia', [2011, 11, 30], 0],
] as const)('%s in %s (%j) has %d hours', (_name, zone, [year, month, day], hours) => {
  const [start, end] = [day, day + 1].map((each) => startOfDayIn(zone, { year, month, day: each }));
  expect(((end as Date).getTime() - (start as Date).getTime()) / hourMs).toBe(hours);
  if (hours > 0) expect(shown(zone, start as Date)).toBe(written({ year, month, day }));
});
