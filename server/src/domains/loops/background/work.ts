import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LoopContext } from '../../../platform/domain.ts';
import { pause } from '../../../platform/store/pause.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { followedBy, statusAt } from '../pure/course.ts';
import { claimLoops, lockLoop, moveLoop, releaseLoop, storeStep, type ClaimedLoop } from '../queries/loops.ts';
import type { StepKind } from '../types.ts';
import { correct } from './correct.ts';
import { mask } from './mask.ts';
import type { Passed, StepWork, WorkedLoop, Working } from './passed.ts';
import { conclude, replay } from './replay.ts';
import { select, unique } from './select.ts';
import { register, train } from './train.ts';

const mostAtOnce = 4;
const leaseSeconds = 300;
const idleMs = 1_000;
const failedMs = 3_000;
/** After an error of a store, the step is tried again. */
const againSeconds = 10;

/** What the server does at each step; DATASET waits for a person alone. */
const work: Readonly<Record<StepKind, StepWork>> = {
  SELECTED: select,
  UNIQUE: unique,
  MASKED: mask,
  CORRECTED: correct,
  DATASET: () => Promise.resolve({ state: 'NEEDS_PERSON', error: null }),
  TRAINING: train,
  MODEL: register,
  REPLAY: replay,
  VERDICT: conclude,
};

/** Works on loops, step by step, until stopped. Any number of servers may run one: each loop is one server's at a time. */
export function startLoops({ stores, live, onPassed, onError }: LoopContext): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const count = await passOnce({ stores, live }, onError);
        onPassed();
        if (count === 0) await pause(idleMs, stopping.signal);
      } catch (error) {
        onError(error);
        await pause(failedMs, stopping.signal);
      }
    }
  };
  const done = run();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Takes all loops as far as they come by themselves now: for the command line and the tests. */
export async function drainLoops(stores: Stores, live: Working['live'] = { publish: () => {} }): Promise<void> {
  const errors: unknown[] = [];
  while ((await passOnce({ stores, live }, (error) => errors.push(error))) > 0 && errors.length === 0);
  if (errors.length > 0) throw errors[0];
}

async function passOnce(working: Working, onError: (error: unknown) => void): Promise<number> {
  const claimed = await claimLoops(working.stores.postgres, { limit: mostAtOnce, leaseSeconds });
  await Promise.all(claimed.map((one) => inWorkspace(one.workspaceId, () => pass(working, one).catch(onError))));
  return claimed.length;
}

async function pass(working: Working, claimed: ClaimedLoop): Promise<void> {
  const { stores, live } = working;
  const { id, workspaceId, step, fence } = claimed;
  const stored = await stores.prisma.loop.findUnique({ where: { id, workspaceId } });
  if (stored === null) return;
  try {
    const passed = await work[step](working, stored as unknown as WorkedLoop);
    await settle(working, claimed, passed);
  } catch (error) {
    await releaseLoop(stores.postgres, { workspaceId, loopId: id, fence, seconds: againSeconds });
    throw error;
  } finally {
    live.publish('loops.changed', id, {});
  }
}

/** Stores what a pass has come to. Of a loop that was stopped, deleted or taken over meanwhile nothing is stored. */
async function settle({ stores }: Working, { id: loopId, workspaceId, step, fence }: ClaimedLoop, passed: Passed): Promise<void> {
  const now = new Date();
  const { state, count = null, outOf = null, details = {} } = passed;
  const error = 'error' in passed ? passed.error : null;
  await inTransaction(stores.postgres, async (session) => {
    const [locked] = await lockLoop(session, { workspaceId, loopId });
    if (locked === undefined || locked.fence !== fence || locked.step !== step) return;
    await passed.write?.(session);
    await storeStep(session, { workspaceId, loopId, kind: step, state, count, outOf, details, error, now });
    if (state === 'DONE') {
      const next = followedBy(step);
      if (next === null) return void (await moveLoop(session, { workspaceId, loopId, step, status: 'DONE', now }));
      const status = statusAt(next, { hasJob: false });
      await storeStep(session, { workspaceId, loopId, kind: next, state: status, now });
      await moveLoop(session, { workspaceId, loopId, step: next, status, now });
      return;
    }
    if (state === 'RUNNING') {
      await releaseLoop(session, { workspaceId, loopId, fence, seconds: passed.seconds });
      return;
    }
    await moveLoop(session, { workspaceId, loopId, step, status: state, now });
    if (state === 'NEEDS_PERSON' && passed.seconds !== undefined)
      await releaseLoop(session, { workspaceId, loopId, fence: fence + 1, seconds: passed.seconds });
  });
}
