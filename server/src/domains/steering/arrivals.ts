import type { LiveBus } from '../../platform/live/bus.ts';
import { iteratorOf } from '../../platform/live/readers.ts';

interface Change {
  readonly id: string;
  readonly version: string;
}

export interface ChangeSource {
  /** The last version that is stored. */
  readonly last: () => Promise<string>;
  /** What has a greater version, in its order. */
  readonly since: (version: string) => Promise<readonly Change[]>;
}

/**
 * Ids of a job's updates as they are requested and answered, none left out: what is announced is read from the store by its version. The
 * end of a job, which refuses updates, is announced as a change of the job.
 *
 * Ends at once on `return()`, also while it waits.
 */
export function changesOfUpdates(
  live: Pick<LiveBus, 'subscribe'>,
  workspaceId: string,
  jobId: string,
  { last, since }: ChangeSource,
): AsyncIterableIterator<string, undefined> {
  let isOver = false;
  let isAnnounced = false;
  let wake: (() => void) | null = null;
  const announced = (): void => {
    isAnnounced = true;
    wake?.();
  };
  const stops = [
    live.subscribe('training.parameters', jobId, announced),
    live.subscribe('training.changed', workspaceId, ({ jobIds }) => {
      if (jobIds.includes(jobId)) announced();
    }),
  ];
  const begun = last();
  begun.catch(() => {});
  let version: string | null = null;
  let waiting: readonly Change[] = [];

  async function next(): Promise<IteratorResult<string, undefined>> {
    version ??= await begun;
    while (!isOver) {
      const [first, ...others] = waiting;
      if (first !== undefined) {
        waiting = others;
        version = first.version;
        return { value: first.id, done: false };
      }
      if (isAnnounced) {
        isAnnounced = false;
        waiting = await since(version);
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
    }
    return { value: undefined, done: true };
  }

  const finish = (): void => {
    isOver = true;
    for (const stop of stops) stop();
    wake?.();
  };
  return iteratorOf(next, finish);
}
