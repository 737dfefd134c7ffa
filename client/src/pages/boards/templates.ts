import { COLUMNS } from './layout.ts';
import type { Tile } from './tiles.ts';
import type { BoardContent } from './board-file.ts';

/** A board to begin with. */
export interface Template extends BoardContent {
  readonly id: string;
  readonly about: string;
}

type Part =
  | { readonly section: string }
  | { readonly text: string; readonly rows: number }
  | readonly (readonly [panel: string, columns: number])[];

const PANEL_ROWS = 7;
const NUMBERS_ROWS = 8;

/** Tiles of rows, one below the other; the panels of a row have one height. */
function laidOut(parts: readonly Part[]): Tile[] {
  const tiles: Tile[] = [];
  const plain = { panel: null, title: null, text: null };
  let y = 0;
  for (const part of parts) {
    const key = () => `t${tiles.length + 1}`;
    if ('section' in part) {
      tiles.push({ ...plain, key: key(), kind: 'SECTION', title: part.section, x: 0, y, width: COLUMNS, height: 1 });
      y += 1;
    } else if ('text' in part) {
      tiles.push({ ...plain, key: key(), kind: 'TEXT', text: part.text, x: 0, y, width: COLUMNS, height: part.rows });
      y += part.rows;
    } else {
      const height = part.some(([panel]) => panel === 'numbers') ? NUMBERS_ROWS : PANEL_ROWS;
      let x = 0;
      for (const [panel, width] of part) {
        tiles.push({ ...plain, key: key(), kind: 'PANEL', panel, x, y, width, height });
        x += width;
      }
      y += height;
    }
  }
  return tiles;
}

export const templates: readonly Template[] = [
  {
    id: 'cost-review',
    name: 'Cost review',
    about: 'what was spent, on which models, and what a success costs',
    search: 'range=30d',
    tiles: laidOut([
      [['numbers', 12]],
      { section: 'Where the money goes' },
      [
        ['cost-by-model', 8],
        ['cost-per-success', 4],
      ],
      [['model-performance', 12]],
      { section: 'What drives it' },
      [
        ['tokens', 6],
        ['conversation-length', 6],
      ],
      [['tools', 12]],
    ]),
  },
  {
    id: 'quality-review',
    name: 'Quality review',
    about: 'how messages were rated and judged, and why they failed',
    search: 'range=7d',
    tiles: laidOut([
      [['numbers', 12]],
      [
        ['success-rate', 8],
        ['ratings', 4],
      ],
      [
        ['success-by-model', 8],
        ['failure-tags', 4],
      ],
      { section: 'To read' },
      [['judgments', 12]],
    ]),
  },
  {
    id: 'on-call',
    name: 'On call',
    about: 'errors, latency, providers and jobs of the last day',
    search: 'range=24h',
    tiles: laidOut([
      {
        text: '**First look**: is it one provider, one model, or everything? Mark an incident with *Marks*, so that every chart shows it.',
        rows: 2,
      },
      [
        ['error-rate', 6],
        ['response-time', 6],
      ],
      [
        ['sla', 6],
        ['errors', 6],
      ],
      [['providers', 12]],
      { section: 'Behind it' },
      [['jobs', 12]],
      [['activity', 12]],
    ]),
  },
  {
    id: 'release-check',
    name: 'Release check',
    about: 'a new model or version against those before it',
    search: 'range=7d',
    tiles: laidOut([
      {
        text: 'Before a release is kept: success **not worse**, latency within the SLA, cost per success within budget, no new kind of error.',
        rows: 2,
      },
      [['variants', 12]],
      [['training-effectiveness', 12]],
      [
        ['success-by-model', 6],
        ['cost-by-model', 6],
      ],
      [
        ['first-token', 6],
        ['errors', 6],
      ],
    ]),
  },
];
