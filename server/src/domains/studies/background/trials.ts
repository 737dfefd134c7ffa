import type { Loop } from '../../../platform/domain.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { pause } from '../../../platform/store/pause.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { startJob } from '../../runners/commands/configurations.ts';
import { giveTrials } from '../commands/ask.ts';
import { announceStudy } from '../commands/study.ts';
import { tellTrial } from '../commands/tell.ts';
import { numbersOf } from '../load/columns.ts';
import { knownStudy, type KnownStudy } from '../load/study.ts';
import { valuesOf } from '../pure/space.ts';
import { lockStudy, nameJob, runningStudies, runningTrials, type StoredTrial } from '../queries.ts';
import { followJobs } from './jobs.ts';

export interface Driving {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly onError: (error: unknown) => void;
}

/** While a study runs, and while none does. */
const everyMs = 1_500;
const idleMs = 5_000;

/**
 * Brings on all studies whose trials are training jobs: starts jobs for as many trials as may run, passes their points on as reports, ends
 * those that are pruned, and takes the values of those that have ended. Any number of servers may do it: a job is started once by the number
 * of its trial, and an end is stored once. Returns the number of studies.
 */
export async function driveStudies({ stores, live, onError }: Driving, now: Date): Promise<number> {
  const studies = await runningStudies(stores.postgres);
  for (const { workspaceId, studyId } of studies)
    await inWorkspace(workspaceId, () => driveStudy({ stores, live, onError }, workspaceId, studyId, now)).catch(onError);
  return studies.length;
}

async function driveStudy(context: Driving, workspaceId: string, studyId: string, now: Date): Promise<void> {
  const { stores } = context;
  const stored = await stores.prisma.study.findUnique({ where: { id: studyId, workspaceId } });
  if (stored === null) return;
  const study = knownStudy(stored);
  const before = await runningTrials(stores.postgres, { workspaceId, studyId });
  await followJobs(
    context,
    study,
    before.filter(({ jobId }) => jobId !== null),
    now,
  );
  if (study.status === 'RUNNING') await fill(context, study, now);
  for (const trial of await runningTrials(stores.postgres, { workspaceId, studyId }))
    if (trial.jobId === null) await startTrial(context, study, trial, now);
}

/** Gives as many trials as may still run beside those that do. */
async function fill({ stores, live }: Driving, study: KnownStudy, now: Date): Promise<void> {
  const { workspaceId, id: studyId } = study;
  const given = await inTransaction(stores.postgres, async (session) => {
    const [locked] = await lockStudy(session, { workspaceId, studyId });
    if (locked?.status !== 'RUNNING') return [];
    const room = study.maxParallel - (await runningTrials(session, { workspaceId, studyId })).length;
    return room <= 0 ? [] : giveTrials(session, { ...study, ...locked }, { count: room, requestId: null, now });
  });
  if (given.length > 0) announceStudy({ live }, workspaceId, studyId);
}

/** Puts the job of a trial into the queue; the same trial again gives the same job. */
async function startTrial(context: Driving, study: KnownStudy, trial: StoredTrial, now: Date): Promise<void> {
  const { workspaceId, id: studyId, configurationId } = study;
  const { number } = trial;
  const parameters = valuesOf(study.searchSpace, numbersOf(trial.point));
  const started =
    configurationId === null
      ? null
      : await startJob(
          context,
          workspaceId,
          {
            configurationId,
            requestId: `study ${studyId} trial ${number}`,
            name: `${study.name.slice(0, 180)}, trial ${number}`,
            parameters,
          },
          now,
        );
  if (started?.ok === true) {
    await nameJob(context.stores.postgres, { workspaceId, studyId, number, jobId: started.value });
    return;
  }
  const reason = started === null ? 'The training configuration was deleted.' : `No job could be started: ${started.failure.message}`;
  await tellTrial(context, workspaceId, { studyId, number, state: 'FAILED', reason }, now);
}

export const trials: Loop = {
  name: 'studies',
  start: ({ stores, live, onPassed, onError }) => {
    const stopping = new AbortController();
    const run = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        const count = await driveStudies({ stores, live, onError }, new Date()).catch((error: unknown) => {
          onError(error);
          return 0;
        });
        onPassed();
        await pause(count > 0 ? everyMs : idleMs, stopping.signal);
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
  // Who drains has no subscribers, and throws what fails.
  drain: async (stores) => {
    const onError = (error: unknown): never => {
      throw error;
    };
    await driveStudies({ stores, live: { publish: () => {} }, onError }, new Date());
  },
};
