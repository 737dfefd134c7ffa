import type { AnalyticsFilter } from '../analytics/pure/filter.ts';
import type { DriftFeature, EffectLabel } from '../drift/types.ts';
import type { MessageMetric, SignalDimension, SignalMetric, TrainingMetric } from '../signals/types.ts';

/** What a rule watches. */
export const alertSources = [
  'VALUE',
  'CHANGE',
  'ANOMALY',
  'FORECAST',
  'BURN_RATE',
  'TRAINING_EVENT',
  'BUDGET',
  'NO_DATA',
  'GUARDRAIL',
  'DRIFT',
] as const;
export type AlertSource = (typeof alertSources)[number];

export const alertSeverities = ['INFO', 'WARNING', 'CRITICAL'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

export const channelKinds = ['EMAIL', 'SLACK', 'TEAMS', 'PAGERDUTY', 'WEBHOOK'] as const;
export type ChannelKind = (typeof channelKinds)[number];

const alertStates = ['OK', 'PENDING', 'FIRING', 'UNKNOWN', 'NO_DATA', 'MUTED'] as const;
export type AlertState = (typeof alertStates)[number];

export const episodeStates = ['FIRING', 'ACKNOWLEDGED', 'RESOLVED'] as const;
export type EpisodeState = (typeof episodeStates)[number];

export const alertTransitions = ['FIRED', 'REMINDED', 'ESCALATED', 'ACKNOWLEDGED', 'RESOLVED', 'TEST'] as const;
export type AlertTransition = (typeof alertTransitions)[number];

const deliveryStates = ['WAITING', 'SENT', 'FAILED', 'GIVEN_UP'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** With what a window is compared. */
export const alertComparisons = ['WINDOW_BEFORE', 'DAY_BEFORE', 'WEEK_BEFORE'] as const;
export type AlertComparison = (typeof alertComparisons)[number];

export const budgetPeriods = ['DAY', 'MONTH'] as const;
export type BudgetPeriod = (typeof budgetPeriods)[number];

export const trainingEvents = ['JOB_FAILED', 'JOB_STALLED', 'HEALTH_WARNING'] as const;
export type TrainingEvent = (typeof trainingEvents)[number];

/** What messages are distinguished by: one alert for each value. */
export type MessageDimension = Exclude<SignalDimension, 'TRAINING_JOB'>;

interface OverMessages {
  readonly filter: AnalyticsFilter;
  readonly dimension: MessageDimension;
}

interface OfMany {
  /** A value that is of fewer messages, verdicts, calls or points counts as none. */
  readonly minimumCount: number;
}

interface WithLevels {
  /** Whether it is bad that the value is high; otherwise that it is low. */
  readonly isAbove: boolean;
  /** From here on it is bad. */
  readonly trip: number;
  /** From here on it is good again; between the two, what was stays. */
  readonly clear: number;
}

/** A metric of training jobs over a window: each job that trains is a series. */
interface OverJobs extends OfMany {
  readonly metric: TrainingMetric;
  readonly dimension: 'TRAINING_JOB';
  readonly windowMinutes: number;
}

export type TrainedCondition =
  /** `noDataMinutes`: so long without a value is bad, too; null: it changes nothing. */
  | ({ readonly source: 'VALUE'; readonly noDataMinutes: number | null } & OverJobs & WithLevels)
  | ({ readonly source: 'CHANGE'; readonly compareWith: AlertComparison } & OverJobs & WithLevels);

/** What a rule watches, and from when on it is bad. */
export type Condition =
  | TrainedCondition
  | ({
      readonly source: 'VALUE';
      readonly metric: MessageMetric;
      readonly windowMinutes: number;
      /** So long without a value is bad, too; null: it changes nothing. */
      readonly noDataMinutes: number | null;
    } & OverMessages &
      OfMany &
      WithLevels)
  /** `trip` and `clear`: percent of change against the window that it is compared with. */
  | ({
      readonly source: 'CHANGE';
      readonly metric: MessageMetric;
      readonly windowMinutes: number;
      readonly compareWith: AlertComparison;
    } & OverMessages &
      OfMany &
      WithLevels)
  | ({
      readonly source: 'BURN_RATE';
      readonly metric: BurnMetric;
      /** Share that is to be good, 0 to 1. */
      readonly target: number;
      readonly longWindowMinutes: number;
      readonly shortWindowMinutes: number;
      /** How many times faster than allowed, in both windows. */
      readonly factor: number;
    } & OverMessages &
      OfMany)
  | ({ readonly source: 'BUDGET'; readonly budgetUsd: number; readonly budgetPeriod: BudgetPeriod } & OverMessages)
  | ({ readonly source: 'NO_DATA'; readonly noDataMinutes: number } & OverMessages)
  | ({
      readonly source: 'FORECAST';
      readonly metric: MessageMetric;
      readonly forecastDays: number;
      readonly filter: AnalyticsFilter;
    } & WithLevels)
  | {
      readonly source: 'ANOMALY';
      /** Null: any. */
      readonly metric: SignalMetric | null;
      readonly dimension: SignalDimension | null;
      readonly minimumSeverity: AlertSeverity;
    }
  | { readonly source: 'TRAINING_EVENT'; readonly trainingEvents: readonly TrainingEvent[] }
  | { readonly source: 'GUARDRAIL' }
  /** Messages of the last `windowMinutes` beside a pinned baseline, or the window before. */
  | {
      readonly source: 'DRIFT';
      readonly filter: AnalyticsFilter;
      readonly driftRole: DriftRole;
      /** Empty: all. */
      readonly driftFeatures: readonly DriftFeature[];
      /** Null: the window before. */
      readonly driftBaselineId: string | null;
      readonly minimumEffect: EffectLabel;
      readonly windowMinutes: number;
    };

export const driftRoles = ['BOTH', 'USER', 'ASSISTANT'] as const;
export type DriftRole = (typeof driftRoles)[number];
export const effectLabels = ['NEGLIGIBLE', 'SMALL', 'MEDIUM', 'LARGE'] as const satisfies readonly EffectLabel[];

export type ConditionOf<Source extends AlertSource> = Extract<Condition, { source: Source }>;

export const isOfTraining = (condition: Condition): condition is TrainedCondition =>
  'windowMinutes' in condition && 'dimension' in condition && condition.dimension === 'TRAINING_JOB';

/** Metrics of which a share is bad. */
export const burnMetrics = ['SUCCESS_SHARE', 'ERROR_SHARE', 'TOOL_FAILURE_SHARE'] as const satisfies readonly MessageMetric[];
export type BurnMetric = (typeof burnMetrics)[number];

/** Hours in which notices go out. */
export interface AlertSchedule {
  readonly timeZone: string;
  /** 1 (Monday) to 7. */
  readonly days: readonly number[];
  /** Minutes since midnight; a `to` that is not after `from` is of the next day. */
  readonly from: number;
  readonly to: number;
}

/** A rule as it is evaluated. */
export interface Rule {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly severity: AlertSeverity;
  readonly condition: Condition;
  readonly forMinutes: number;
  readonly dwellMinutes: number;
  readonly channelIds: readonly string[];
  readonly escalateAfterMinutes: number | null;
  readonly escalateTo: readonly string[];
  readonly repeatMinutes: number | null;
  readonly schedule: AlertSchedule | null;
  readonly mutedUntil: Date | null;
  readonly armedAt: Date;
  readonly updatedAt: Date;
  /** Null: it was not evaluated yet. */
  readonly evaluatedTo: Date | null;
}

/** What a notice says of one episode. */
export interface NoticeItem {
  readonly episodeId: string;
  readonly series: string;
  readonly sentence: string;
  readonly value: number | null;
  readonly peak: number | null;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
  readonly acknowledgedBy: string | null;
  /** Path of the page that shows what it is about. */
  readonly link: string;
}

/** What a delivery carries, the same on every attempt. */
export interface NoticeContent {
  /** Where links lead, without a path; null: the server that made the notice did not know. */
  readonly origin: string | null;
  readonly workspace: string;
  /** By which addresses of pages name the workspace; absent: a release that did not know it made the notice. */
  readonly workspaceSlug?: string;
  readonly rule: { readonly id: string; readonly name: string; readonly source: AlertSource; readonly severity: AlertSeverity } | null;
  readonly at: string;
  readonly items: readonly NoticeItem[];
}

export const maxRules = 200;
export const maxChannels = 50;
export const maxNameLength = 100;
export const maxRecipients = 20;
/** Values of a dimension that one rule tells apart. */
export const maxSeries = 500;
export const maxChannelsOfRule = 10;
export const maxWindowMinutes = 10_080;
export const maxMinutes = 43_200;
/** Reminders come no more often. */
export const leastRepeatMinutes = 15;
export const maxPreviewDays = 30;
export const minuteMs = 60_000;
