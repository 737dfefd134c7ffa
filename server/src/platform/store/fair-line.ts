import type { Place } from './asker.ts';

/** Of the callers that wait for one answer, only this many hold a place in line. */
const maxPlaceCount = 64;

/**
 * A waiting line, served in rounds: one of each viewer, and among those of one viewer one of each socket; of one socket in order of
 * arrival. A caller with a thousand waits longer for them, and no other caller does.
 */
export class FairLine<Item> {
  /** The next in turn is first. */
  readonly #viewers = new Map<string, Map<string, Set<Item>>>();
  readonly #placesOf = new Map<Item, Place[]>();

  get size(): number {
    return this.#placesOf.size;
  }

  /** Adds an entry at each of the places, also to one that already waits elsewhere; the first turn of any place serves it. */
  add(places: Iterable<Place>, item: Item): void {
    const own = this.#placesOf.get(item) ?? [];
    this.#placesOf.set(item, own);
    for (const place of places) {
      if (own.length >= maxPlaceCount) return;
      const sockets = this.#viewers.get(place.viewer) ?? new Map<string, Set<Item>>();
      this.#viewers.set(place.viewer, sockets);
      const items = sockets.get(place.socket) ?? new Set<Item>();
      sockets.set(place.socket, items);
      if (items.has(item)) continue;
      items.add(item);
      own.push(place);
    }
  }

  /** Does nothing if the entry does not wait (any more). */
  remove(item: Item): void {
    for (const { viewer, socket } of this.#placesOf.get(item) ?? []) {
      const sockets = this.#viewers.get(viewer) as Map<string, Set<Item>>;
      const items = sockets.get(socket) as Set<Item>;
      items.delete(item);
      if (items.size === 0) sockets.delete(socket);
      if (sockets.size === 0) this.#viewers.delete(viewer);
    }
    this.#placesOf.delete(item);
  }

  /** The next one of a viewer who may have a turn; null: there is none. */
  take(mayHaveOne: (viewer: string) => boolean): { viewer: string; item: Item } | null {
    for (const [viewer, sockets] of this.#viewers) {
      if (!mayHaveOne(viewer)) continue;
      const [socket, items] = sockets.entries().next().value as [string, Set<Item>];
      const item = items.values().next().value as Item;
      this.remove(item);
      toTheEnd(sockets, socket);
      toTheEnd(this.#viewers, viewer);
      return { viewer, item };
    }
    return null;
  }
}

function toTheEnd<Key, Value>(map: Map<Key, Value>, key: Key): void {
  const value = map.get(key);
  if (value === undefined) return;
  map.delete(key);
  map.set(key, value);
}
