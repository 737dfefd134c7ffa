import type { Sums } from './leaves.ts';

export const rateOf = (part: number, of: number): number => (of === 0 ? 0 : part / of);

/** How the change of a value is made up: of traffic that moved, and of values that changed. Both in the unit of the value. */
export interface Effects {
  readonly mix: number;
  readonly rate: number;
}

/**
 * What a group adds to the change of a mean because its share of the traffic changed: the change of its share times how far its value is from
 * that of the whole, each the mean of both windows. Over groups that cover the whole, mix and rate together are exactly its change.
 */
export function mixEffectOf(sums: Sums, total: Sums): number {
  const { shareBefore, shareNow, rateBefore, rateNow } = sharesOf(sums, total);
  const ofWhole = (rateOf(total.baselinePart, total.baselineOf) + rateOf(total.currentPart, total.currentOf)) / 2;
  return (shareNow - shareBefore) * ((rateBefore + rateNow) / 2 - ofWhole);
}

/** What a group adds to the change of a mean because its own value changed: that change times its mean share of the traffic. */
export function rateEffectOf(sums: Sums, total: Sums): number {
  const { shareBefore, shareNow, rateBefore, rateNow } = sharesOf(sums, total);
  return ((shareNow + shareBefore) / 2) * (rateNow - rateBefore);
}

/** A group without traffic in a window is taken to have there the value of its other window: all of it is mix. */
function sharesOf({ baselinePart, baselineOf, currentPart, currentOf }: Sums, total: Sums) {
  const rateBefore = baselineOf === 0 ? rateOf(currentPart, currentOf) : baselinePart / baselineOf;
  return {
    shareBefore: rateOf(baselineOf, total.baselineOf),
    shareNow: rateOf(currentOf, total.currentOf),
    rateBefore,
    rateNow: currentOf === 0 ? rateBefore : currentPart / currentOf,
  };
}

/** Effects of a group on a mean. */
export const meanEffects = (sums: Sums, total: Sums): Effects => ({ mix: mixEffectOf(sums, total), rate: rateEffectOf(sums, total) });

/**
 * Effects of a group on a sum, such as a cost: `mix` from the number of its messages, `rate` from what one of them adds. Together they are
 * exactly the change of its sum. Of a count, where a message adds 1, all is mix.
 */
export function sumEffects({ baselinePart, baselineOf, currentPart, currentOf }: Sums): Effects {
  const before = baselineOf === 0 ? rateOf(currentPart, currentOf) : baselinePart / baselineOf;
  const now = currentOf === 0 ? before : currentPart / currentOf;
  return { mix: ((currentOf - baselineOf) * (before + now)) / 2, rate: ((currentOf + baselineOf) / 2) * (now - before) };
}
