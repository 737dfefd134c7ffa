import type { MeaningEmbeddings } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { settingsRow } from '../queries/settings.ts';
import { modelVersion } from './versions.ts';

/** What embeddings of a workspace are made with. */
export interface EmbeddingSettings {
  readonly embeddings: MeaningEmbeddings;
  /** Of ENDPOINT. */
  readonly connectionId: string | null;
  readonly model: string | null;
  readonly dailyCapNanoUsd: bigint | null;
  readonly changedBy: string | null;
  readonly problem: string | null;
}

const builtIn: EmbeddingSettings = {
  embeddings: 'BUILT_IN',
  connectionId: null,
  model: null,
  dailyCapNanoUsd: null,
  changedBy: null,
  problem: null,
};

/** The settings as they stand. Source: PostgreSQL. */
export const embeddingSettings = async ({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<EmbeddingSettings> =>
  (await settingsRow(postgres, { workspaceId }))[0] ?? builtIn;

/** The version of rows whose embedding is as the settings want it. Vectors of different versions do not compare. */
export function versionOf({ embeddings, connectionId, model }: Pick<EmbeddingSettings, 'embeddings' | 'connectionId' | 'model'>): string {
  if (embeddings === 'BUILT_IN') return modelVersion;
  return embeddings === 'OFF' ? `${modelVersion} off` : `${modelVersion} ${connectionId}/${model}`;
}
/** The version of rows that have no embedding yet, and of those that the server refuses to make one of. */
export const waitingVersion = `${modelVersion} waiting`;
export const refusedVersion = (version: string): string => `${version} refused`;
