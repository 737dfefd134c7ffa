import type { Stores } from '../../../platform/store/stores.ts';
import { conditionsOf } from '../../analytics/load.ts';
import { allOf, withinTime, type AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { hasRole } from '../queries/places.ts';
import { extentOfList, listAfter, wholeMessages, type ListedMessages, type WholeList, type WholeMessage } from '../queries/whole-list.ts';

export type { WholeMessage } from '../queries/whole-list.ts';

/** A message of a list, and what the facts know beside it. */
export interface ListedMessage {
  readonly message: WholeMessage;
  readonly createdAtMs: number;
  /** External id; null: none. */
  readonly userId: string | null;
  /** Null: no price is known. */
  readonly costNanoUsd: number | null;
}

/** Messages that a filter selects, of these roles; none: of all. */
export interface ListQuery {
  /** One that `checkFilter` has passed. */
  readonly filter: AnalyticsFilter;
  readonly roles: readonly string[];
}

/** How many messages are looked up in the facts at once. */
const placesAtOnce = 50_000;
/** How many one statement reads: with fewer, PostgreSQL waits more than it works. */
const messagesAtOnce = 1_000;
/** Of texts: what is read at once stands in memory twice, and the next one beside it. */
const maxBytesAtOnce = 4_000_000;

/** The messages of a list as they were at one moment, except those that are deleted or judged meanwhile. */
export class MessageList {
  /** How many there were. */
  readonly count: number;
  readonly #stores: Stores;
  readonly #list: WholeList;
  readonly #newestId: bigint;

  private constructor(stores: Stores, list: WholeList, { count, newestId }: { count: number; newestId: bigint }) {
    this.count = count;
    this.#stores = stores;
    this.#list = list;
    this.#newestId = newestId;
  }

  static async open(stores: Stores, workspaceId: string, { filter, roles }: ListQuery): Promise<MessageList> {
    const { where } = await conditionsOf(stores.postgres, workspaceId, filter);
    const list = { workspaceId, where: allOf([withinTime(filter), ...(roles.length === 0 ? [] : [hasRole(roles)]), where]) };
    const [extent] = await extentOfList(stores.clickhouse, { ...list, newestId: null });
    return new MessageList(stores, list, extent ?? { count: 0, newestId: 0n });
  }

  /** How many of them there are now. */
  async countAgain(): Promise<number> {
    const [extent] = await extentOfList(this.#stores.clickhouse, { ...this.#list, newestId: this.#newestId });
    return extent?.count ?? 0;
  }

  /** Oldest first, some at a time; while they are used, the next ones are read. */
  async *pages(): AsyncGenerator<readonly ListedMessage[]> {
    const places = this.#places();
    let reading = this.#next(places);
    reading.catch(() => {}); // awaited below, or not wanted any more
    for (;;) {
      const page = await reading;
      if (page === null) return;
      reading = this.#next(places);
      reading.catch(() => {});
      yield page;
    }
  }

  /** Two statements at once: PostgreSQL works on them in two processes. */
  async #next(places: Places): Promise<readonly ListedMessage[] | null> {
    const ahead = await places.next();
    if (ahead === null) return null;
    const [first, second] = await Promise.all([
      this.#read(sliced(ahead, 0, messagesAtOnce)),
      this.#read(sliced(ahead, messagesAtOnce, 2 * messagesAtOnce)),
    ]);
    // Fewer than asked for: either the last ones are gone, or the texts are long. They are asked for again, and what comes after them.
    const isWhole = first.endsAt === Math.min(messagesAtOnce, ahead.ids.length);
    places.take(isWhole ? first.endsAt + second.endsAt : first.endsAt);
    return isWhole ? [...first.messages, ...second.messages] : first.messages;
  }

  /** `endsAt`: how many of the places it has gone through. */
  async #read({ ids, areJudged, haveToolCalls, createdAtMs, costsNanoUsd, userIds }: ListedMessages): Promise<{
    readonly messages: readonly ListedMessage[];
    readonly endsAt: number;
  }> {
    if (ids.length === 0) return { messages: [], endsAt: 0 };
    const { workspaceId } = this.#list;
    const rows = await wholeMessages(this.#stores.postgres, { workspaceId, ids, areJudged, haveToolCalls, maxBytes: maxBytesAtOnce });
    const messages = rows.map((message) => {
      const index = message.place - 1;
      return {
        message,
        createdAtMs: createdAtMs[index] as number,
        userId: userIds[index] || null,
        costNanoUsd: costsNanoUsd[index] ?? null,
      };
    });
    return { messages, endsAt: rows.at(-1)?.place ?? ids.length };
  }

  #places(): Places {
    const { clickhouse } = this.#stores;
    return new Places((after) => listAfter(clickhouse, { ...this.#list, newestId: this.#newestId, after, limit: placesAtOnce }));
  }
}

type After = Parameters<typeof listAfter>[1]['after'];

/** Goes through a list of places: some are looked at, and as many are taken off as were used. */
class Places {
  readonly #read: (after: After) => Promise<ListedMessages>;
  #held: ListedMessages | null = null;
  #from = 0;

  constructor(read: (after: After) => Promise<ListedMessages>) {
    this.#read = read;
  }

  /** Null: there are no more. */
  async next(): Promise<ListedMessages | null> {
    const held = this.#held;
    if (held === null || this.#from >= held.ids.length) {
      if (held !== null && held.ids.length < placesAtOnce) return null;
      const last = (held?.ids.length ?? 0) - 1;
      const after = held === null ? null : { createdAt: new Date(held.createdAtMs[last] as number), id: BigInt(held.ids[last] as number) };
      this.#held = await this.#read(after);
      this.#from = 0;
      if (this.#held.ids.length === 0) return null;
    }
    return sliced(this.#held as ListedMessages, this.#from, this.#from + 2 * messagesAtOnce);
  }

  take(count: number): void {
    this.#from += count;
  }
}

const sliced = (all: ListedMessages, from: number, to: number): ListedMessages => ({
  ids: all.ids.slice(from, to),
  createdAtMs: all.createdAtMs.slice(from, to),
  costsNanoUsd: all.costsNanoUsd.slice(from, to),
  userIds: all.userIds.slice(from, to),
  areJudged: all.areJudged.slice(from, to).map(Boolean),
  haveToolCalls: all.haveToolCalls.slice(from, to).map(Boolean),
});
