import type { ExecutionResult } from 'graphql';
import { codedError } from '../errors.ts';
import type { WrittenResult } from '../json.ts';
import { maxSubscriptionCount, maxSubscriptionCountOfViewer } from '../limits/limits.ts';
import type { Place } from '../../store/asker.ts';
import { Turns } from '../../store/turns.ts';
import { Share, type ShareOptions } from './share.ts';

/** Subscriptions that are executed at once: while one waits for a store, another computes; more would only hold memory. */
const executionCount = 12;

export interface Joining extends Pick<ShareOptions, 'sharing' | 'open'> {
  /** Equal for all clients that receive the same values; null: not shared. */
  readonly key: string | null;
  readonly place: Place;
}

/**
 * All subscriptions of this server: equal ones are one (share.ts), and different ones take turns for execution (platform/store/turns.ts).
 */
export class Shares {
  readonly turns = new Turns(executionCount);
  readonly #byKey = new Map<string, Share>();
  readonly #countOfViewer = new Map<string, number>();
  #count = 0;

  /** How many different subscriptions are open. */
  get count(): number {
    return this.#count;
  }

  /** Errors  rejects, or resolves to a result with errors, where the subscription cannot be opened; TOO_MANY_SUBSCRIPTIONS. */
  join({ key, place, sharing, open }: Joining): Promise<AsyncIterableIterator<WrittenResult, undefined> | ExecutionResult> {
    const known = key === null ? undefined : this.#byKey.get(key);
    if (known !== undefined) return known.join(place);
    const ofViewer = this.#countOfViewer.get(place.viewer) ?? 0;
    if (this.#count >= maxSubscriptionCount || ofViewer >= maxSubscriptionCountOfViewer) return Promise.resolve({ errors: [tooMany()] });

    const share = new Share({
      sharing,
      open,
      alsoAt: (added, asker) => this.turns.alsoAt(added, asker),
      now: () => performance.now(),
      onEnd: () => {
        if (key !== null) this.#byKey.delete(key);
        this.#countFor(place.viewer, -1);
      },
    });
    if (key !== null) this.#byKey.set(key, share);
    this.#countFor(place.viewer, 1);
    return share.join(place);
  }

  #countFor(viewer: string, change: 1 | -1): void {
    this.#count += change;
    const ofViewer = (this.#countOfViewer.get(viewer) ?? 0) + change;
    if (ofViewer === 0) this.#countOfViewer.delete(viewer);
    else this.#countOfViewer.set(viewer, ofViewer);
  }
}

const tooMany = () =>
  codedError(
    'TOO_MANY_SUBSCRIPTIONS',
    `A key may have ${maxSubscriptionCountOfViewer} different subscriptions open, and all together ${maxSubscriptionCount}. Complete one first; equal ones count once.`,
  );
