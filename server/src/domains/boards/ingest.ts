import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems, sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readLine, readShortText } from '../../platform/ingest/values.ts';
import { BadBoard } from './errors.ts';
import { firstOverlap } from './pure/overlap.ts';
import { COLUMNS, MAX_ROW, maxKeyLength, maxNameLength, maxSearchLength, maxTextLength, maxTiles, panelIds, sizes } from './types.ts';
import type { BoardContent, Place, Tile, TileKind } from './types.ts';

/** A tile as the API takes it. */
export interface TileInput extends Place {
  readonly key: string;
  readonly kind: TileKind;
  readonly panel?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly text?: string | null | undefined;
}

/** A board as the API takes it. */
export interface ContentInput {
  readonly name: string;
  readonly search?: string | null | undefined;
  readonly tiles: readonly TileInput[];
}

/** The board as it can be stored, or every field at fault. */
export function checkContent(input: ContentInput): Result<BoardContent, BadBoard> {
  return checkInput(
    {
      name: readLine({ ...input }, 'name', maxNameLength),
      search: readFreeText(input.search, 'search', maxSearchLength) ?? '',
      tiles: readTiles(input.tiles),
    },
    BadBoard,
  );
}

function readTiles(given: readonly TileInput[]): readonly Tile[] | Problem | Problems {
  if (given.length > maxTiles) return new Problem('tiles', `has ${given.length} tiles; at most ${maxTiles} are kept`);
  const read = given.map(readTile);
  const problems = read.flatMap((tile) => (tile instanceof Problems ? tile.all : []));
  if (problems.length > 0) return new Problems(problems);
  const tiles = read as readonly Tile[];
  const twice = tiles.findIndex(({ key }, at) => tiles.findIndex((other) => other.key === key) < at);
  if (twice >= 0) return new Problem(`tiles[${twice}].key`, `is that of another tile; keys are unique on a board`);
  const overlap = firstOverlap(tiles);
  if (overlap !== null) return new Problem(`tiles[${overlap.tile}]`, `lies on tiles[${overlap.on}]: move one of them, or make it smaller`);
  return tiles;
}

function readTile({ kind, ...input }: TileInput, at: number): Tile | Problems {
  const path = `tiles[${at}]`;
  const within = sizes[kind];
  const key = readShortText({ key: input.key }, 'key', maxKeyLength);
  const read = sound({
    key: key instanceof Problem ? new Problem(`${path}.key`, key.reason) : key,
    width: readWhole(input.width, `${path}.width`, within.width),
    height: readWhole(input.height, `${path}.height`, within.height),
    x: readWhole(input.x, `${path}.x`, [0, Math.max(0, COLUMNS - Math.min(COLUMNS, Math.max(1, input.width)))]),
    y: readWhole(input.y, `${path}.y`, [0, MAX_ROW]),
    panel: kind === 'PANEL' ? readPanel(input.panel, `${path}.panel`) : readNothing(input.panel, `${path}.panel`, 'a PANEL'),
    title: readTitle(input.title, kind, `${path}.title`),
    text: kind === 'TEXT' ? readRequiredText(input.text, `${path}.text`) : readNothing(input.text, `${path}.text`, 'a TEXT'),
  });
  return read instanceof Problems ? read : { ...read, kind };
}

function readWhole(value: number, path: string, [least, most]: readonly [number, number]): number | Problem {
  if (value >= least && value <= most) return value;
  return new Problem(path, `is ${value}; ${least === most ? least : `${least} to ${most}`} is taken, on a grid of ${COLUMNS} columns`);
}

function readPanel(panel: string | null | undefined, path: string): string | Problem {
  const named = panel ?? '';
  if ((panelIds as readonly string[]).includes(named)) return named;
  const words = named === '' ? 'is missing' : `${JSON.stringify(named.slice(0, 60).toWellFormed())} is no panel`;
  return new Problem(path, `${words}; one of ${panelIds.join(', ')} is taken`);
}

function readTitle(title: string | null | undefined, kind: TileKind, path: string): string | null | Problem {
  if ((title ?? '').trim() === '') return kind === 'SECTION' ? new Problem(path, 'is missing: a section has a heading') : null;
  const read = readLine({ title }, 'title', maxNameLength);
  return read instanceof Problem ? new Problem(path, read.reason) : read;
}

function readRequiredText(text: string | null | undefined, path: string): string | Problem {
  return readFreeText(text, path, maxTextLength) ?? new Problem(path, 'is missing: a text tile has a text');
}

function readNothing(value: string | null | undefined, path: string, kind: string): null | Problem {
  return (value ?? '') === '' ? null : new Problem(path, `is given; only ${kind} tile has it`);
}

/** A text of several lines; null where there is none. */
function readFreeText(text: string | null | undefined, path: string, most: number): string | null | Problem {
  if (text === undefined || text === null || text.trim() === '') return null;
  if (text.length > most) return new Problem(path, `has ${text.length} characters; at most ${most} are kept`);
  const problem = unstorable(text);
  return problem === null ? text : new Problem(path, problem);
}
