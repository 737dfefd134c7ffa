import type { Checked } from '../../controls/form/form-state.ts';
import type {
  AlertRuleInput,
  AlertSource,
  AnalyticsFilter,
  SignalDimension,
  SignalMetric,
  WholeAlertRuleFragment,
} from '../../graphql/generated/graphql.ts';
import { metrics } from '../../panels/signals/words.ts';

type Given<Field extends keyof AlertRuleInput> = NonNullable<AlertRuleInput[Field]>;

/** A rule while it is typed: numbers are texts, and all sources have their fields. */
export interface RuleDraft {
  readonly name: string;
  readonly source: AlertSource;
  readonly severity: Given<'severity'>;
  readonly metric: SignalMetric;
  /** ANOMALY: of any metric. */
  readonly isAnyMetric: boolean;
  readonly dimension: SignalDimension;
  /** What of a stored filter has no field here; it stays. */
  readonly filter: AnalyticsFilter;
  /** Separated by commas, as the three that follow. */
  readonly models: string;
  readonly providers: string;
  readonly environments: string;
  readonly tools: string;
  readonly isAbove: boolean;
  /** Levels of shares are typed in percent. */
  readonly trip: string;
  readonly clear: string;
  readonly windowMinutes: string;
  readonly forMinutes: string;
  readonly dwellMinutes: string;
  readonly minimumCount: string;
  readonly compareWith: Given<'compareWith'>;
  readonly changePercent: string;
  readonly minimumSeverity: Given<'minimumSeverity'>;
  readonly forecastDays: string;
  /** In percent. */
  readonly target: string;
  readonly longWindowMinutes: string;
  readonly shortWindowMinutes: string;
  readonly factor: string;
  readonly driftRole: Given<'driftRole'>;
  /** None: all. */
  readonly driftFeatures: Given<'driftFeatures'>;
  /** Empty: the time before. */
  readonly driftBaselineId: string;
  readonly minimumEffect: Given<'minimumEffect'>;
  /** Length of the window of DRIFT. */
  readonly driftDays: string;
  readonly trainingEvents: Given<'trainingEvents'>;
  readonly budgetUsd: string;
  readonly budgetPeriod: Given<'budgetPeriod'>;
  /** Empty: silence changes nothing, where the source is a value. */
  readonly noDataMinutes: string;
  readonly channelIds: readonly string[];
  /** Empty: it does not escalate. */
  readonly escalateAfterMinutes: string;
  readonly escalateTo: readonly string[];
  /** Empty: no reminder. */
  readonly repeatMinutes: string;
  readonly hasSchedule: boolean;
  readonly timeZone: string;
  /** 1 (Monday) to 7. */
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  readonly isEnabled: boolean;
}

export const trainingEventNames: Readonly<Record<Given<'trainingEvents'>[number], string>> = {
  JOB_FAILED: 'a job fails or is lost',
  JOB_STALLED: 'a job stalls',
  HEALTH_WARNING: 'a health warning is raised',
};

export const emptyRule: RuleDraft = {
  name: '',
  source: 'VALUE',
  severity: 'WARNING',
  metric: 'ERROR_SHARE',
  isAnyMetric: true,
  dimension: 'WORKSPACE',
  filter: {},
  models: '',
  providers: '',
  environments: '',
  tools: '',
  isAbove: true,
  trip: '',
  clear: '',
  windowMinutes: '15',
  forMinutes: '0',
  dwellMinutes: '10',
  minimumCount: '',
  compareWith: 'WEEK_BEFORE',
  changePercent: '50',
  minimumSeverity: 'WARNING',
  forecastDays: '7',
  target: '99',
  longWindowMinutes: '60',
  shortWindowMinutes: '5',
  factor: '14.4',
  driftRole: 'BOTH',
  driftFeatures: [],
  driftBaselineId: '',
  minimumEffect: 'SMALL',
  driftDays: '7',
  trainingEvents: ['JOB_FAILED', 'JOB_STALLED', 'HEALTH_WARNING'],
  budgetUsd: '',
  budgetPeriod: 'DAY',
  noDataMinutes: '',
  channelIds: [],
  escalateAfterMinutes: '',
  escalateTo: [],
  repeatMinutes: '',
  hasSchedule: false,
  timeZone: 'UTC',
  days: [1, 2, 3, 4, 5],
  from: '08:00',
  to: '18:00',
  isEnabled: true,
};

const lists = ['models', 'providers', 'environments', 'tools'] as const;
type ListField = (typeof lists)[number];

const minutesOfDay = 1_440;
const isShare = (metric: SignalMetric): boolean => metrics[metric].unit === 'share';
/** Free of what binary fractions add. */
const plain = (value: number): string => String(Number(value.toPrecision(12)));
const levelText = (value: number | null | undefined, metric: SignalMetric): string =>
  value == null ? '' : plain(isShare(metric) ? value * 100 : value);
const numberText = (value: number | null | undefined, otherwise = ''): string => (value == null ? otherwise : plain(value));

/** What the form shows of a rule as the API takes it. */
export function draftOfInput(input: AlertRuleInput): RuleDraft {
  const filter = input.filter ?? {};
  const rest = Object.fromEntries(Object.entries(filter).filter(([field]) => !lists.includes(field as ListField))) as AnalyticsFilter;
  const metric = input.metric ?? emptyRule.metric;
  const text = (field: ListField): string => (filter[field] ?? []).join(', ');
  const { schedule } = input;
  return {
    ...emptyRule,
    name: input.name,
    source: input.source,
    severity: input.severity ?? emptyRule.severity,
    metric,
    isAnyMetric: input.metric == null,
    dimension: input.dimension ?? 'WORKSPACE',
    filter: rest,
    models: text('models'),
    providers: text('providers'),
    environments: text('environments'),
    tools: text('tools'),
    isAbove: input.isAbove ?? emptyRule.isAbove,
    trip: levelText(input.trip, metric),
    clear: levelText(input.clear, metric),
    windowMinutes: numberText(input.windowMinutes, emptyRule.windowMinutes),
    forMinutes: numberText(input.forMinutes, emptyRule.forMinutes),
    dwellMinutes: numberText(input.dwellMinutes, emptyRule.dwellMinutes),
    minimumCount: numberText(input.minimumCount),
    compareWith: input.compareWith ?? emptyRule.compareWith,
    changePercent: numberText(input.changePercent, emptyRule.changePercent),
    minimumSeverity: input.minimumSeverity ?? emptyRule.minimumSeverity,
    forecastDays: numberText(input.forecastDays, emptyRule.forecastDays),
    target: input.target == null ? emptyRule.target : plain(input.target * 100),
    longWindowMinutes: numberText(input.longWindowMinutes, emptyRule.longWindowMinutes),
    shortWindowMinutes: numberText(input.shortWindowMinutes, emptyRule.shortWindowMinutes),
    factor: numberText(input.factor, emptyRule.factor),
    driftRole: input.driftRole ?? emptyRule.driftRole,
    driftFeatures: input.driftFeatures ?? emptyRule.driftFeatures,
    driftBaselineId: String(input.driftBaselineId ?? emptyRule.driftBaselineId),
    minimumEffect: input.minimumEffect ?? emptyRule.minimumEffect,
    driftDays: input.source === 'DRIFT' && input.windowMinutes != null ? plain(input.windowMinutes / minutesOfDay) : emptyRule.driftDays,
    trainingEvents: input.trainingEvents ?? emptyRule.trainingEvents,
    budgetUsd: numberText(input.budgetUsd),
    budgetPeriod: input.budgetPeriod ?? emptyRule.budgetPeriod,
    noDataMinutes: numberText(input.noDataMinutes),
    channelIds: (input.channelIds ?? []).map(String),
    escalateAfterMinutes: numberText(input.escalateAfterMinutes),
    escalateTo: (input.escalateTo ?? []).map(String),
    repeatMinutes: numberText(input.repeatMinutes),
    hasSchedule: schedule != null,
    timeZone: schedule?.timeZone ?? emptyRule.timeZone,
    days: schedule?.days ?? emptyRule.days,
    from: schedule?.from ?? emptyRule.from,
    to: schedule?.to ?? emptyRule.to,
    isEnabled: input.isEnabled ?? true,
  };
}

/** What the form shows of a stored rule. */
export const draftOfRule = (rule: WholeAlertRuleFragment): RuleDraft =>
  draftOfInput({
    ...rule,
    filter: (rule.filter ?? {}) as AnalyticsFilter,
    driftBaselineId: rule.driftBaseline?.id ?? null,
    channelIds: rule.channels.map(({ id }) => id),
    escalateTo: rule.escalateTo.map(({ id }) => id),
  } as AlertRuleInput);

export const hasLevels = (source: AlertSource): boolean => source === 'VALUE' || source === 'FORECAST';
export const trainingMetrics: readonly SignalMetric[] = ['TRAINING_LOSS', 'GRADIENT_NORM', 'TRAINING_THROUGHPUT'];
/** Whether each training job has an alert of its own: there are no messages to choose. */
export const isOfTraining = ({ source, metric }: Pick<RuleDraft, 'source' | 'metric'>): boolean =>
  (source === 'VALUE' || source === 'CHANGE') && trainingMetrics.includes(metric);
const isOverMessagesSource = (source: AlertSource): boolean =>
  source !== 'ANOMALY' && source !== 'TRAINING_EVENT' && source !== 'GUARDRAIL';
export const isOverMessages = (draft: Pick<RuleDraft, 'source' | 'metric'>): boolean =>
  isOverMessagesSource(draft.source) && !isOfTraining(draft);
/** Whether one rule may have an alert for each value of a dimension. */
export const hasDimension = (source: AlertSource): boolean => isOverMessagesSource(source) && source !== 'FORECAST' && source !== 'DRIFT';
/** Sources whose condition comes and goes by itself: a wait and a pause between states make sense. */
export const hasTimes = (source: AlertSource): boolean =>
  source !== 'ANOMALY' && source !== 'TRAINING_EVENT' && source !== 'GUARDRAIL' && source !== 'DRIFT';

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

type Problems = Record<string, string>;
type NumberField = {
  [Field in keyof RuleDraft]: RuleDraft[Field] extends string ? Field : never;
}[keyof RuleDraft];

/** The condition of a draft as the API takes it, or what keeps it from being one: field by field. */
function readCondition(draft: RuleDraft, problems: Problems): Partial<AlertRuleInput> {
  const optional = (field: NumberField): number | null => {
    const text = String(draft[field]).trim();
    if (text === '') return null;
    const value = Number(text);
    if (!Number.isFinite(value)) problems[field] = 'Write a number.';
    return value;
  };
  const number = (field: NumberField): number => {
    const value = optional(field);
    if (value === null) problems[field] = 'Write a number.';
    return value ?? 0;
  };
  const level = (field: 'trip' | 'clear'): number | null => {
    const value = field === 'trip' ? number('trip') : optional('clear');
    return value === null ? null : isShare(draft.metric) ? value / 100 : value;
  };
  const over = isOfTraining(draft)
    ? { dimension: 'TRAINING_JOB' as const }
    : {
        filter: {
          ...draft.filter,
          ...Object.fromEntries(lists.flatMap((field) => (listOf(draft[field]).length === 0 ? [] : [[field, listOf(draft[field])]]))),
        },
        // What a metric of training has left there is of no message.
        ...(hasDimension(draft.source) && { dimension: draft.dimension === 'TRAINING_JOB' ? ('WORKSPACE' as const) : draft.dimension }),
      };
  const levels = () => ({ metric: draft.metric, isAbove: draft.isAbove, trip: level('trip'), clear: level('clear') });
  switch (draft.source) {
    case 'VALUE':
      return {
        ...over,
        ...levels(),
        windowMinutes: number('windowMinutes'),
        minimumCount: optional('minimumCount'),
        noDataMinutes: optional('noDataMinutes'),
      };
    case 'CHANGE':
      return {
        ...over,
        metric: draft.metric,
        isAbove: draft.isAbove,
        changePercent: number('changePercent'),
        compareWith: draft.compareWith,
        windowMinutes: number('windowMinutes'),
        minimumCount: optional('minimumCount'),
      };
    case 'BURN_RATE':
      return {
        ...over,
        metric: draft.metric,
        target: number('target') / 100,
        longWindowMinutes: number('longWindowMinutes'),
        shortWindowMinutes: number('shortWindowMinutes'),
        factor: number('factor'),
        minimumCount: optional('minimumCount'),
      };
    case 'BUDGET':
      return { ...over, budgetUsd: number('budgetUsd'), budgetPeriod: draft.budgetPeriod };
    case 'NO_DATA':
      return { ...over, noDataMinutes: number('noDataMinutes') };
    case 'FORECAST':
      return { ...over, ...levels(), forecastDays: number('forecastDays') };
    case 'DRIFT':
      return {
        ...over,
        driftRole: draft.driftRole,
        driftFeatures: [...draft.driftFeatures],
        driftBaselineId: draft.driftBaselineId === '' ? null : draft.driftBaselineId,
        minimumEffect: draft.minimumEffect,
        windowMinutes: Math.round(number('driftDays') * minutesOfDay),
      };
    case 'ANOMALY':
      return {
        metric: draft.isAnyMetric ? null : draft.metric,
        dimension: draft.dimension === 'WORKSPACE' ? null : draft.dimension,
        minimumSeverity: draft.minimumSeverity,
      };
    case 'TRAINING_EVENT':
      if (draft.trainingEvents.length === 0) problems['trainingEvents'] = 'Choose one at least.';
      return { trainingEvents: draft.trainingEvents };
    case 'GUARDRAIL':
      return {};
  }
}

/** The rule that a draft stands for, or what keeps it from being one. Limits are checked by the server, which names the field. */
export function readRule(draft: RuleDraft): Checked<AlertRuleInput> {
  const problems: Problems = {};
  const minutes = (field: 'forMinutes' | 'dwellMinutes' | 'escalateAfterMinutes' | 'repeatMinutes'): number | null => {
    const text = draft[field].trim();
    if (text === '') return null;
    if (!/^\d+$/.test(text)) problems[field] = 'Write whole minutes.';
    return Number(text);
  };
  const name = draft.name.trim();
  if (name === '') problems['name'] = 'Give it a name.';
  const value: AlertRuleInput = {
    ...readCondition(draft, problems),
    name,
    source: draft.source,
    severity: draft.severity,
    ...(hasTimes(draft.source) && { forMinutes: minutes('forMinutes'), dwellMinutes: minutes('dwellMinutes') }),
    channelIds: [...draft.channelIds],
    escalateAfterMinutes: minutes('escalateAfterMinutes'),
    escalateTo: [...draft.escalateTo],
    repeatMinutes: minutes('repeatMinutes'),
    schedule: draft.hasSchedule ? { timeZone: draft.timeZone, days: [...draft.days], from: draft.from, to: draft.to } : null,
    isEnabled: draft.isEnabled,
  };
  if (draft.hasSchedule && draft.days.length === 0) problems['days'] = 'Choose one day at least.';
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value };
}
