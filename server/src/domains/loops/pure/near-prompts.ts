import { NearDuplicates, nearThreshold } from '../../datasets/pure/quality/near-duplicates.ts';
import { jaccard, shinglesOf } from '../../datasets/pure/quality/shingles.ts';
import type { Turn } from '../types.ts';

/** Prompts of fewer words may differ in a sign alone, and are only compared as they are. */
const leastShingles = 8;

interface Prompt {
  readonly id: string;
  readonly prompt: string;
  readonly turns: readonly Turn[];
}

/**
 * Prompts that are nearly the same as one before them (datasets/pure/quality/near-duplicates.ts). Two turns of one conversation share what stands
 * before them: their last turns have to be nearly the same, too.
 */
export class NearPrompts {
  readonly #found = new NearDuplicates();
  readonly #prompts: Prompt[] = [];

  /** The next prompt. */
  add(prompt: Prompt): void {
    this.#found.add(shinglesOf(prompt.prompt).length < leastShingles ? '' : prompt.prompt);
    this.#prompts.push(prompt);
  }

  /** Ids of those that are nearly the same as one before them. */
  closed(): string[] {
    const closed = new Set<number>();
    for (const { one, other } of this.#found.find(nearThreshold).pairs) if (this.#asksTheSame(one, other)) closed.add(other);
    return [...closed].toSorted((one, other) => one - other).map((at) => (this.#prompts[at] as Prompt).id);
  }

  #asksTheSame(one: number, other: number): boolean {
    const [first, second] = [one, other].map((at) => shinglesOf(this.#prompts[at]?.turns.at(-1)?.content ?? '')) as [
      Uint32Array,
      Uint32Array,
    ];
    return jaccard(first, second) >= nearThreshold;
  }
}
