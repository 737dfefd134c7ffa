import type { Job, JobKind } from '../../../platform/jobs/jobs.ts';
import { projectionOf } from './project.ts';
import { markDirty, nextVersion, writeFacts, type ProjectMessages } from '../../../platform/store/projector/queue.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { hoursWithFacts, messageCount, messageIdsAfter, removeOrphans } from '../queries.ts';

export const rebuild: JobKind = { kind: 'rebuild', limit: 1 };

const CHUNK_SIZE = 5_000;

/**
 * Writes every fact of a workspace again from PostgreSQL, while the dashboard continues to answer: each message is written again under a
 * higher version, then whatever was not written (its message is gone) is removed, and every hour's rollup is rebuilt.
 */
export const rebuildJob: Job = {
  ...rebuild,
  run: async (stores, task, report, signal) => {
    const project = projectionOf(stores);
    const totalCount = (await messageCount(stores.postgres, { workspaceId: task.workspaceId }))[0]?.count ?? 0;
    const firstVersion = await startVersion(stores, task);
    let doneCount = task.doneCount;
    let cursor = task.cursor;
    await report({ totalCount });
    while (!signal.aborted) {
      const ids = (await messageIdsAfter(stores.postgres, { workspaceId: task.workspaceId, after: cursor, limit: CHUNK_SIZE })).map(
        ({ id }) => id,
      );
      if (ids.length === 0) break;
      await projectAgain(stores, project, task.workspaceId, ids);
      doneCount += ids.length;
      cursor = ids.at(-1) as bigint;
      await report({ doneCount: Math.min(doneCount, totalCount), cursor });
    }
    if (signal.aborted) return;
    for (const remove of removeOrphans) await remove(stores.clickhouse, { workspaceId: task.workspaceId, firstVersion });
    await markEveryHour(stores, task.workspaceId);
    await report({ doneCount: totalCount });
  },
};

/** Everything written before this version is older than the rebuild. Kept with the task, so that a restart goes on with it. */
async function startVersion(stores: Stores, task: { id: string; input: unknown }): Promise<number> {
  const known = (task.input as { firstVersion?: number }).firstVersion;
  if (known !== undefined) return known;
  const firstVersion = await nextVersion(stores.postgres);
  await stores.prisma.backgroundTask.update({ where: { id: task.id }, data: { input: { firstVersion } } });
  return firstVersion;
}

async function projectAgain(
  { postgres, clickhouse }: Stores,
  project: ProjectMessages,
  workspaceId: string,
  ids: readonly bigint[],
): Promise<void> {
  const version = await nextVersion(postgres);
  const messages = ids.map((messageId) => ({ workspaceId, messageId, staleCreatedAt: null }));
  const { facts } = await project(postgres, messages, version);
  await writeFacts(clickhouse, facts);
}

async function markEveryHour(stores: Stores, workspaceId: string): Promise<void> {
  const hours = await hoursWithFacts(stores.clickhouse, { workspaceId });
  await markDirty(
    stores.postgres,
    hours.map(({ hour }) => ({ workspaceId, hour })),
  );
}
