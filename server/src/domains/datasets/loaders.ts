import { perOperation } from '../../platform/graphql/per-operation.ts';
import type { DatasetVersion } from '../../platform/store/prisma/generated/client.ts';
import type { QualityReport } from './pure/quality/analyse.ts';
import { qualityOfVersions } from './queries/quality.ts';
import { draftCounts } from './queries/draft.ts';
import { sourcesOfRows } from './queries/sources.ts';
import { tokensOfVersions } from './queries/tokens.ts';
import { latestVersions, type StoredVersion } from './queries/versions.ts';
import type { RowSource } from './types.ts';

type Draft = Awaited<ReturnType<typeof draftCounts>>[number];

/** What was sent row by row since the latest version of a dataset; null: nothing. */
export const draftOfDataset = perOperation<string, Draft | null>(async (datasetIds, { stores, viewer }) => {
  const rows = await draftCounts(stores.postgres, { workspaceId: viewer.workspaceId, datasetIds });
  const byId = new Map(rows.map((row) => [row.datasetId, row]));
  return datasetIds.map((id) => byId.get(id) ?? null);
});

/** The latest version of a dataset; null: it has none. */
export const latestOfDataset = perOperation<string, StoredVersion | null>(async (datasetIds, { stores, viewer }) => {
  const rows = await latestVersions(stores.postgres, { workspaceId: viewer.workspaceId, datasetIds });
  const byId = new Map(rows.map((row) => [row.datasetId, row]));
  return datasetIds.map((id) => byId.get(id) ?? null);
});

/** The same as a row of its table, for the schema. */
export const latestRowOf = perOperation<string, DatasetVersion | null>(async (datasetIds, { stores, viewer }) => {
  const latest = await latestVersions(stores.postgres, { workspaceId: viewer.workspaceId, datasetIds });
  const rows = await stores.prisma.datasetVersion.findMany({
    where: { workspaceId: viewer.workspaceId, id: { in: latest.map(({ id }) => id) } },
  });
  const byDataset = new Map(rows.map((row) => [row.datasetId, row]));
  return datasetIds.map((id) => byDataset.get(id) ?? null);
});

/** Tokens of a version; null: it is gone. */
export const tokensOfVersion = perOperation<string, Awaited<ReturnType<typeof tokensOfVersions>>[number] | null>(
  async (versionIds, { stores, viewer }) => {
    const rows = await tokensOfVersions(stores.postgres, { workspaceId: viewer.workspaceId, versionIds });
    const byId = new Map(rows.map((row) => [row.versionId, row]));
    return versionIds.map((id) => byId.get(id) ?? null);
  },
);

/** What was found in a version; null: it was not analysed. */
export const qualityOfVersion = perOperation<string, (QualityReport & { readonly analysedAt: Date }) | null>(
  async (versionIds, { stores, viewer }) => {
    const rows = await qualityOfVersions(stores.postgres, { workspaceId: viewer.workspaceId, versionIds });
    const byId = new Map(rows.map(({ versionId, report, analysedAt }) => [versionId, { ...report, analysedAt }]));
    return versionIds.map((id) => byId.get(id) ?? null);
  },
);

/** What a row was made of, by `<dataset> <row>`; null: it was given. */
export const sourceOfRow = perOperation<string, RowSource | null>(async (keys, { stores, viewer }) => {
  const parts = keys.map((key) => ({ datasetId: key.slice(0, 36), rowId: key.slice(37) }));
  const found = new Map<string, RowSource>();
  for (const [datasetId, rows] of Map.groupBy(parts, (part) => part.datasetId))
    for (const source of await sourcesOfRows(stores.postgres, {
      workspaceId: viewer.workspaceId,
      datasetId,
      rowIds: rows.map(({ rowId }) => rowId),
    }))
      found.set(`${datasetId} ${source.rowId}`, source);
  return keys.map((key) => found.get(key) ?? null);
});
