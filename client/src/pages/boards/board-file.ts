import type { BoardTileKind } from '../../graphql/generated/graphql.ts';
import { inputOf } from './tiles.ts';
import type { Tile } from './tiles.ts';

/** What a board shows, as its file has it. */
export interface BoardContent {
  readonly name: string;
  readonly search: string;
  readonly tiles: readonly Tile[];
}

const FORM = 'fine-tune-lab.board';
const VERSION = 1;
const kinds: readonly string[] = ['PANEL', 'TEXT', 'SECTION'] satisfies BoardTileKind[];

/** The text of a board's file. */
export const writeBoard = ({ name, search, tiles }: BoardContent): string =>
  `${JSON.stringify({ form: FORM, version: VERSION, name, search, tiles: inputOf(tiles) }, null, 2)}\n`;

export type ReadBoard = { readonly ok: true; readonly board: BoardContent } | { readonly ok: false; readonly problem: string };

const problem = (words: string): ReadBoard => ({ ok: false, problem: words });

/** A board from the text of its file, or why it is none. `panels`: ids of the panels that there are. Places and sizes are checked by the server. */
export function readBoard(text: string, panels: readonly string[]): ReadBoard {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return problem(`This is no JSON: ${(error as Error).message}.`);
  }
  if (typeof parsed !== 'object' || parsed === null || (parsed as { form?: unknown }).form !== FORM)
    return problem(`This is no file of a board: one has "form": "${FORM}".`);
  const { version, name, search, tiles } = parsed as Record<string, unknown>;
  if (version !== VERSION) return problem(`The file has version ${JSON.stringify(version)}; ${VERSION} can be read.`);
  if (typeof name !== 'string' || name.trim() === '') return problem('The board has no name.');
  if (!Array.isArray(tiles)) return problem('The board has no list of tiles.');
  const read: Tile[] = [];
  for (const [at, tile] of (tiles as unknown[]).entries()) {
    const one = readTile(tile, panels);
    if (typeof one === 'string') return problem(`tiles[${at}]: ${one}`);
    read.push(one);
  }
  return { ok: true, board: { name, search: typeof search === 'string' ? search : '', tiles: read } };
}

function readTile(tile: unknown, panels: readonly string[]): Tile | string {
  if (typeof tile !== 'object' || tile === null) return 'is no object.';
  const { key, kind, panel, title, text, ...place } = tile as Record<string, unknown>;
  if (typeof key !== 'string') return 'has no key.';
  if (typeof kind !== 'string' || !kinds.includes(kind)) return `has the kind ${JSON.stringify(kind)}; ${kinds.join(', ')} are possible.`;
  const numbers = ['x', 'y', 'width', 'height'] as const;
  const missing = numbers.find((name) => !Number.isInteger(place[name]));
  if (missing !== undefined) return `${missing} is no whole number.`;
  if (kind === 'PANEL' && (typeof panel !== 'string' || !panels.includes(panel)))
    return `there is no panel ${JSON.stringify(panel)}; possible are ${panels.join(', ')}.`;
  const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const [x, y, width, height] = numbers.map((name) => place[name] as number) as [number, number, number, number];
  return { key, kind: kind as BoardTileKind, x, y, width, height, panel: textOf(panel), title: textOf(title), text: textOf(text) };
}
