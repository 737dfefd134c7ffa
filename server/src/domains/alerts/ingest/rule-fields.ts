import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { maxWindowMinutes, type AlertSeverity, type AlertSource } from '../types.ts';
import type { ScheduleInput } from './schedule.ts';

type Given<Value> = Value | null | undefined;

/** A rule as the API takes it; absent and null are the same. */
export interface RuleInput {
  readonly name: string;
  readonly source: AlertSource;
  readonly metric?: Given<string>;
  readonly dimension?: Given<string>;
  readonly filter?: Given<AnalyticsFilter>;
  readonly isAbove?: Given<boolean>;
  readonly trip?: Given<number>;
  readonly clear?: Given<number>;
  readonly windowMinutes?: Given<number>;
  readonly forMinutes?: Given<number>;
  readonly dwellMinutes?: Given<number>;
  readonly minimumCount?: Given<number>;
  readonly compareWith?: Given<string>;
  readonly changePercent?: Given<number>;
  readonly minimumSeverity?: Given<string>;
  readonly forecastDays?: Given<number>;
  readonly target?: Given<number>;
  readonly longWindowMinutes?: Given<number>;
  readonly shortWindowMinutes?: Given<number>;
  readonly factor?: Given<number>;
  readonly trainingEvents?: Given<readonly string[]>;
  readonly budgetUsd?: Given<number>;
  readonly budgetPeriod?: Given<string>;
  readonly noDataMinutes?: Given<number>;
  readonly driftRole?: Given<string>;
  readonly driftFeatures?: Given<readonly string[]>;
  readonly driftBaselineId?: Given<string>;
  readonly minimumEffect?: Given<string>;
  readonly severity?: Given<AlertSeverity>;
  readonly channelIds?: Given<readonly string[]>;
  readonly escalateAfterMinutes?: Given<number>;
  readonly escalateTo?: Given<readonly string[]>;
  readonly repeatMinutes?: Given<number>;
  readonly schedule?: Given<ScheduleInput>;
  readonly isEnabled?: Given<boolean>;
}

export const byDefault = {
  windowMinutes: 15,
  dwellMinutes: 10,
  minimumCount: 20,
  noDataMinutes: 30,
  forecastDays: 7,
  changePercent: 50,
  driftWindowMinutes: 10_080,
} as const;
export const mostForecastDays = 30;
export const mostLevel = 1e12;

/** Length of the window of VALUE and CHANGE. */
export const readWindow = (input: RuleInput): number | Problem =>
  readNumber(input, 'windowMinutes', { least: 1, most: maxWindowMinutes, whole: true }, byDefault.windowMinutes);

/** One of some names; absent: `byDefaultIs`. */
export function readOneOf<Name extends string, Default extends Name | null>(
  input: RuleInput,
  field: keyof RuleInput,
  taken: readonly Name[],
  byDefaultIs: Default,
): Name | Default | Problem {
  const value = input[field] ?? null;
  if (value === null) return byDefaultIs;
  return taken.includes(value as Name)
    ? (value as Name)
    : new Problem(field, `is ${String(value)}; with the source ${input.source} one of ${taken.join(', ')} is taken`);
}

export interface Limits {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Absent: `byDefaultIs`; where that is null, it must be there. */
export function readNumber(input: RuleInput, field: keyof RuleInput, limits: Limits, byDefaultIs: number | null): number | Problem {
  const value = readOptional(input, field, limits);
  return value ?? byDefaultIs ?? new Problem(field, `is missing; ${taken(limits)} is taken`);
}

/** Absent: null. */
export function readOptional(input: RuleInput, field: keyof RuleInput, limits: Limits): number | null | Problem {
  const value = (input[field] ?? null) as number | null;
  if (value === null) return null;
  const isTaken =
    Number.isFinite(value) && value >= limits.least && value <= limits.most && (limits.whole !== true || Number.isInteger(value));
  return isTaken ? value : new Problem(field, `is ${value}; ${taken(limits)} is taken`);
}

const taken = ({ least, most, whole }: Limits): string => `a ${whole === true ? 'whole ' : ''}number from ${least} to ${most}`;

/** The level from which on it is bad, and the one from which on it is good again: absent, whatever is not bad is good. */
export function readLevels(
  input: RuleInput,
  limits: Limits,
  isAbove: boolean,
): { readonly trip: number | Problem; readonly clear: number | Problem } {
  const trip = readNumber(input, 'trip', limits, null);
  const clear = readNumber(input, 'clear', limits, trip instanceof Problem ? 0 : trip);
  if (typeof trip === 'number' && typeof clear === 'number' && (isAbove ? clear > trip : clear < trip))
    return {
      trip,
      clear: new Problem(
        'clear',
        `is ${clear}; where ${isAbove ? 'high' : 'low'} values are bad it is at ${isAbove ? 'most' : 'least'} trip, ${trip}`,
      ),
    };
  return { trip, clear };
}

/** Percent of a change as levels: a fall is below 0, and it is good again at half of it. */
export function readChange(input: RuleInput, isAbove: boolean): { readonly trip: number | Problem; readonly clear: number | Problem } {
  const percent = readNumber(input, 'changePercent', { least: 1, most: 100_000 }, byDefault.changePercent);
  if (percent instanceof Problem) return { trip: percent, clear: percent };
  const trip = isAbove ? percent : -percent;
  const problem = trip < -100 ? new Problem('changePercent', `is ${percent}; nothing falls by more than 100 %`) : null;
  return { trip: problem ?? trip, clear: trip / 2 };
}
