import type { Loop } from '../../platform/domain.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { pause } from '../../platform/store/pause.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { loseLease } from './commands/leases.ts';
import { leaseMs, pauseBefore } from './pure/lease.ts';
import { lastSign, quietLeases } from './queries.ts';

interface Sweeping {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly onError: (error: unknown) => void;
}

/** Queues jobs again whose runner is gone. */
export async function noteLostRunners({ stores, live, onError }: Sweeping, now: Date): Promise<void> {
  const quiet = await quietLeases(stores.postgres, { before: new Date(now.getTime() - leaseMs) });
  for (const { jobId, workspaceId } of quiet) await loseLease({ stores, live }, workspaceId, jobId, now).catch(onError);
}

/** Looks for lost runners when the next lease may be lost, until stopped. Any number of servers may run one. */
export const leases: Loop = {
  name: 'leases',
  start: ({ stores, live, onPassed, onError }) => {
    const stopping = new AbortController();
    const sweep = async (): Promise<number> => {
      await noteLostRunners({ stores, live, onError }, new Date());
      const [sign] = await lastSign(stores.postgres);
      onPassed();
      return pauseBefore(sign?.at ?? null, new Date());
    };
    const run = async (): Promise<void> => {
      // Runners that live reach a server that was away before any of them is given up.
      await pause(leaseMs, stopping.signal);
      while (!stopping.signal.aborted)
        await pause(
          await sweep().catch((error: unknown) => {
            onError(error);
            return pauseBefore(null, new Date());
          }),
          stopping.signal,
        );
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
  drain: (stores) =>
    noteLostRunners(
      {
        stores,
        live: { publish: () => {} },
        onError: (error) => {
          throw error;
        },
      },
      new Date(),
    ),
};
