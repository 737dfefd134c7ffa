/** The day that weeks begin with. */
export const weekStarts = ['MONDAY', 'SUNDAY', 'SATURDAY'] as const;
export type WeekStart = (typeof weekStarts)[number];

/** What a threshold of latency can be set for. */
export const slaDimensions = ['MODEL', 'ENVIRONMENT'] as const;
export type SlaDimension = (typeof slaDimensions)[number];

/** A threshold for the messages of one model, or of one environment. Where both are about a message, that of its model holds. */
export interface SlaRule {
  readonly dimension: SlaDimension;
  /** Model or environment, as messages name it. */
  readonly value: string;
  readonly thresholdMs: number;
}

/** The threshold of each message: that of its model, else of its environment, else the default. */
export interface SlaThresholds {
  readonly thresholdMs: number;
  readonly rules: readonly SlaRule[];
}

/** Which side of a target is good. */
export type TargetBound = 'AT_LEAST' | 'AT_MOST';

/** Numbers that can have a target: which side is good, and what values are possible. */
export const targetKinds = {
  SUCCESS_SHARE: { bound: 'AT_LEAST', least: 0, most: 1, takes: 'a share from 0 to 1' },
  AVERAGE_RATING: { bound: 'AT_LEAST', least: 1, most: 5, takes: 'a rating from 1 to 5' },
  ERROR_SHARE: { bound: 'AT_MOST', least: 0, most: 1, takes: 'a share from 0 to 1' },
  SLA_BREACH_SHARE: { bound: 'AT_MOST', least: 0, most: 1, takes: 'a share from 0 to 1' },
  LATENCY_P95: { bound: 'AT_MOST', least: 1, most: 86_400_000, takes: 'milliseconds, 1 to 86400000 (a day)' },
  TIME_TO_FIRST_TOKEN_P95: { bound: 'AT_MOST', least: 1, most: 86_400_000, takes: 'milliseconds, 1 to 86400000 (a day)' },
  COST_PER_DAY: { bound: 'AT_MOST', least: 0, most: 1_000_000_000, takes: 'US dollars, 0 to 1000000000' },
  COST_PER_MONTH: { bound: 'AT_MOST', least: 0, most: 1_000_000_000, takes: 'US dollars, 0 to 1000000000' },
  COST_PER_MESSAGE: { bound: 'AT_MOST', least: 0, most: 1_000_000, takes: 'US dollars, 0 to 1000000' },
  COST_PER_SUCCESS: { bound: 'AT_MOST', least: 0, most: 1_000_000, takes: 'US dollars, 0 to 1000000' },
} as const satisfies Record<string, { bound: TargetBound; least: number; most: number; takes: string }>;
export type TargetMetric = keyof typeof targetKinds;
export const targetMetrics = Object.keys(targetKinds) as readonly TargetMetric[];

/** A bound that a number is held against. */
export interface MetricTarget {
  readonly metric: TargetMetric;
  readonly value: number;
}

/** What a workspace measures itself by. */
export interface Settings {
  readonly slaThresholdMs: number;
  readonly slaRules: readonly SlaRule[];
  readonly targets: readonly MetricTarget[];
  /** null: UTC for callers of the API, the zone of the device for readers of pages. */
  readonly timeZone: string | null;
  readonly weekStart: WeekStart;
  /** null: never changed, or reset. */
  readonly updatedAt: Date | null;
}

/** What holds until a workspace sets something else. */
export const defaultSettings: Settings = {
  slaThresholdMs: 5_000,
  slaRules: [],
  targets: [],
  timeZone: null,
  weekStart: 'MONDAY',
  updatedAt: null,
};
