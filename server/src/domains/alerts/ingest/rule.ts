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
  type Condition,
  type MessageDimension,
} from '../types.ts';
import {
  byDefault,
  mostForecastDays,
  mostLevel,
  readChange,
  readLevels,
  readNumber,
  readOneOf,
  readOptional,
  readWindow,
  type Limits,
  type RuleInput,
} from './rule-fields.ts';
import { readDrift } from './drift-rule.ts';
import { readSchedule } from './schedule.ts';
import { isTrainingMetric, readTrainedChange, readTrainedValue } from './trained-rule.ts';

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
      if (isTrainingMetric(input.metric)) return readTrainedValue(input, input.metric);
      const metric = readMetric(input, signalMetrics) as MessageMetric | Problem;
      const isAbove = input.isAbove ?? isBadAbove(metric);
      return {
        metric,
        isAbove,
        ...readLevels(input, limitsOf(metric), isAbove),
        windowMinutes: readWindow(input),
        minimumCount: readMinimum(input),
        noDataMinutes: readOptional(input, 'noDataMinutes', { least: 5, most: maxMinutes, whole: true }),
        ...over(),
      };
    }
    case 'CHANGE': {
      if (isTrainingMetric(input.metric)) return readTrainedChange(input, input.metric);
      const metric = readMetric(input, signalMetrics) as MessageMetric | Problem;
      const isAbove = input.isAbove ?? isBadAbove(metric);
      return {
        metric,
        isAbove,
        ...readChange(input, isAbove),
        compareWith: readOneOf(input, 'compareWith', alertComparisons, 'WEEK_BEFORE'),
        windowMinutes: readWindow(input),
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
        ...readLevels(input, limitsOf(metric), isAbove),
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
    case 'DRIFT':
      return readDrift(input, readFilter(input));
    default:
      return input.source satisfies never;
  }
}

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

function limitsOf(metric: MessageMetric | Problem): Limits {
  if (shareMetrics.has(metric)) return { least: 0, most: 1 };
  if (metric === 'AVERAGE_RATING') return { least: ratingValues[0], most: ratingValues[ratingValues.length - 1] as number };
  return { least: 0, most: mostLevel };
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

function tooMany(input: RuleInput, field: 'channelIds' | 'escalateTo'): Problem | null {
  const count = input[field]?.length ?? 0;
  return count > maxChannelsOfRule ? new Problem(field, `has ${count} channels; at most ${maxChannelsOfRule} are taken`) : null;
}
