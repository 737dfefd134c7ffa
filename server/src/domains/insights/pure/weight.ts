const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** How large a change is against where it began, 0 to 1: a doubling or a halving is 1. */
export function sizeOfChange(baseline: number, current: number): number {
  if (baseline === current) return 0;
  if (baseline <= 0 || current <= 0) return 1;
  return clamp(Math.abs(Math.log2(current / baseline)));
}

/** How much a change matters, 0 to 1: a worse number more than a better one, a large change more than a small one, an explained one more than one that is not. */
export const weightOfChange = ({ size, isWorse, isExplained }: { size: number; isWorse: boolean; isExplained: boolean }): number =>
  (isWorse ? 0.9 : 0.55) * (0.4 + 0.6 * size) * (isExplained ? 1 : 0.7);

/** How much a topic matters that is new, or that grows by `change` of all messages. */
export const weightOfTopic = ({ isNew, share, change }: { isNew: boolean; share: number; change: number }): number =>
  isNew ? clamp(0.5 + share) : clamp(0.35 + 2 * change);

interface Mean {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}
/** Half of an interval of 95 % in standard errors. */
const reach = 1.96;

/** How many standard errors two means are apart, by their intervals; null: one has none. */
export function distanceOf(before: Mean, now: Mean): number | null {
  const errorOf = ({ low, high }: Mean): number | null => (low === null || high === null ? null : (high - low) / 2 / reach);
  const [one, other] = [errorOf(before), errorOf(now)];
  if (one === null || other === null) return null;
  const error = Math.hypot(one, other);
  return error === 0 ? null : (now.mean - before.mean) / error;
}
