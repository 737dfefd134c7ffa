import type { ToolFact } from '../../../platform/tools/shape.ts';
import { fact } from '../../../platform/tools/table.ts';
import { BadToolArgument, defineTool, type Arguments, type ToolRun } from '../../../platform/tools/tool.ts';
import { addTime, calendarDays, clockChange, instantOf, timeUnits, zonedTime, zoneOf, type TimeUnit } from '../pure/calendar.ts';
import { readTimeWords, timeExamples } from '../pure/time-words.ts';

const zoneArgument = {
  type: 'string',
  description: 'Zone of IANA’s list such as "Europe/Berlin"; absent: that of the workspace, else UTC',
} as const;
const timeArgument = {
  type: 'string',
  isRequired: true,
  description: 'Date or time such as "2026-03-29T14:30"; without an offset, of the zone',
} as const;

const zoneIn = (args: Arguments, { timeZone }: ToolRun, argument = 'timeZone'): string =>
  args[argument] === undefined ? timeZone : zoneOf(String(args[argument]), argument);

function timeFacts(instant: Date, zone: string): ToolFact[] {
  const { clock, offset, weekday, week, dayOfYear, hoursOfDay } = zonedTime(instant, zone);
  return [
    fact('utc', 'Time in UTC', instant.toISOString()),
    fact('local', `Time in ${zone}`, clock),
    fact('offset', 'Offset from UTC', offset),
    fact('weekday', 'Weekday', weekday),
    fact('week', 'Week of ISO 8601', week),
    fact('dayOfYear', 'Day of the year', dayOfYear),
    fact('hoursOfDay', 'Length of the day', hoursOfDay, { unit: 'hours' }),
  ];
}

const noted = (...notes: readonly (string | null)[]): string[] => notes.filter((note) => note !== null);

export const datetimeTool = defineTool({
  name: 'datetime',
  title: 'Date and time',
  description:
    'Computes with dates and times in any time zone, daylight saving included: now, conversion, difference, addition, and the time range that words such as "last week" name.',
  group: 'general',
  words: ['date', 'time', 'zone', 'today', 'now', 'clock', 'calendar', 'weekday', 'week', 'day', 'hour'],
  operations: {
    now: {
      about: 'present time',
      words: ['current', 'today', 'clock'],
      arguments: { timeZone: zoneArgument },
      compute: (args, run) => ({ facts: timeFacts(run.now, zoneIn(args, run)) }),
    },
    convert: {
      about: 'a time in another zone',
      arguments: {
        time: timeArgument,
        timeZone: zoneArgument,
        toZone: { type: 'string', isRequired: true, description: 'Zone to convert to' },
      },
      compute: (args, run) => {
        const zone = zoneIn(args, run);
        const instant = instantOf(String(args['time']), zone, 'time');
        return {
          facts: timeFacts(instant, zoneOf(String(args['toZone']), 'toZone')),
          notes: noted(clockChange(String(args['time']), instant, zone)),
        };
      },
    },
    difference: {
      about: 'time between two times',
      words: ['between', 'until', 'since', 'ago', 'elapsed'],
      arguments: { time: timeArgument, toTime: { type: 'string', description: 'Later time; absent: now' }, timeZone: zoneArgument },
      compute: (args, run) => {
        const zone = zoneIn(args, run);
        const from = instantOf(String(args['time']), zone, 'time');
        const to = args['toTime'] === undefined ? run.now : instantOf(String(args['toTime']), zone, 'toTime');
        const ms = to.getTime() - from.getTime();
        return {
          facts: [
            fact('seconds', 'Difference in seconds', ms / 1_000, { unit: 's' }),
            fact('hours', 'Difference in hours', ms / 3_600_000, { unit: 'hours' }),
            fact('days', 'Days on the calendar', calendarDays(from, to, zone), { unit: 'days' }),
            fact('from', 'From, in UTC', from.toISOString()),
            fact('to', 'To, in UTC', to.toISOString()),
          ],
        };
      },
    },
    add: {
      about: 'a time so much later or earlier; days and longer units keep the time of the clock',
      words: ['later', 'earlier', 'before', 'after', 'subtract'],
      arguments: {
        time: { ...timeArgument, isRequired: false, description: `${timeArgument.description}; absent: now` },
        amount: {
          type: 'integer',
          isRequired: true,
          minimum: -100_000,
          maximum: 100_000,
          description: 'Number of units; below 0: earlier',
        },
        unit: { type: 'string', isRequired: true, values: timeUnits, description: 'Unit of the amount' },
        timeZone: zoneArgument,
      },
      compute: (args, run) => {
        const zone = zoneIn(args, run);
        const from = args['time'] === undefined ? run.now : instantOf(String(args['time']), zone, 'time');
        return { facts: timeFacts(addTime(from, Number(args['amount']), args['unit'] as TimeUnit, zone), zone) };
      },
    },
    range: {
      about: 'start and end of what words name, as filters take them',
      arguments: { text: { type: 'string', isRequired: true, description: `Words such as ${timeExamples}` }, timeZone: zoneArgument },
      compute: (args, run) => {
        const read = readTimeWords(String(args['text']), { now: run.now, timeZone: zoneIn(args, run), weekStart: 0 });
        if (read === null) throw new BadToolArgument('text', `text names no time range; ${timeExamples} are read.`);
        return {
          facts: [
            fact('from', 'Start, included', read.from?.toISOString() ?? null),
            fact('to', 'End, not included', read.to?.toISOString() ?? null),
            fact('phrase', 'Words that were read', read.phrase),
          ],
        };
      },
    },
  },
});
