import type { assertAffordable } from './limits/cost.ts';

/** What an operation costs, by its context, from validation on. */
export const costs = new WeakMap<object, ReturnType<typeof assertAffordable>>();

export const costOf = (context: object): number => costs.get(context)?.cost ?? 0;
