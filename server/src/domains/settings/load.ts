import type { Postgres } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { settingsOfWorkspace } from './queries.ts';
import { defaultSettings, type Settings } from './types.ts';

/** So long may another server go on by the settings that were before. */
const rememberedMs = 2_000;

interface Remembered {
  readonly settings: Promise<Settings>;
  readonly readAt: number;
}
const ofPool = new WeakMap<Postgres, Map<string, Remembered>>();

/**
 * The settings of the workspace as they stand, or stood at most two seconds ago: every number of analytics asks for them. Changed in this
 * process, they hold at once.
 */
export function settingsOf({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<Settings> {
  const remembered = rememberedIn(postgres);
  const known = remembered.get(workspaceId);
  if (known !== undefined && performance.now() - known.readAt < rememberedMs) return known.settings;
  const settings = readSettings({ postgres }, workspaceId);
  remembered.set(workspaceId, { settings, readAt: performance.now() });
  settings.catch(() => remembered.delete(workspaceId)); // a failure is the caller's, and is not remembered
  return settings;
}

/** To be called when settings were changed, after the commit. */
export function forgetSettings({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): void {
  rememberedIn(postgres).delete(workspaceId);
}

/** The settings of the workspace as they stand now. */
export async function readSettings({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<Settings> {
  return (await settingsOfWorkspace(postgres, { workspaceId }))[0] ?? defaultSettings;
}

function rememberedIn(postgres: Postgres): Map<string, Remembered> {
  let settings = ofPool.get(postgres);
  if (settings === undefined) ofPool.set(postgres, (settings = new Map()));
  return settings;
}
