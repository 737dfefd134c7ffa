/**
 * Where units can differ. Of a unit: the day and the source of its first exposure, environment and channel of its first answer, the model of
 * the last one before its exposure; the client of its exposure, and any attribute that it came with. FORCED: units that do not count. ANSWERED and ERROR: what became of units since their exposure.
 */
export const healthDimensions = [
  'DAY',
  'SOURCE',
  'ENVIRONMENT',
  'CHANNEL',
  'MODEL',
  'CLIENT',
  'ATTRIBUTE',
  'FORCED',
  'ANSWERED',
  'ERROR',
] as const;
export type HealthDimension = (typeof healthDimensions)[number];

/** Units of one value that do not fit the weights by themselves. */
export interface Cause {
  readonly dimension: HealthDimension;
  /** Name of the attribute; null: the dimension is another. */
  readonly attribute: string | null;
  readonly value: string;
  readonly counts: readonly { readonly variant: string; readonly n: number; readonly expected: number }[];
  readonly chiSquare: number;
  /** After Holm's correction for all that was looked at. */
  readonly pValue: number;
  /** Of the whole mismatch of the dimension, the part of this value. */
  readonly part: number;
  readonly missingFrom: string;
  readonly missingShare: number;
  /** That the other values fit the weights; null: there are none. */
  readonly restPValue: number | null;
  /** Without this value the units fit the weights, and it differs from the others: it explains the mismatch. */
  readonly explains: boolean;
  readonly sentence: string;
}
