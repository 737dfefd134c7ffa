import type { SubtreeTotals } from './tree.ts';

export interface OwnNumbers {
  /** Place of each span's parent; -1 for a root. Parents stand before their children. */
  readonly parents: Int32Array;
  /** Integer nano-dollars; NaN: no price is known. */
  readonly costsNanoUsd: Float64Array;
  readonly inputTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** 1: failed, and not made good. */
  readonly isError: Uint8Array;
  /** 1: a call of a model that answers with text. */
  readonly isModelCall: Uint8Array;
  /** 1: its tokens and its cost count (pure/counted.ts). */
  readonly isCounted: Uint8Array;
}

/** What each subtree comes to, its top included. Sums of integers below 2^53, so that their order changes nothing. */
export function subtreeTotals({
  parents,
  costsNanoUsd: costs,
  inputTokens: input,
  outputTokens: output,
  isError,
  isModelCall,
  isCounted,
}: OwnNumbers): SubtreeTotals {
  const count = parents.length;
  const costsNanoUsd = new Float64Array(count).fill(Number.NaN);
  const inputTokens = new Float64Array(count);
  const outputTokens = new Float64Array(count);
  const errorCounts = Uint32Array.from(isError);
  const modelCallCounts = Uint32Array.from(isModelCall);
  for (let place = count - 1; place >= 0; place -= 1) {
    if (isCounted[place] === 1) {
      inputTokens[place] = (inputTokens[place] as number) + (input[place] as number);
      outputTokens[place] = (outputTokens[place] as number) + (output[place] as number);
      costsNanoUsd[place] = plus(costsNanoUsd[place] as number, costs[place] as number);
    }
    const parent = parents[place] as number;
    if (parent < 0) continue;
    inputTokens[parent] = (inputTokens[parent] as number) + (inputTokens[place] as number);
    outputTokens[parent] = (outputTokens[parent] as number) + (outputTokens[place] as number);
    costsNanoUsd[parent] = plus(costsNanoUsd[parent] as number, costsNanoUsd[place] as number);
    errorCounts[parent] = (errorCounts[parent] as number) + (errorCounts[place] as number);
    modelCallCounts[parent] = (modelCallCounts[parent] as number) + (modelCallCounts[place] as number);
  }
  return { costsNanoUsd, inputTokens, outputTokens, errorCounts, modelCallCounts };
}

/** NaN is what is not known: it adds nothing. */
const plus = (one: number, other: number): number => (Number.isNaN(one) ? other : Number.isNaN(other) ? one : one + other);
