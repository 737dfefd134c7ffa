import type { LoopContext } from '../../../platform/domain.ts';
import { drainCrew, startCrew, type CrewWork } from '../../../platform/jobs/crew.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { judgesByIds } from '../load/scorers.ts';
import { subjectsOfItems } from '../load/subjects.ts';
import { claimItems, type ClaimedItem } from '../queries/items.ts';
import { endRuns } from '../queries/runs.ts';
import { silentMs, type Scorer } from '../types.ts';
import { evaluateItem, type Evaluated } from './evaluate-item.ts';
import { settle } from './settle.ts';

/** Longer than the answer of a model and two judges may last. */
const leaseSeconds = 600;
const endEveryMs = 2_000;

/** Evaluates what waits, as it comes, until stopped. Any number of servers may run one: each item is one server's at a time. */
export const startEvaluating = (context: LoopContext): { stop(): Promise<void> } =>
  startCrew(workOf(context.stores, context.live), context);

/** Evaluates what waits now, and waits for it: for the command line and the tests. What is to be tried again later is left. */
export const drainEvaluating = (stores: Stores, live: Pick<LiveBus, 'publish'> = { publish: () => {} }, workers?: number): Promise<void> =>
  drainCrew(workOf(stores, live), workers);

function workOf(stores: Stores, live: Pick<LiveBus, 'publish'>): CrewWork<ClaimedItem, Evaluated> {
  let endedAt = 0;
  const end = async (): Promise<void> => {
    endedAt = Date.now();
    for (const { id } of await endRuns(stores.postgres, { silentSeconds: silentMs / 1_000 })) live.publish('evaluationRun.changed', id, {});
  };
  return {
    claim: async (limit) => {
      // A run that is over does not wait for another one that goes on for long.
      if (Date.now() - endedAt > endEveryMs) await end();
      return claimItems(stores.postgres, { limit, leaseSeconds });
    },
    idle: end,
    open: async (workspaceId, items, signal) => {
      const runs = await stores.prisma.evaluationRun.findMany({
        where: { workspaceId, id: { in: [...new Set(items.map(({ runId }) => runId))] } },
      });
      const scorers = runs.flatMap((run) => run.scorers as unknown as readonly Scorer[]);
      const judgeIds = [...new Set(scorers.flatMap((scorer) => (scorer.kind === 'JUDGE' ? [scorer.judgeId] : [])))];
      const judges = await judgesByIds(stores, workspaceId, judgeIds);
      const work: (() => Promise<Evaluated>)[] = [];
      for (const run of runs) {
        const own = items.filter(({ runId }) => runId === run.id);
        const subjects = await subjectsOfItems(stores, workspaceId, run, own);
        for (const item of own) {
          const subject = subjects.get(item.rowKey) ?? null;
          work.push(() => evaluateItem(stores, { item, run, subject, judges }, signal));
        }
      }
      return work;
    },
    store: (workspaceId, evaluated) => settle(stores, live, workspaceId, evaluated),
  };
}
