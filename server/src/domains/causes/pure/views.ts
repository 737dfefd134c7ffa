import { mixEffectOf, rateOf } from './effects.ts';
import type { Sums } from './leaves.ts';

/** What changed in a group: its value at equal traffic, the traffic at equal values, or a sum. */
export type Effect = 'RATE' | 'MIX' | 'VOLUME';

/** How a group is compared with what it would have if nothing had changed. */
export interface View {
  readonly effect: Effect;
  /** What the group has, and what it would have. */
  readonly pairOf: (sums: Sums) => readonly [observed: number, expected: number];
  /** How much of the change of the whole comes from the group, in parts; negative against its direction. */
  readonly excessOf: (sums: Sums) => number;
  /** Its share of the traffic, 0 to 1. */
  readonly trafficOf: (sums: Sums) => number;
  /** 1: a rise is looked for; -1: a fall. */
  readonly directionOf: (sums: Sums) => 1 | -1;
  /** The size of some events, in the unit of a pair: pairs below it say little. */
  readonly fewEvents: number;
}

/** So many messages with the value of the whole are added to the baseline of a group: a small one is expected to be like the whole. */
const priorOf = 20;
/** Groups with fewer events than this can't be distinguished from noise. */
const fewEventCount = 3;

/** `unit`: the size of one event, in parts: 1 for errors; for amounts the mean square by the mean. */
export interface Change {
  readonly total: Sums;
  readonly direction: 1 | -1;
  readonly unit: number;
}

/** What a group would add up to in the current window with the value of its baseline. */
export const expectedPart = ({ currentOf, baselinePart, baselineOf }: Sums, total: Sums): number =>
  (currentOf * (baselinePart + priorOf * rateOf(total.baselinePart, total.baselineOf))) / (baselineOf + priorOf);

/** Values within groups have changed. */
export function rateView({ total, direction, unit }: Change): View {
  const pairOf = (sums: Sums) => [sums.currentPart, expectedPart(sums, total)] as const;
  return {
    effect: 'RATE',
    pairOf,
    excessOf: (sums) => {
      const [observed, expected] = pairOf(sums);
      return direction * (observed - expected);
    },
    trafficOf: ({ currentOf }) => rateOf(currentOf, total.currentOf),
    directionOf: () => direction,
    fewEvents: fewEventCount * unit,
  };
}

/** Groups with other values than the whole have more, or less, of the traffic. */
export function mixView({ total, direction }: Change): View {
  const scale = rateOf(total.currentOf, total.baselineOf);
  const pairOf = ({ currentOf, baselineOf }: Sums) => [currentOf, baselineOf * scale] as const;
  return {
    effect: 'MIX',
    pairOf,
    excessOf: (sums) => direction * mixEffectOf(sums, total) * total.currentOf,
    trafficOf: (sums) => {
      const [observed, expected] = pairOf(sums);
      return rateOf(Math.min(observed, expected), total.currentOf);
    },
    directionOf: ({ currentOf, baselineOf }) => (currentOf >= baselineOf * scale ? 1 : -1),
    fewEvents: fewEventCount,
  };
}

/** A sum has changed: parts of groups, whatever the number of their messages. */
export function volumeView({ total, direction, unit }: Change): View {
  return {
    effect: 'VOLUME',
    pairOf: ({ currentPart, baselinePart }) => [currentPart, baselinePart],
    excessOf: ({ currentPart, baselinePart }) => direction * (currentPart - baselinePart),
    trafficOf: ({ currentPart, baselinePart }) =>
      rateOf(Math.min(currentPart, baselinePart), Math.min(total.currentPart, total.baselinePart)),
    directionOf: () => direction,
    fewEvents: fewEventCount * unit,
  };
}

/** How far what a group has is from what it would have, as a logarithm in the direction looked for; near 0 for few events. */
export const liftOf = ({ fewEvents }: View, direction: 1 | -1, observed: number, expected: number): number =>
  direction * Math.log((observed + fewEvents) / (expected + fewEvents));

/** How far a part of a group has moved beside the whole group, 0 (not at all) to 1 (as far, or further). */
export function movedShare(view: View, direction: 1 | -1, lift: number, sums: Sums): number {
  const [observed, expected] = view.pairOf(sums);
  // The lift that the part would have if it had moved as far as the group: a small part shows less of it.
  const asGroup = liftOf(view, direction, expected * Math.exp(direction * lift), expected);
  return clamp(liftOf(view, direction, observed, expected) / Math.max(asGroup, 1e-9));
}

export const clamp = (share: number): number => Math.min(1, Math.max(0, share));
