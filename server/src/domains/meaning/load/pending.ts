import { dayMs } from '../../../platform/ingest/time.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { pendingCount } from '../queries/settings.ts';
import { refusedVersion, versionOf, type EmbeddingSettings } from './settings.ts';

/** Messages of so many days have embeddings as they are wanted now: those that topics are found in. */
export const lookBackDays = 90;

/** Messages whose embedding is not as the settings want it, as far back as embeddings are made again. */
export const pendingOf = (workspaceId: string, settings: EmbeddingSettings) => {
  const version = versionOf(settings);
  return { workspaceId, since: new Date(Date.now() - lookBackDays * dayMs), done: [version, refusedVersion(version)] };
};

/** How many there are. */
export const pendingEmbeddings = async (
  { clickhouse }: Pick<Stores, 'clickhouse'>,
  workspaceId: string,
  settings: EmbeddingSettings,
): Promise<number> => (await pendingCount(clickhouse, pendingOf(workspaceId, settings)))[0]?.count ?? 0;
