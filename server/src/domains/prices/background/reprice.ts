import { enqueueMessages } from '../../../platform/store/projector/enqueue.ts';
import type { Job, JobKind } from '../../../platform/jobs/jobs.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { loadPriceBook } from '../load.ts';
import { Reach, type PriceChange } from '../reach.ts';

/** Ends with the spans, which a change of their days rewrites too (domains/policies/commands.ts). */
export const reprice: JobKind = { kind: 'reprice', lane: 'spans', limit: 2 };

/** Messages looked at in one step. */
const chunkSize = 5_000;
/** No more than this wait in the queue for a reprice: what comes in live is to be seen in under a second all the same. */
const maxQueuedCount = 10_000;
const pollMs = 100;

/**
 * Gives every message that a price change touches its new cost: enqueues them in the order of ids, in steps, and is done when
 * all of them are projected. Goes on from its cursor after a restart.
 */
export const repriceJob: Job = {
  ...reprice,
  async run(stores, task, report, signal) {
    const { workspaceId } = task;
    const { changes } = task.input as unknown as { changes: PriceChange[] };
    const reach = new Reach(await loadPriceBook(stores, workspaceId), changes);
    const totalCount = await countAnswers(stores.postgres, workspaceId);
    let { cursor, doneCount } = task;
    for (;;) {
      if (!(await untilQueueIsBelow(stores.postgres, maxQueuedCount, signal))) return;
      const answers = await nextAnswers(stores.postgres, workspaceId, cursor);
      const last = answers.at(-1);
      if (last === undefined) break;
      await enqueueMessages(stores.postgres, workspaceId, answers.filter((answer) => reach.touches(answer.model, answer.provider, answer.created_at)).map(({ id }) => id));
      cursor = BigInt(last.id);
      doneCount += answers.length;
      await report({ cursor, doneCount: Math.min(doneCount, totalCount), totalCount });
    }
    await untilProjected(stores.postgres, signal);
    await report({ doneCount: totalCount, totalCount });
  },
};

async function countAnswers(postgres: Postgres, workspaceId: string): Promise<number> {
  const { rows } = await postgres.query<{ count: number }>({
    name: 'reprice.count',
    text: `SELECT count(*)::int AS count FROM messages WHERE workspace_id = $1 AND role = 'ASSISTANT'`,
    values: [workspaceId],
  });
  return rows[0]?.count ?? 0;
}

interface Answer {
  id: string;
  model: string | null;
  provider: string | null;
  created_at: Date;
}

/** Only a model's replies have a cost. */
async function nextAnswers(postgres: Postgres, workspaceId: string, after: bigint): Promise<Answer[]> {
  const { rows } = await postgres.query<Answer>({
    name: 'reprice.next',
    text: `SELECT id::text AS id, model, provider, created_at FROM messages
      WHERE workspace_id = $1 AND role = 'ASSISTANT' AND id > $2 ORDER BY messages.id LIMIT $3`,
    values: [workspaceId, after.toString(), chunkSize],
  });
  return rows;
}

/** False: asked to stop. */
async function untilQueueIsBelow(postgres: Postgres, limit: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const { rows } = await postgres.query<{ count: number }>('SELECT count(*)::int AS count FROM (SELECT FROM projection_queue LIMIT $1) q', [limit]);
    if ((rows[0]?.count ?? 0) < limit) return true;
    await pause();
  }
  return false;
}

/** Until everything is projected that was queued when it is called. */
async function untilProjected(postgres: Postgres, signal: AbortSignal): Promise<void> {
  const { rows } = await postgres.query<{ last: string | null }>('SELECT max(id)::text AS last FROM projection_queue');
  const last = rows[0]?.last ?? null;
  while (last !== null && !signal.aborted) {
    const queued = await postgres.query('SELECT FROM projection_queue WHERE id <= $1 LIMIT 1', [last]);
    if (queued.rowCount === 0) return;
    await pause();
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pollMs));
