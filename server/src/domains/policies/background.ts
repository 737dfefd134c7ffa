import type { LiveBus } from '../../platform/live/bus.ts';
import { repeatEvery } from '../../platform/jobs/repeat.ts';
import { LOCKS } from '../../platform/store/postgres/locks.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { expireMessages, type RemoveFacts } from './background/message-retention.ts';
import { sampleTraces, type DeleteTraces } from './background/sampling.ts';
import { expireTraces } from './background/trace-retention.ts';
import { workspacesWithRetention, workspacesWithSampling } from './queries.ts';

export interface PolicyWork {
  readonly deleteTraces: DeleteTraces;
  readonly removeFacts: RemoveFacts;
  /** Called when texts of spans were deleted. */
  readonly forgetTexts: () => void;
  readonly onError: (work: 'retention' | 'sampling', error: unknown) => void;
}

const retentionMs = 3_600_000;
const samplingMs = 60_000;
/** Not before what comes first at a start is done. */
const firstAfterMs = 60_000;

/** Deletes what the workspaces' policies do not keep, every so often, until stopped. */
export function startPolicies(stores: Stores, live: LiveBus, work: PolicyWork): { stop(): Promise<void> } {
  const retain = (): Promise<void> => runRetention(stores, live, work, new Date());
  let first: Promise<void> = Promise.resolve();
  const timer = setTimeout(() => (first = retain().catch((error: unknown) => work.onError('retention', error))), firstAfterMs);
  const parts = [
    repeatEvery(retentionMs, retain, (error) => work.onError('retention', error)),
    repeatEvery(samplingMs, () => runSampling(stores, work, new Date()), (error) => work.onError('sampling', error)),
  ];
  return {
    stop: async () => {
      clearTimeout(timer);
      await Promise.all([first, ...parts.map((part) => part.stop())]);
    },
  };
}

/** One sweep over all workspaces, by one server at a time. A workspace that fails does not keep the others waiting. */
export async function runRetention(stores: Stores, live: Pick<LiveBus, 'publish'>, { removeFacts, forgetTexts, onError }: PolicyWork, now: Date): Promise<void> {
  await stores.postgres.withLock(LOCKS.retention, async () => {
    await expireTraces(stores, now, forgetTexts).catch((error: unknown) => onError('retention', error));
    for (const { workspaceId } of await workspacesWithRetention(stores.postgres)) {
      try {
        const deletedCount = await expireMessages(stores, removeFacts, workspaceId, now);
        if (deletedCount > 0) live.publish('facts.landed', workspaceId, { messageCount: deletedCount });
      } catch (error) {
        onError('retention', error);
      }
    }
  });
}

export async function runSampling(stores: Stores, { deleteTraces, onError }: PolicyWork, now: Date): Promise<void> {
  await stores.postgres.withLock(LOCKS.sampling, async () => {
    for (const { workspaceId } of await workspacesWithSampling(stores.postgres)) {
      await sampleTraces(stores, workspaceId, now, deleteTraces).catch((error: unknown) => onError('sampling', error));
    }
  });
}
