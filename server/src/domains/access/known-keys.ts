import type { Viewer } from '../../platform/graphql/context.ts';
import type { Stores } from '../../platform/store/stores.ts';

/**
 * So long a valid key is not looked up again: exporters send many requests a second. A key revoked by another server ends after it, where
 * no live bus brings the news sooner.
 */
export const rememberedMs = 800;
const maxKeyCount = 10_000;

/** Keys that were valid a moment ago, by their hash. Wrong keys are not remembered. */
export class KnownKeys {
  /** Counts what was forgotten, so that a look-up that began before does not bring it back. */
  round = 0;
  readonly #viewers = new Map<string, { viewer: Viewer; untilMs: number }>();

  find(secretHash: Buffer, nowMs = performance.now()): Viewer | null {
    const known = this.#viewers.get(secretHash.toString('latin1'));
    return known === undefined || known.untilMs <= nowMs ? null : known.viewer;
  }

  /** `round`: as it was before the key was looked up. `lifeMs`: how long the key is still valid. */
  keep(secretHash: Buffer, viewer: Viewer, round: number, { lifeMs = Infinity, nowMs = performance.now() } = {}): void {
    if (round !== this.round) return;
    if (this.#viewers.size >= maxKeyCount) this.#viewers.clear();
    this.#viewers.set(secretHash.toString('latin1'), { viewer, untilMs: nowMs + Math.min(rememberedMs, lifeMs) });
  }

  forget(): void {
    this.round += 1;
    this.#viewers.clear();
  }
}

const knownKeys = new WeakMap<Stores['postgres'], KnownKeys>();

/** The keys that were valid in these stores. */
export function knownKeysOf({ postgres }: Pick<Stores, 'postgres'>): KnownKeys {
  let known = knownKeys.get(postgres);
  if (known === undefined) knownKeys.set(postgres, (known = new KnownKeys()));
  return known;
}
