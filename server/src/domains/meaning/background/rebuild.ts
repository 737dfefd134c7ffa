import type { Job } from '../../../platform/jobs/jobs.ts';
import { nextVersion } from '../../../platform/store/projector/queue.ts';
import { embeddingSettings } from '../load/settings.ts';
import { topicsOf } from '../load/topic-of.ts';
import { readMeanings, writeMeanings } from '../record.ts';
import { messageIdsAfter, removeOrphans } from '../queries.ts';

const chunkCount = 2_000;

/** After a rebuild of the facts: reads every message of the workspace again, then removes what was not written (its message is gone). */
export const readAgain: Job['run'] = async (stores, { workspaceId }, _report, signal) => {
  const { postgres, clickhouse } = stores;
  const topicOf = await topicsOf(stores, workspaceId);
  const settings = await embeddingSettings(stores, workspaceId);
  const firstVersion = await nextVersion(postgres);
  for (let after = 0; ;) {
    if (signal.aborted) return;
    const version = await nextVersion(postgres);
    const ids = (await messageIdsAfter(postgres, { workspaceId, after, limit: chunkCount })).map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) break;
    await writeMeanings(clickhouse, { workspaceId, read: await readMeanings(postgres, { workspaceId, ids }), version, settings, topicOf });
    after = last;
  }
  await removeOrphans(clickhouse, { workspaceId, firstVersion });
};
