import type { WorkContext } from '../../../platform/jobs/context.ts';
import type { Actor } from '../../../platform/graphql/actor.ts';
import { inWorkspace, withActor } from '../../../platform/store/scope.ts';
import { changeState } from '../commands/state.ts';
import { resultsById } from '../load/results.ts';
import { breachOf } from '../pure/breach.ts';
import { guardedExperiments } from '../queries/book.ts';

/** As the audit trail names what does it. */
const guardrails: Actor = {
  kind: 'SYSTEM',
  id: null,
  name: 'guardrails',
  keyId: null,
  address: null,
  userAgent: null,
  requestId: null,
  action: 'pauseExperiment',
};

/** Pauses running experiments of which a variant breaches a guardrail: all units get the default value until a person resumes. */
export async function pauseBreached({ stores, live, onError }: WorkContext, now: Date): Promise<void> {
  for (const { id, workspaceId } of await guardedExperiments(stores.postgres)) {
    try {
      await inWorkspace(workspaceId, async () => {
        const reason = breachOf(await resultsById(stores, workspaceId, id, now, { roles: ['GOAL', 'GUARDRAIL'] }));
        // One that was paused or deleted meanwhile is refused, and stays as it is.
        if (reason !== null)
          await withActor(JSON.stringify(guardrails), () => changeState({ stores, live }, workspaceId, { id, act: 'PAUSE', reason }, now));
      });
    } catch (error) {
      onError(error);
    }
  }
}
