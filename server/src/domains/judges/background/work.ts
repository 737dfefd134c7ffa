import type { LoopContext } from '../../../platform/domain.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { pause } from '../../../platform/store/pause.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { subjectsOf } from '../load/subjects.ts';
import { claimItems, type ClaimedItem } from '../queries/items.ts';
import { endRuns } from '../queries/runs.ts';
import { textsOfMessages } from '../queries/texts.ts';
import { judgeItem, type Judging } from './judge-item.ts';
import { settle, type Judged } from './settle.ts';

/** Items in hand at once, on each server. */
const mostInHand = 16;
/** Longer than two calls of a model may last. */
const leaseSeconds = 240;
const idleMs = 1_000;
const failedMs = 3_000;

interface Working {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
}

/** Judges what waits, as it comes, until stopped. Any number of servers may run one: each item is one server's at a time. */
export function startJudging({ stores, live, onPassed, onError }: LoopContext): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const crew = new Crew({ stores, live }, stopping.signal, onError);
  const pass = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const count = await crew.take(mostInHand);
        onPassed();
        await (count > 0 ? crew.room(idleMs) : pause(idleMs, stopping.signal));
      } catch (error) {
        onError(error);
        await pause(failedMs, stopping.signal);
      }
    }
  };
  const done = pass();
  return {
    stop: async () => {
      stopping.abort();
      await done;
      await crew.over();
    },
  };
}

/** Judges what waits now, and waits for it: for the command line and the tests. What is to be tried again later is left. */
export async function drainJudging(
  stores: Stores,
  live: Pick<LiveBus, 'publish'> = { publish: () => {} },
  workers = mostInHand,
): Promise<void> {
  const errors: unknown[] = [];
  const crew = new Crew({ stores, live }, new AbortController().signal, (error) => errors.push(error));
  while ((await crew.take(workers)) > 0) await crew.over();
  await crew.over();
  if (errors.length > 0) throw errors[0];
}

/** Items in hand, and what became of them until it is stored: that goes in batches, as fast as the store takes them. */
class Crew {
  readonly #working: Working;
  readonly #signal: AbortSignal;
  readonly #onError: (error: unknown) => void;
  readonly #inHand = new Set<Promise<void>>();
  #judged: Judged[] = [];
  #storing: Promise<void> | null = null;

  constructor(working: Working, signal: AbortSignal, onError: (error: unknown) => void) {
    this.#working = working;
    this.#signal = signal;
    this.#onError = onError;
  }

  /** Takes up items, so that at most so many are in hand; how many it took. */
  async take(most: number): Promise<number> {
    const { stores } = this.#working;
    const room = most - this.#inHand.size;
    const claimed = room > 0 ? await claimItems(stores.postgres, { limit: room, leaseSeconds }) : [];
    if (claimed.length === 0) {
      for (const { id } of await endRuns(stores.postgres)) this.#working.live.publish('judgeRun.changed', id, {});
      return 0;
    }
    for (const [workspaceId, items] of Map.groupBy(claimed, (item) => item.workspaceId))
      await inWorkspace(workspaceId, () => this.#begin(workspaceId, items));
    return claimed.length;
  }

  /** Resolves when one item is out of hand, or after a while. */
  async room(ms: number): Promise<void> {
    await Promise.race([...this.#inHand, pause(ms, this.#signal)]);
  }

  async over(): Promise<void> {
    while (this.#inHand.size > 0) await Promise.all(this.#inHand);
  }

  async #begin(workspaceId: string, items: readonly ClaimedItem[]): Promise<void> {
    const { stores } = this.#working;
    const messageIds = [
      ...new Set(items.flatMap(({ messageId, otherMessageId }) => [messageId, ...(otherMessageId === null ? [] : [otherMessageId])])),
    ];
    const [subjects, texts] = await Promise.all([
      subjectsOf(stores, workspaceId, [...new Set(items.map(({ runId }) => runId))]),
      textsOfMessages(stores.postgres, { workspaceId, messageIds }),
    ]);
    const byId = new Map(texts.map((text) => [text.id, text]));
    for (const item of items) {
      const subject = subjects.get(item.runId);
      const text = byId.get(item.messageId);
      const other = item.otherMessageId === null ? null : byId.get(item.otherMessageId);
      // The message, or the run, is deleted, and the item with it.
      if (subject === undefined || text === undefined || other === undefined) continue;
      const work = this.#judge({ item, subject, text, other })
        .catch(this.#onError)
        .finally(() => this.#inHand.delete(work));
      this.#inHand.add(work);
    }
  }

  /** Until it is stored. An error leaves the item to be taken up again when its time is up. */
  async #judge(judging: Judging): Promise<void> {
    const { outcome, problem, holdSeconds } = await judgeItem(this.#working.stores, judging, this.#signal);
    this.#judged.push({ judging, outcome, problem, holdSeconds });
    while (this.#judged.some((one) => one.outcome === outcome)) await (this.#storing ??= this.#store());
    await this.#storing;
  }

  async #store(): Promise<void> {
    const judged = this.#judged;
    this.#judged = [];
    try {
      for (const [workspaceId, of] of Map.groupBy(judged, ({ outcome }) => outcome.item.workspaceId))
        await inWorkspace(workspaceId, () => settle(this.#working.stores, this.#working.live, workspaceId, of));
    } finally {
      this.#storing = null;
    }
  }
}
