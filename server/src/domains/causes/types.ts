/** What messages are distinguished by in a search for causes. */
export const causeDimensions = [
  'MODEL',
  'PROVIDER',
  'PROMPT_VERSION',
  'TOOL',
  'ENVIRONMENT',
  'EXPERIMENT',
  'VARIANT',
  'CHANNEL',
  'HOUR',
  'TOPIC',
  'LANGUAGE',
  'COHORT',
] as const;
export type CauseDimension = (typeof causeDimensions)[number];

/** Most conditions of a cause. */
export const mostConditions = 3;

/** One condition of a cause: messages with this value of a dimension; '': messages without one. */
export interface Condition {
  readonly dimension: CauseDimension;
  readonly value: string;
  /** What people call the value; absent: by itself. Of topics and cohorts, whose values are ids. */
  readonly name?: string;
}

/** Two windows that are compared, and the quiet one before the baseline. Each [from, to). */
export interface Windows {
  readonly current: Window;
  readonly baseline: Window;
  /** As long as the baseline, just before it. */
  readonly quiet: Window;
}

export interface Window {
  readonly from: Date;
  readonly to: Date;
}

export const lengthMs = ({ from, to }: Window): number => to.getTime() - from.getTime();
