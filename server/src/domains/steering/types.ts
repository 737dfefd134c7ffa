/** Types of a parameter's values. */
export const parameterTypes = ['FLOAT', 'INT', 'BOOLEAN', 'STRING'] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** When a change takes effect. */
export const parameterChanges = ['NOW', 'AT_EPOCH', 'NEEDS_RESTART', 'IMPOSSIBLE'] as const;
export type ParameterChange = (typeof parameterChanges)[number];

export const updateStatuses = ['REQUESTED', 'DELIVERED', 'APPLIED', 'REFUSED'] as const;
export type UpdateStatus = (typeof updateStatuses)[number];

/** What a trainer answers to an update. */
export type UpdateAnswer = Exclude<UpdateStatus, 'REQUESTED'>;

export type ParameterValue = number | boolean | string;

/** A parameter as its trainer declared it. */
export interface DeclaredParameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly applies: ParameterChange;
  /** Least and greatest number; null: unbounded. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Null: not reported. */
  readonly current: ParameterValue | null;
}
