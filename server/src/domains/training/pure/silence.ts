const minuteMs = 60_000;

/** A job whose trainer is silent for so long is stalled at the earliest. */
const leastStallMs = 5 * minuteMs;
/** Nor before so many times the usual pause between what it sends. */
const stallGaps = 5;
/** A job that is silent for so long is given up. */
export const giveUpMs = 24 * 60 * minuteMs;

/** After which silence a job is stalled. `gapMs`: median time between what its trainer has sent; null: not known. */
export const stallMs = (gapMs: number | null): number => Math.min(giveUpMs, Math.max(leastStallMs, stallGaps * (gapMs ?? 0)));
