export const tileKinds = ['PANEL', 'TEXT', 'SECTION'] as const;
/** A panel of the dashboard, a text in Markdown, or a heading over the tiles below it. */
export type TileKind = (typeof tileKinds)[number];

/** Where a tile lies on the grid, in columns and rows from the upper left. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Tile extends Place {
  /** Chosen by the client; unique on its board. */
  readonly key: string;
  readonly kind: TileKind;
  /** Of a panel tile. */
  readonly panel: string | null;
  /** In place of the panel's own; the heading of a section. */
  readonly title: string | null;
  /** Of a text tile: Markdown. */
  readonly text: string | null;
}

/** What a board shows. */
export interface BoardContent {
  readonly name: string;
  /** Time range and filters: the query part of an address. */
  readonly search: string;
  readonly tiles: readonly Tile[];
}

export const COLUMNS = 12;
/** Least and most columns and rows of a tile, by its kind. */
export const sizes = {
  PANEL: { width: [3, COLUMNS], height: [3, 30] },
  TEXT: { width: [2, COLUMNS], height: [1, 30] },
  SECTION: { width: [COLUMNS, COLUMNS], height: [1, 1] },
} as const satisfies Record<TileKind, { readonly width: readonly [number, number]; readonly height: readonly [number, number] }>;
/** The lowest row in which a tile may begin. */
export const MAX_ROW = 3_000;

export const maxBoards = 500;
export const maxTiles = 100;
export const maxVersions = 100;
export const maxNameLength = 100;
export const maxKeyLength = 64;
export const maxTextLength = 20_000;
export const maxSearchLength = 8_000;

/** The panels that a board can show: those that the dashboard declares (client/src/panels/dashboard/registry.test.ts compares the two). */
export const panelIds = [
  'numbers',
  'model-performance',
  'training-effectiveness',
  'variants',
  'sessions',
  'group-comparison',
  'ratings',
  'success-rate',
  'failure-tags',
  'success-by-model',
  'turns-to-success',
  'abandonment',
  'judgments',
  'agreement',
  'quality-forecast',
  'sentiment-gauge',
  'sentiment-trend',
  'response-time',
  'first-token',
  'sla',
  'conversation-length',
  'tokens',
  'cost-by-model',
  'cost-per-success',
  'cost-outlook',
  'insights',
  'anomalies',
  'errors',
  'error-rate',
  'errors-over-time',
  'provider-health',
  'tools',
  'providers',
  'jobs',
  'activity',
  'retention',
] as const;
