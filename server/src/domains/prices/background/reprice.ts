import { enqueueMessages } from '../../../platform/store/projector/enqueue.ts';
import type { Job, JobKind } from '../../../platform/jobs/jobs.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { loadPriceBook } from '../load.ts';
import { answerCount, answersAfter, anyQueuedUntil, countQueued, lastQueued } from '../queries.ts';
import { Reach, type PriceChange } from '../reach.ts';
import { litellmSource, manualSource } from '../types.ts';

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
    const { everything = false } = task.input as { everything?: boolean };
    const reach = everything ? null : new Reach(await loadPriceBook(stores, workspaceId), changesOf(task.input));
    const totalCount = (await answerCount(stores.postgres, { workspaceId }))[0]?.count ?? 0;
    let { cursor, doneCount } = task;
    for (;;) {
      if (!(await untilQueueIsBelow(stores.postgres, maxQueuedCount, signal))) return;
      const answers = await answersAfter(stores.postgres, { workspaceId, after: cursor, limit: chunkSize });
      const last = answers.at(-1);
      if (last === undefined) break;
      await enqueueMessages(
        stores.postgres,
        workspaceId,
        answers.filter((answer) => reach?.touches(answer.model, answer.provider, answer.createdAt) ?? true).map(({ id }) => id),
      );
      cursor = BigInt(last.id);
      doneCount += answers.length;
      await report({ cursor, doneCount: Math.min(doneCount, totalCount), totalCount });
    }
    await untilProjected(stores.postgres, signal);
    await report({ doneCount: totalCount, totalCount });
  },
};

/** Tasks of before prices had three origins name two. */
type EarlierChange = Omit<PriceChange, 'source'> & { readonly isManual: boolean };
const changesOf = (input: unknown): PriceChange[] =>
  (input as { changes: (PriceChange | EarlierChange)[] }).changes.map((change) =>
    'source' in change ? change : { ...change, source: change.isManual ? manualSource : litellmSource },
  );

/** False: asked to stop. */
async function untilQueueIsBelow(postgres: Postgres, limit: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if ((await countQueued(postgres, { limit })) < limit) return true;
    await pause();
  }
  return false;
}

/** Until everything is projected that was queued when it is called. */
async function untilProjected(postgres: Postgres, signal: AbortSignal): Promise<void> {
  const id = (await lastQueued(postgres))[0]?.id ?? null;
  while (id !== null && !signal.aborted) {
    if ((await anyQueuedUntil(postgres, { id })) === 0) return;
    await pause();
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pollMs));
