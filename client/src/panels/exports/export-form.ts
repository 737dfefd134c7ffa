import type { Checked } from '../../controls/form/form-state.ts';
import type {
  AnalyticsFilter,
  ExportFormat,
  ExportInput,
  ExportInterval,
  ExportScheduleInput,
  ExportScheduleLineFragment,
  ExportTimesInput,
  ExportType,
  MessageRole,
} from '../../graphql/generated/graphql.ts';

export interface FileDraft {
  readonly type: ExportType;
  readonly format: ExportFormat;
}

export interface ScheduleDraft extends FileDraft {
  readonly name: string;
  readonly every: ExportInterval;
  /** 1 to 7. */
  readonly weekday: string;
  readonly time: string;
  readonly timeZone: string;
  readonly dayCount: string;
  /** Addresses, with commas or spaces between. */
  readonly recipients: string;
  readonly isPaused: boolean;
}

/** What a page selects. */
export interface Selected {
  readonly filter: AnalyticsFilter;
  readonly roles?: readonly MessageRole[] | undefined;
}

/** Days, weeks and local times of the file are those of the reader’s zone. */
export function fileInput({ type, format }: FileDraft, { filter, roles }: Selected, timeZone: string): ExportInput {
  return { type, format, filter: { ...filter, timeZone }, ...(type === 'COMPLETE' && roles !== undefined && { roles: [...roles] }) };
}

/** Each run has days of its own as its range. */
export function scheduleInput(draft: ScheduleDraft, { filter, roles }: Selected): ExportScheduleInput {
  const { from: _from, to: _to, timeZone: _zone, ...rest } = filter;
  return {
    name: draft.name.trim(),
    type: draft.type,
    format: draft.format,
    filter: rest,
    ...(draft.type === 'COMPLETE' && roles !== undefined && { roles: [...roles] }),
    ...timesInput(draft),
    dayCount: Number(draft.dayCount),
    recipients: addresses(draft.recipients),
    isPaused: draft.isPaused,
  };
}

export const timesInput = ({ every, weekday, time, timeZone }: ScheduleDraft): ExportTimesInput => ({
  every,
  ...(every === 'WEEKLY' && { weekday: Number(weekday) }),
  time,
  timeZone,
});

const addresses = (typed: string): string[] => typed.split(/[\s,;]+/).filter((address) => address !== '');

export function checkSchedule(draft: ScheduleDraft): Checked<ScheduleDraft> {
  const problems: Record<string, string> = {};
  if (draft.name.trim() === '') problems['name'] = 'A schedule needs a name.';
  if (!/^\d{2}:\d{2}$/.test(draft.time)) problems['time'] = 'A time of day is needed.';
  const days = Number(draft.dayCount);
  if (!Number.isInteger(days) || days < 1 || days > 92) problems['dayCount'] = '1 to 92 days are possible.';
  return Object.keys(problems).length === 0 ? { ok: true, value: draft } : { ok: false, problems };
}

export const newSchedule = (file: FileDraft, timeZone: string): ScheduleDraft => ({
  ...file,
  name: '',
  every: 'WEEKLY',
  weekday: '1',
  time: '08:00',
  timeZone,
  dayCount: '7',
  recipients: '',
  isPaused: false,
});

export const draftOf = (schedule: ExportScheduleLineFragment): ScheduleDraft => ({
  type: schedule.type,
  format: schedule.format,
  name: schedule.name,
  every: schedule.every,
  weekday: String(schedule.weekday ?? 1),
  time: schedule.time,
  timeZone: schedule.timeZone,
  dayCount: String(schedule.dayCount),
  recipients: schedule.recipients.join(', '),
  isPaused: schedule.isPaused,
});
