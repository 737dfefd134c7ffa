import type { Place } from './asker.ts';

/** Of those who wait for one answer, only so many hold a place for it. */
const maxPlaceCount = 64;

/**
 * Those who wait, taken in rounds: one of each viewer, and among those of one viewer one of each socket; of one socket in the order in
 * which they came. Whoever brings a thousand waits longer for them, and nobody else does.
 */
export class FairLine<Item> {
  /** Whose turn is next stands first. */
  readonly #viewers = new Map<string, Map<string, Set<Item>>>();
  readonly #placesOf = new Map<Item, Place[]>();

  get size(): number {
    return this.#placesOf.size;
  }

  /** Waits at each of the places, also where it waits elsewhere already, and is taken where its turn comes first. */
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

  /** Does nothing where it does not wait (any more). */
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
