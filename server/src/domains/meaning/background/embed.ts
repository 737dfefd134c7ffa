import type { Loop } from '../../../platform/domain.ts';
import { pause } from '../../../platform/store/pause.ts';
import { LOCKS } from '../../../platform/store/postgres/locks.ts';
import { nextVersion } from '../../../platform/store/projector/queue.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { Endpoint } from '../load/endpoint.ts';
import { pendingOf } from '../load/pending.ts';
import { embeddingSettings, versionOf, type EmbeddingSettings } from '../load/settings.ts';
import { topicsOf } from '../load/topic-of.ts';
import { quantised } from '../pure/quantise.ts';
import { textsByIds } from '../queries.ts';
import { clearEmbeddings, pendingMessages, workspacesWithSettings, writeProblem } from '../queries/settings.ts';
import { findTopicsAgain } from '../queries/topic-rows.ts';
import { readMeanings, writeMeanings } from '../record.ts';

/** Messages of one pass. */
const stepCount = 512;
const idleMs = 5_000;
const failedMs = 10_000;
/** After a failure of the server, or a cap that is reached, it is asked again. */
const heldMs = 60_000;

/** Workspaces that are not looked at before an instant: their server failed. */
export type Held = Map<string, { readonly until: number; readonly version: string }>;

/**
 * Makes embeddings as the settings of a workspace want them, for messages whose embedding was made with something else, or that have none yet, newest
 * first; one pass. Returns how many messages there were; 0: nothing is left, or the server can't be asked now.
 */
export async function embedPending(stores: Stores, workspaceId: string, held: Held, signal: AbortSignal): Promise<number> {
  const { postgres, clickhouse } = stores;
  const settings = await embeddingSettings({ postgres }, workspaceId);
  const version = versionOf(settings);
  const waiting = held.get(workspaceId);
  if (waiting !== undefined && waiting.version === version && Date.now() < waiting.until) return 0;
  const asked = pendingOf(workspaceId, settings);
  const ids = (await pendingMessages(clickhouse, { ...asked, limit: stepCount })).map(({ messageId }) => messageId);
  if (ids.length === 0) return 0;
  if (settings.embeddings === 'OFF') {
    await clearEmbeddings(clickhouse, { workspaceId, version });
    return ids.length;
  }
  const problem = await embedThese(stores, workspaceId, settings, ids, signal);
  await writeProblem(postgres, { workspaceId, problem });
  if (problem !== null) {
    held.set(workspaceId, { until: Date.now() + heldMs, version });
    return 0;
  }
  held.delete(workspaceId);
  // With the last of them the directions of all are known: topics are found of all of them.
  if ((await pendingMessages(clickhouse, { ...asked, limit: 1 })).length === 0 && ids.length > 1)
    await findTopicsAgain(postgres, { workspaceId });
  return ids.length;
}

/** Null: all of them have their embedding, or were refused one; else why not. What was made until then is written. */
async function embedThese(
  stores: Stores,
  workspaceId: string,
  settings: EmbeddingSettings,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<string | null> {
  const { postgres, clickhouse } = stores;
  const version = await nextVersion(postgres);
  if (settings.embeddings === 'BUILT_IN') {
    const read = await readMeanings(postgres, { workspaceId, ids });
    await writeMeanings(clickhouse, { workspaceId, read, version, settings, topicOf: await topicsOf(stores, workspaceId) });
    return null;
  }
  const texts = await textsByIds(postgres, { workspaceId, ids });
  const endpoint = await Endpoint.open(stores, workspaceId, settings, signal);
  const { vectors, problem } =
    typeof endpoint === 'string'
      ? { vectors: new Map<number, readonly number[] | null>(), problem: endpoint }
      : await endpoint.embed(texts);
  if (vectors.size > 0) {
    const read = await readMeanings(postgres, { workspaceId, ids: [...vectors.keys()] });
    const embeddingOf = (id: number): readonly number[] | null => {
      const vector = vectors.get(id) ?? null;
      return vector === null ? null : quantised(vector);
    };
    await writeMeanings(clickhouse, { workspaceId, read, version, settings, embeddingOf, topicOf: await topicsOf(stores, workspaceId) });
  }
  return problem;
}

/** Makes embeddings for every workspace that has chosen what with. One server at a time does: so a cap of the day is kept. */
async function embedAll(stores: Stores, held: Held, signal: AbortSignal, onError: (error: unknown) => void): Promise<number> {
  let count = 0;
  await stores.postgres.withLock(LOCKS.embeddings, async () => {
    for (const { workspaceId } of await workspacesWithSettings(stores.postgres)) {
      if (signal.aborted) return;
      await inWorkspace(workspaceId, async () => {
        count += await embedPending(stores, workspaceId, held, signal);
      }).catch(onError);
    }
  });
  return count;
}

export const embedding: Loop = {
  name: 'embed texts',
  start: ({ stores, onPassed, onError }) => {
    const stopping = new AbortController();
    const held: Held = new Map();
    const run = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        let restMs = failedMs;
        try {
          const count = await embedAll(stores, held, stopping.signal, onError);
          onPassed();
          restMs = count === 0 ? idleMs : 0;
        } catch (error) {
          onError(error);
        }
        if (restMs > 0) await pause(restMs, stopping.signal);
      }
    };
    const done = run();
    return {
      stop: async () => {
        stopping.abort();
        await done;
      },
    };
  },
  drain: async (stores) => {
    const fail = (error: unknown): never => {
      throw error;
    };
    const held: Held = new Map();
    while ((await embedAll(stores, held, new AbortController().signal, fail)) > 0);
  },
};
