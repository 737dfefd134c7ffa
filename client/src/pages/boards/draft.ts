import type { Tile } from './tiles.ts';

/** A board that is being changed, with what it was before each change. */
export interface Draft {
  readonly name: string;
  readonly tiles: readonly Tile[];
  readonly past: readonly (readonly Tile[])[];
  readonly future: readonly (readonly Tile[])[];
}

/** So many changes can be undone. */
const MOST_PAST = 100;

export const draftOf = (name: string, tiles: readonly Tile[]): Draft => ({ name, tiles, past: [], future: [] });

export const changed = (draft: Draft, tiles: readonly Tile[]): Draft =>
  JSON.stringify(tiles) === JSON.stringify(draft.tiles)
    ? draft
    : { ...draft, tiles, past: [...draft.past.slice(1 - MOST_PAST), draft.tiles], future: [] };

export function undone(draft: Draft): Draft {
  const before = draft.past.at(-1);
  return before === undefined ? draft : { ...draft, tiles: before, past: draft.past.slice(0, -1), future: [draft.tiles, ...draft.future] };
}

export function redone(draft: Draft): Draft {
  const [next, ...future] = draft.future;
  return next === undefined ? draft : { ...draft, tiles: next, past: [...draft.past, draft.tiles], future };
}
