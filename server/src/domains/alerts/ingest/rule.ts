import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { checkFilter } from '../../analytics/pure/check-filter.ts';
import { ratingValues } from '../../analytics/pure/measures.ts';
import { messageMetrics, signalDimensions, signalMetrics, type MessageMetric } from '../../signals/types.ts';
import type { Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { badJson } from '../../../platform/ingest/json.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, type Fields } from '../../../platform/ingest/values.ts';
import { BadAlertRule } from '../errors.ts';
import {
  alertComparisons,
  alertSeverities,
  budgetPeriods,
  burnMetrics,
  leastRepeatMinutes,
  maxChannelsOfRule,
  maxMinutes,
  maxNameLength,
  maxWindowMinutes,
  trainingEvents,
  type AlertSchedule,
  type AlertSeverity,
  type AlertSource,
  type Condition,
  type MessageDimension,
} from '../types.ts';
import { readSchedule, type ScheduleInput } from './schedule.ts';

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
  readonly severity?: Given<AlertSeverity>;
  readonly channelIds?: Given<readonly string[]>;
  readonly escalateAfterMinutes?: Given<number>;
  readonly escalateTo?: Given<readonly string[]>;
  readonly repeatMinutes?: Given<number>;
  readonly schedule?: Given<ScheduleInput>;
  readonly isEnabled?: Given<boolean>;
}

export interface CheckedRule {
  readonly name: string;
  readonly severity: AlertSeverity;
  readonly condition: Condition;
  readonly forMinutes: number;
  readonly dwellMinutes: number;
  readonly escalateAfterMinutes: number | null;
  readonly repeatMinutes: number | null;
  readonly schedule: AlertSchedule | null;
  readonly isEnabled: boolean;
}

const byDefault = { windowMinutes: 15, dwellMinutes: 10, minimumCount: 20, noDataMinutes: 30, forecastDays: 7, changePercent: 50 } as const;
const mostForecastDays = 30;
const mostLevel = 1e12;

/** The rule as it can be stored, or every field at fault. Channels are looked up by the command. */
export function checkRule(input: RuleInput): Result<CheckedRule, BadAlertRule> {
  const fields = input as unknown as Fields;
  const condition = readCondition(input);
  const escalates = (input.escalateTo ?? []).length > 0;
  const checked = checkInput(
    {
      name: readLine(fields, 'name', maxNameLength),
      ...condition,
      forMinutes: readNumber(input, 'forMinutes', { least: 0, most: 1_440, whole: true }, 0),
      dwellMinutes: readNumber(input, 'dwellMinutes', { least: 1, most: 1_440, whole: true }, byDefault.dwellMinutes),
      escalateAfterMinutes: readOptional(input, 'escalateAfterMinutes', { least: 1, most: maxMinutes, whole: true }),
      escalation:
        (input.escalateAfterMinutes ?? null) !== null && !escalates
          ? new Problem('escalateTo', 'is missing: it names the channels that are notified after escalateAfterMinutes')
          : escalates && (input.escalateAfterMinutes ?? null) === null
            ? new Problem('escalateAfterMinutes', 'is missing: after so many minutes without an acknowledgement escalateTo is notified')
            : null,
      repeatMinutes: readOptional(input, 'repeatMinutes', { least: leastRepeatMinutes, most: maxMinutes, whole: true }),
      schedule: readSchedule(input.schedule ?? null, 'schedule'),
      channels: tooMany(input, 'channelIds') ?? tooMany(input, 'escalateTo'),
    },
    BadAlertRule,
  );
  if (!checked.ok) return checked;
  const { name, forMinutes, dwellMinutes, escalateAfterMinutes, repeatMinutes, schedule } = checked.value;
  const { source } = input;
  return {
    ok: true,
    value: {
      name,
      severity: input.severity ?? 'WARNING',
      // Its parts are sound: checkInput has passed them.
      condition: { source, ...(condition as object) } as unknown as Condition,
      forMinutes,
      dwellMinutes,
      escalateAfterMinutes,
      repeatMinutes,
      schedule,
      isEnabled: input.isEnabled ?? true,
    },
  };
}

/** The parts of the condition of a source, each read or a problem. */
function readCondition(input: RuleInput): Record<string, unknown> {
  const over = () => ({ filter: readFilter(input), dimension: readDimension(input) });
  switch (input.source) {
    case 'VALUE': {
      const metric = readMetric(input, messageMetrics);
      const isAbove = input.isAbove ?? isBadAbove(metric);
      return {
        metric,
        isAbove,
        ...readLevels(input, metric, isAbove),
        windowMinutes: readWindow(input, 'windowMinutes'),
        minimumCount: readMinimum(input),
        noDataMinutes: readOptional(input, 'noDataMinutes', { least: 5, most: maxMinutes, whole: true }),
        ...over(),
      };
    }
    case 'CHANGE': {
      const metric = readMetric(input, messageMetrics);
      const isAbove = input.isAbove ?? isBadAbove(metric);
      const percent = readNumber(input, 'changePercent', { least: 1, most: 100_000 }, byDefault.changePercent);
      const trip = percent instanceof Problem ? percent : isAbove ? percent : -percent;
      return {
        metric,
        isAbove,
        trip:
          !isAbove && typeof trip === 'number' && trip < -100
            ? new Problem('changePercent', `is ${-trip}; nothing falls by more than 100 %`)
            : trip,
        clear: trip instanceof Problem ? trip : trip / 2,
        compareWith: readOneOf(input, 'compareWith', alertComparisons, 'WEEK_BEFORE'),
        windowMinutes: readWindow(input, 'windowMinutes'),
        minimumCount: readMinimum(input),
        ...over(),
      };
    }
    case 'BURN_RATE': {
      const long = readNumber(input, 'longWindowMinutes', { least: 10, most: maxWindowMinutes, whole: true }, 60);
      const short = readNumber(input, 'shortWindowMinutes', { least: 1, most: maxWindowMinutes, whole: true }, 5);
      return {
        metric: readMetric(input, burnMetrics),
        target: readNumber(input, 'target', { least: 0.01, most: 0.99999 }, null),
        longWindowMinutes: long,
        shortWindowMinutes:
          typeof long === 'number' && typeof short === 'number' && short >= long
            ? new Problem('shortWindowMinutes', `is ${short}; it must be less than longWindowMinutes, ${long}`)
            : short,
        factor: readNumber(input, 'factor', { least: 1, most: 10_000 }, 14.4),
        minimumCount: readMinimum(input),
        ...over(),
      };
    }
    case 'BUDGET':
      return {
        budgetUsd: readNumber(input, 'budgetUsd', { least: 0.000001, most: mostLevel }, null),
        budgetPeriod: readOneOf(input, 'budgetPeriod', budgetPeriods, 'DAY'),
        ...over(),
      };
    case 'NO_DATA':
      return {
        noDataMinutes: readNumber(input, 'noDataMinutes', { least: 5, most: maxMinutes, whole: true }, byDefault.noDataMinutes),
        ...over(),
      };
    case 'FORECAST': {
      const metric = readMetric(input, messageMetrics);
      const isAbove = input.isAbove ?? isBadAbove(metric);
      return {
        metric,
        isAbove,
        ...readLevels(input, metric, isAbove),
        forecastDays: readNumber(input, 'forecastDays', { least: 1, most: mostForecastDays, whole: true }, byDefault.forecastDays),
        filter: readFilter(input),
      };
    }
    case 'ANOMALY':
      return {
        metric: readOneOf(input, 'metric', signalMetrics, null),
        dimension: readOneOf(input, 'dimension', signalDimensions, null),
        minimumSeverity: readOneOf(input, 'minimumSeverity', alertSeverities, 'WARNING'),
      };
    case 'TRAINING_EVENT': {
      const named = input.trainingEvents ?? trainingEvents;
      const strange = named.find((event) => !(trainingEvents as readonly string[]).includes(event));
      return {
        trainingEvents:
          named.length === 0
            ? new Problem('trainingEvents', `is empty; some of ${trainingEvents.join(', ')} are taken`)
            : strange === undefined
              ? [...new Set(named)]
              : new Problem('trainingEvents', `has ${strange}; ${trainingEvents.join(', ')} are taken`),
      };
    }
    case 'GUARDRAIL':
      return {};
    default:
      return input.source satisfies never;
  }
}

const readWindow = (input: RuleInput, field: 'windowMinutes'): number | Problem =>
  readNumber(input, field, { least: 1, most: maxWindowMinutes, whole: true }, byDefault.windowMinutes);

const readMinimum = (input: RuleInput): number | Problem =>
  readNumber(
    input,
    'minimumCount',
    { least: 1, most: 1_000_000, whole: true },
    input.metric === 'COST' || input.metric === 'TOKENS' || input.metric === 'MESSAGE_COUNT' ? 1 : byDefault.minimumCount,
  );

/** Of success shares and ratings low values are bad, of all others high ones. */
const isBadAbove = (metric: MessageMetric | Problem): boolean => metric !== 'SUCCESS_SHARE' && metric !== 'AVERAGE_RATING';

const shareMetrics: ReadonlySet<unknown> = new Set<MessageMetric>(['SUCCESS_SHARE', 'ERROR_SHARE', 'TOOL_FAILURE_SHARE']);

function readLevels(
  input: RuleInput,
  metric: MessageMetric | Problem,
  isAbove: boolean,
): { trip: number | Problem; clear: number | Problem } {
  const limits = shareMetrics.has(metric)
    ? { least: 0, most: 1 }
    : metric === 'AVERAGE_RATING'
      ? { least: ratingValues[0], most: ratingValues[ratingValues.length - 1] as number }
      : { least: 0, most: mostLevel };
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

function readFilter({ filter }: RuleInput): AnalyticsFilter | Problem {
  const given = filter ?? {};
  if (given.from || given.to) return new Problem('filter', 'has a time range; a rule looks at the time before each evaluation');
  const unstorable = badJson(given);
  if (unstorable !== null) return new Problem('filter', unstorable);
  const checked = checkFilter(given);
  if (checked.ok) return given;
  const [{ field, reason }] = checked.failure.problems;
  return new Problem(`filter.${field}`, reason);
}

function readDimension(input: RuleInput): MessageDimension | Problem {
  const taken = signalDimensions.filter((dimension) => dimension !== 'TRAINING_JOB');
  const dimension = readOneOf(input, 'dimension', taken, 'WORKSPACE');
  return dimension ?? 'WORKSPACE';
}

function readMetric<Metric extends string>(input: RuleInput, taken: readonly Metric[]): Metric | Problem {
  const metric = readOneOf(input, 'metric', taken, null);
  return metric ?? new Problem('metric', `is missing; one of ${taken.join(', ')} is taken`);
}

function readOneOf<Name extends string, Default extends Name | null>(
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

interface Limits {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** `byDefaultIs` null: it must be there. */
function readNumber(input: RuleInput, field: keyof RuleInput, limits: Limits, byDefaultIs: number | null): number | Problem {
  const value = readOptional(input, field, limits);
  return value ?? byDefaultIs ?? new Problem(field, `is missing; ${taken(limits)} is taken`);
}

function readOptional(input: RuleInput, field: keyof RuleInput, limits: Limits): number | null | Problem {
  const value = (input[field] ?? null) as number | null;
  if (value === null) return null;
  const isTaken =
    Number.isFinite(value) && value >= limits.least && value <= limits.most && (limits.whole !== true || Number.isInteger(value));
  return isTaken ? value : new Problem(field, `is ${value}; ${taken(limits)} is taken`);
}

const taken = ({ least, most, whole }: Limits): string => `a ${whole === true ? 'whole ' : ''}number from ${least} to ${most}`;

function tooMany(input: RuleInput, field: 'channelIds' | 'escalateTo'): Problem | null {
  const count = input[field]?.length ?? 0;
  return count > maxChannelsOfRule ? new Problem(field, `has ${count} channels; at most ${maxChannelsOfRule} are taken`) : null;
}
