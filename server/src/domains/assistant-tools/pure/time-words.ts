import { dayIn, earlierIn, startOfDayIn, type CalendarDay } from '../../analytics/pure/zone.ts';

/** What relative times are measured from. `weekStart`: 0 is Monday. */
export interface Clock {
  readonly now: Date;
  readonly timeZone: string;
  readonly weekStart: number;
}

/** A time range that words name; null: without that end. */
export interface NamedRange {
  readonly from: Date | null;
  readonly to: Date | null;
  /** The words that were read. */
  readonly phrase: string;
}

type Ends = readonly [from: Date | null, to: Date | null];
interface Pattern {
  readonly words: RegExp;
  /** Null: the words name no time. */
  read(found: readonly string[], clock: Clock): Ends | null;
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const monthNames = `(${months.map((name) => `${name}|${name.slice(0, 3)}`).join('|')}|sept)`;
const weekdayNames = `(${weekdays.join('|')})`;
const isoDate = '(\\d{4}-\\d{2}-\\d{2}(?:[t ]\\d{2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?z?)?)';
const numbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  twelve: 12,
};
const anyNumber = `(\\d{1,4}|${Object.keys(numbers).join('|')})`;
const hourMs = 3_600_000;

const numberOf = (text: string): number => numbers[text] ?? Number(text);
const monthOf = (name: string): number => months.findIndex((month) => month.startsWith(name.slice(0, 3)));

const day = (clock: Clock, { year, month, day: number }: CalendarDay, later = 0): Date =>
  startOfDayIn(clock.timeZone, { year, month, day: number + later });
const today = (clock: Clock): CalendarDay & { readonly weekday: number } => dayIn(clock.timeZone, clock.now);
const monthAt = (clock: Clock, year: number, month: number): Date => startOfDayIn(clock.timeZone, { year, month, day: 1 });

/** The instants at which a day, week, month, quarter or year begins and ends; `later`: so many of them after the present one. */
function calendarRange(clock: Clock, unit: string, later: number): Ends {
  const now = today(clock);
  switch (unit) {
    case 'day':
      return [day(clock, now, later), day(clock, now, later + 1)];
    case 'week': {
      const sinceStart = (now.weekday - clock.weekStart + 7) % 7;
      return [day(clock, now, 7 * later - sinceStart), day(clock, now, 7 * (later + 1) - sinceStart)];
    }
    case 'month':
      return [monthAt(clock, now.year, now.month + later), monthAt(clock, now.year, now.month + later + 1)];
    case 'quarter': {
      const first = 3 * (Math.floor(now.month / 3) + later);
      return [monthAt(clock, now.year, first), monthAt(clock, now.year, first + 3)];
    }
    default:
      return [monthAt(clock, now.year + later, 0), monthAt(clock, now.year + later + 1, 0)];
  }
}

function rolling({ now, timeZone }: Clock, count: number, unit: string): Ends | null {
  if (count === 0) return null;
  if (unit.startsWith('min')) return [new Date(now.getTime() - count * 60_000), now];
  if (unit.startsWith('h')) return [new Date(now.getTime() - count * hourMs), now];
  const months = { q: 3, y: 12, m: 1 }[unit[0] as string];
  const by = months === undefined ? { days: count * (unit.startsWith('w') ? 7 : 1) } : { months: count * months };
  return [earlierIn(timeZone, now, by), now];
}

/** A month by its name: of that year, else the last one that has begun. */
function namedMonth(clock: Clock, name: string, year: string | undefined): Ends {
  const month = monthOf(name);
  const now = today(clock);
  const of = year === undefined ? (month <= now.month ? now.year : now.year - 1) : Number(year);
  return [monthAt(clock, of, month), monthAt(clock, of, month + 1)];
}

function namedDay(clock: Clock, name: string, number: string, year: string | undefined): Ends | null {
  const month = monthOf(name);
  const now = today(clock);
  const isPast = month < now.month || (month === now.month && Number(number) <= now.day);
  const at = { year: year === undefined ? (isPast ? now.year : now.year - 1) : Number(year), month, day: Number(number) };
  if (at.day < 1 || at.day > new Date(Date.UTC(at.year, month + 1, 0)).getUTCDate()) return null;
  return [day(clock, at), day(clock, at, 1)];
}

/** Start and end of what one date names: a day, or an instant. */
function dateEnds(clock: Clock, text: string): Ends | null {
  const [, year = '', month = '', number = '', rest = ''] = /^(\d{4})-(\d{2})-(\d{2})(.*)$/.exec(text) ?? [];
  const at = { year: Number(year), month: Number(month) - 1, day: Number(number) };
  if (at.month < 0 || at.month > 11 || at.day < 1 || at.day > new Date(Date.UTC(at.year, at.month + 1, 0)).getUTCDate()) return null;
  if (rest === '') return [day(clock, at), day(clock, at, 1)];
  const instant = new Date(`${text.slice(0, 10)}T${rest.slice(1).replace(/z$/, '')}Z`);
  return Number.isNaN(instant.getTime()) ? null : [instant, instant];
}

const shift: Readonly<Record<string, number>> = { this: 0, current: 0, last: -1, previous: -1, past: -1 };
const unit = '(day|week|month|quarter|year)';
const pattern = (words: string, read: Pattern['read']): Pattern => ({ words: new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`, 'i'), read });
const span = (first: Ends | null, last: Ends | null): Ends | null => (first === null || last === null ? null : [first[0], last[1]]);

/** The longer form stands before the shorter one that is a part of it. */
const patterns: readonly Pattern[] = [
  pattern(`(?:from|between) ${isoDate} (?:to|and|until|till) ${isoDate}`, ([from = '', to = ''], clock) =>
    span(dateEnds(clock, from), dateEnds(clock, to)),
  ),
  pattern(`(?:from|between) ${monthNames} (?:to|and|until|till) ${monthNames}(?: (\\d{4}))?`, ([from = '', to = '', year], clock) =>
    span(namedMonth(clock, from, year), namedMonth(clock, to, year)),
  ),
  pattern(`since ${isoDate}`, ([from = ''], clock) => {
    const ends = dateEnds(clock, from);
    return ends === null ? null : [ends[0], null];
  }),
  pattern(`(?:until|before) ${isoDate}`, ([to = ''], clock) => {
    const ends = dateEnds(clock, to);
    return ends === null ? null : [null, ends[0]];
  }),
  pattern(`after ${isoDate}`, ([from = ''], clock) => {
    const ends = dateEnds(clock, from);
    return ends === null ? null : [ends[1], null];
  }),
  pattern('since yesterday', (_found, clock) => [calendarRange(clock, 'day', -1)[0], clock.now]),
  pattern(`since (?:last )?${weekdayNames}`, ([name = ''], clock) => [lastWeekday(clock, name)[0], clock.now]),
  pattern(`since (?:the (?:beginning|start) of )?(?:the|this|last) ${unit}`, ([name = ''], clock) => [
    calendarRange(clock, name, 0)[0],
    clock.now,
  ]),
  pattern(`since ${monthNames}(?: (\\d{4}))?`, ([name = '', year], clock) => [namedMonth(clock, name, year)[0], clock.now]),
  pattern(
    `(?:in |over |during |for )?(?:the )?(?:last|past|previous) ${anyNumber} (minute|min|hour|day|week|month|quarter|year)s?`,
    ([count = '', of = ''], clock) => rolling(clock, numberOf(count), of),
  ),
  pattern(`(?:in |over |during )?the (?:last|past) (hour|day)`, ([of = ''], clock) => rolling(clock, of === 'day' ? 24 : 1, 'hour')),
  pattern(`${anyNumber} (day|week|month|year)s? ago`, ([count = '', of = ''], clock) => {
    if (of !== 'day') return calendarRange(clock, of, -numberOf(count));
    return calendarRange(clock, 'day', -numberOf(count));
  }),
  pattern('(?:the )?day before yesterday', (_found, clock) => calendarRange(clock, 'day', -2)),
  pattern('yesterday', (_found, clock) => calendarRange(clock, 'day', -1)),
  pattern('today', (_found, clock) => calendarRange(clock, 'day', 0)),
  pattern(`(this|current|last|previous|past) ${unit}`, ([which = '', of = ''], clock) => calendarRange(clock, of, shift[which] as number)),
  pattern(`(?:in |of |during )?q([1-4])(?: (?:of )?(\\d{4}))?`, ([number = '', year], clock) => {
    const now = today(clock);
    const first = 3 * (Number(number) - 1);
    const of = year === undefined ? (first <= now.month ? now.year : now.year - 1) : Number(year);
    return [monthAt(clock, of, first), monthAt(clock, of, first + 3)];
  }),
  pattern(`(?:on )?${monthNames}\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?`, ([name = '', number = '', year], clock) =>
    namedDay(clock, name, number, year),
  ),
  pattern(`(?:on )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${monthNames}(?: (\\d{4}))?`, ([number = '', name = '', year], clock) =>
    namedDay(clock, name, number, year),
  ),
  pattern(`(?:in|during|of|for) ${monthNames}(?: (?:of )?(\\d{4}))?`, ([name = '', year], clock) => namedMonth(clock, name, year)),
  pattern(`${monthNames} (\\d{4})`, ([name = '', year], clock) => namedMonth(clock, name, year)),
  pattern(`(?:on |last )${weekdayNames}`, ([name = ''], clock) => lastWeekday(clock, name)),
  pattern(`(?:on |for |at )?${isoDate}`, ([date = ''], clock) => dateEnds(clock, date)),
  pattern('(?:in|during) ((?:19|20)\\d{2})', ([year = ''], clock) => [
    monthAt(clock, Number(year), 0),
    monthAt(clock, Number(year) + 1, 0),
  ]),
  pattern('all time|ever|in total|overall|so far', () => [null, null]),
];

/** The last one that has begun: today where it is that day. */
function lastWeekday(clock: Clock, name: string): Ends {
  const back = (today(clock).weekday - weekdays.indexOf(name) + 7) % 7;
  return calendarRange(clock, 'day', -back);
}

/** The first time range that the words of a text name, on the calendar of the zone; null: they name none. */
export function readTimeWords(text: string, clock: Clock): NamedRange | null {
  const lower = text.toLowerCase();
  for (const { words, read } of patterns) {
    const match = words.exec(lower);
    const ends = match === null ? null : read(match.slice(1), clock);
    if (match !== null && ends !== null) return { from: ends[0], to: ends[1], phrase: match[0] };
  }
  return null;
}

/** Examples of what `readTimeWords` reads, for messages. */
export const timeExamples =
  '"yesterday", "last week", "the last 7 days", "in March", "March 5", "since 2026-03-01", "from 2026-03-01 to 2026-03-07", "Q1 2026"';
