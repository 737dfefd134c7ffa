export const warningKinds = [
  'NAN',
  'HIDDEN_NAN',
  'DIVERGENCE',
  'PLATEAU',
  'OVERFITTING',
  'STALLED',
  'THROUGHPUT_DROP',
  'LEARNING_RATE',
] as const;
export type WarningKind = (typeof warningKinds)[number];

/** What was seen, as numbers by their names; names of metrics, and values that are not finite, as text. */
export type Evidence = Readonly<Record<string, number | string>>;

/** Something that is going wrong in a job. */
export interface Finding {
  readonly kind: WarningKind;
  /** The first step of what is wrong; of overfitting, the step of the best evaluation. */
  readonly beganAtStep: number;
  readonly evidence: Evidence;
  /** What happened, with its numbers. */
  readonly message: string;
  /** What can be done about it. */
  readonly advice: string;
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** "2,675". */
export const stepText = (step: number): string => whole.format(step);

/** A value with four significant digits: "1.297", "5e-6", "NaN". */
export function valueText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  if (size >= 100_000 || (size > 0 && size < 1e-4)) return rounded.toExponential().replace('e+', 'e');
  return size >= 1_000 ? new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 }).format(rounded) : String(rounded);
}

/** "37 %", "0.4 %". */
export const percentText = (share: number): string => `${valueText(Number((share * 100).toPrecision(2)))} %`;

/** "45 s", "12 min", "3.5 h". */
export function durationText(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1_000)} s`;
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${Number((ms / 3_600_000).toPrecision(2))} h`;
}

/** A value of evidence: what JSON has no number for, as text. */
export const evident = (value: number): number | string => (Number.isFinite(value) ? value : String(value));
