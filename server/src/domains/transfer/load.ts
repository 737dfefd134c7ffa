import type { Stores } from '../../platform/store/stores.ts';
import { runsOfModels, sumsOfRuns } from '../benchmarks/load.ts';
import type { SuiteResult } from '../versions/types.ts';
import { effectOf, type BeforeAndAfter, type TransferEffect } from './pure/effect.ts';
import { figuresFromScratch, figuresOfJobs } from './queries.ts';
import type { StoredTransfer } from './types.ts';

const mostRuns = 5_000;
const noJobs = { ms: null, nanoUsd: null, count: 0 };

/**
 * What transfers were worth, by the ids of the sessions: from what was stated, else from benchmarks and trainings of the workspace.
 *
 * Source  PostgreSQL.
 */
export async function effectsOf(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  sessions: readonly StoredTransfer[],
): Promise<ReadonlyMap<string, TransferEffect>> {
  const models = [...new Set(sessions.map(({ targetModel }) => targetModel))];
  const jobIds = sessions.flatMap(({ jobId }) => jobId ?? []);
  const scratch = new Map((await figuresFromScratch(postgres, { workspaceId, models })).map(({ model, ...figures }) => [model, figures]));
  const jobs = new Map(
    (jobIds.length === 0 ? [] : await figuresOfJobs(postgres, { workspaceId, jobIds })).map(({ jobId, ...figures }) => [jobId, figures]),
  );
  const benchmarks = await benchmarksOf({ postgres }, workspaceId, sessions);
  return new Map(
    sessions.map((session) => [
      session.id,
      effectOf(session, {
        benchmarks: benchmarks.get(session.id) ?? { before: [], after: [] },
        job: session.jobId === null ? null : (jobs.get(session.jobId) ?? null),
        scratch: scratch.get(session.targetModel) ?? noJobs,
      }),
    ]),
  );
}

/** Of each suite the last run of the target that began before the transfer, and the first after it. */
async function benchmarksOf(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  sessions: readonly StoredTransfer[],
): Promise<ReadonlyMap<string, BeforeAndAfter>> {
  const asked = sessions.filter(({ accuracyBefore, accuracyAfter }) => accuracyBefore === null || accuracyAfter === null);
  if (asked.length === 0) return new Map();
  const models = [...new Set(asked.map(({ targetModel }) => targetModel))];
  const runs = await runsOfModels(postgres, { workspaceId, models, limit: mostRuns });
  const chosen = asked.map(({ id, targetModel, startedAt, completedAt }) => {
    const bySuite = Map.groupBy(
      runs.filter(({ model }) => model === targetModel),
      ({ suiteId }) => suiteId,
    );
    // Latest start first.
    const pairs = [...bySuite.values()].flatMap((own) => {
      const before = own.find((run) => run.startedAt < startedAt);
      const after = completedAt === null ? undefined : own.findLast((run) => run.startedAt > completedAt);
      return before === undefined || after === undefined ? [] : [{ before, after }];
    });
    return { id, pairs };
  });
  const runIds = chosen.flatMap(({ pairs }) => pairs.flatMap(({ before, after }) => [before.runId, after.runId]));
  const sums = runIds.length === 0 ? [] : await sumsOfRuns(postgres, { workspaceId, runIds });
  const whole = new Map(sums.filter(({ isWhole }) => isWhole).map((row) => [row.runId, row]));
  const resultOf = ({ suiteId, suite, runId, startedAt }: (typeof runs)[number]): SuiteResult[] => {
    const found = whole.get(runId);
    return found === undefined ? [] : [{ suiteId, suite, runId, startedAt, sums: found }];
  };
  return new Map(
    chosen.map(({ id, pairs }) => [
      id,
      { before: pairs.flatMap(({ before }) => resultOf(before)), after: pairs.flatMap(({ after }) => resultOf(after)) },
    ]),
  );
}
