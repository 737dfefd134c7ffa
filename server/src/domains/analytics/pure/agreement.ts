/** Sums over messages that have at least two values. */
export interface AgreementSums {
  /** Messages. */
  readonly unitCount: number;
  /** Values, m of each message: n = Σ m. */
  readonly valueCount: number;
  /** Σ over messages of the disagreement of their pairs, Σ_{i≠j} δ(x_i, x_j) ÷ (m − 1). */
  readonly within: number;
  /** Σ_{i≠j} δ(x_i, x_j) over all values, of whatever message. */
  readonly among: number;
}

export interface Agreement {
  readonly messageCount: number;
  readonly valueCount: number;
  /** Krippendorff's alpha: 1, all agree; 0, as by chance; null: nothing to compare, or all values are the same. */
  readonly alpha: number | null;
}

/** Krippendorff's alpha = 1 − (within ÷ n) ÷ (among ÷ (n(n − 1))). */
export function agreementOf({ unitCount, valueCount, within, among }: AgreementSums): Agreement {
  const expected = valueCount < 2 ? 0 : among / (valueCount * (valueCount - 1));
  return { messageCount: unitCount, valueCount, alpha: expected === 0 ? null : 1 - within / valueCount / expected };
}
