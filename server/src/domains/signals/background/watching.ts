import { openWorkspaceIds } from '../../access/load/workspaces.ts';
import { activeWorkspaces } from '../load/active.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import type { Loop, LoopContext } from '../../../platform/domain.ts';
import { ingestStatus } from '../../../platform/jobs/queries.ts';
import { pause } from '../../../platform/store/pause.ts';
import { LOCKS } from '../../../platform/store/postgres/locks.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { progressOfAll } from '../queries/progress.ts';
import { busyWorkspaces } from '../queries/series.ts';
import { judgeBusy } from './short.ts';
import { judgeWorkspace } from './judge.ts';

/** So long after its end a bucket is judged: what is on its way has come by then. What comes later is on charts, and is not judged. */
export const allowanceMs = 20_000;
/** While messages wait to be counted, a bucket waits for them, at most so long. */
const longestWaitMs = 5 * 60_000;
const waitingMs = 15_000;
/** A workspace without a message for so long is not looked at. */
const silentDays = 7;
const lookEveryMs = 5_000;
/** New workspaces are looked for so often; one whose messages still come in is left for the next time. */
const newEveryMs = 60_000;
const minuteMs = 60_000;

/** What one server remembers from pass to pass. */
export interface Memory {
  /** End of the last bucket that all workspaces are judged up to. */
  doneUntil: number;
  lookedAt: number;
  /** End of the last minute up to which short buckets are judged. */
  shortUntil: number;
  /** Messages of workspaces that were never judged, when they were last looked at. */
  newcomers: ReadonlyMap<string, number>;
}

export const newMemory = (): Memory => ({ doneUntil: 0, lookedAt: 0, shortUntil: 0, newcomers: new Map() });

/**
 * Judges what has closed in every open workspace with messages in the last seven days; one server at a time does. Between two hours it looks once a
 * minute for workspaces that have got their first messages.
 */
export async function watchOnce(context: Pick<LoopContext, 'stores' | 'live' | 'onError'>, memory: Memory, now: Date): Promise<void> {
  const until = Math.floor((now.getTime() - allowanceMs) / hourMs) * hourMs;
  if (until <= memory.doneUntil && now.getTime() - memory.lookedAt < newEveryMs) return;
  const { stores } = context;
  await stores.postgres.withLock(LOCKS.signals, async () => {
    memory.lookedAt = now.getTime();
    const [active, progress] = await Promise.all([
      activeWorkspaces(stores, { since: new Date(now.getTime() - silentDays * dayMs) }),
      progressOfAll(stores.postgres),
    ]);
    const known = new Map(progress.map((one) => [one.workspaceId, one]));
    const newcomers = new Map(
      active.filter(({ workspaceId }) => !known.has(workspaceId)).map((one) => [one.workspaceId, one.messageCount]),
    );
    let isDone = true;
    for (const { workspaceId, messageCount, lastAt } of active) {
      const own = known.get(workspaceId) ?? null;
      if (own === null ? memory.newcomers.get(workspaceId) !== messageCount : own.judgedUntil.getTime() >= until) continue;
      if (await isBehind(stores, workspaceId, now.getTime() - until)) {
        isDone = false;
        continue;
      }
      const latest = new Date(lastAt.getTime() + hourMs);
      const judging = { workspaceId, progress: own, until: new Date(until), latest, now };
      await inWorkspace(workspaceId, () => judgeWorkspace(context, judging)).catch((error: unknown) => {
        isDone = false;
        context.onError(error);
      });
    }
    memory.newcomers = newcomers;
    if (isDone) memory.doneUntil = until;
  });
}

/** Judges the short buckets that have closed in the workspaces with busy series, once a minute; one server at a time does. */
async function watchShort(context: Pick<LoopContext, 'stores' | 'live' | 'onError'>, memory: Memory, now: Date): Promise<void> {
  const until = Math.floor((now.getTime() - allowanceMs) / minuteMs) * minuteMs;
  if (until <= memory.shortUntil) return;
  const { stores } = context;
  await stores.postgres.withLock(LOCKS.signals, async () => {
    let isDone = true;
    const open = await openWorkspaceIds(stores);
    for (const { workspaceId } of await busyWorkspaces(stores.postgres, { until: new Date(until) })) {
      if (!open.has(workspaceId)) continue;
      if (await isBehind(stores, workspaceId, now.getTime() - until)) {
        isDone = false;
        continue;
      }
      await inWorkspace(workspaceId, () => judgeBusy(context, { workspaceId, until: new Date(until), now })).catch((error: unknown) => {
        isDone = false;
        context.onError(error);
      });
    }
    if (isDone) memory.shortUntil = until;
  });
}

/** Whether messages of the workspace wait to be counted that may belong to what is to be judged. */
async function isBehind(stores: Stores, workspaceId: string, ageMs: number): Promise<boolean> {
  if (ageMs > longestWaitMs) return false;
  return (await ingestStatus(stores, { workspaceId })).lagMs > waitingMs;
}

/** Watches the series of all workspaces. */
export const watching: Loop = {
  name: 'signals',
  start: ({ onPassed, ...context }) => {
    const stopping = new AbortController();
    const memory = newMemory();
    const run = async (): Promise<void> => {
      for (await pause(lookEveryMs, stopping.signal); !stopping.signal.aborted; await pause(lookEveryMs, stopping.signal))
        await watchOnce(context, memory, new Date())
          .then(() => watchShort(context, memory, new Date()))
          .then(onPassed, context.onError);
    };
    const done = run();
    return {
      stop: async () => {
        stopping.abort();
        await done;
      },
    };
  },
  // Nothing waits: buckets close by the clock.
  drain: async () => {},
};
