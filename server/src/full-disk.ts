import type { Logger } from 'pino';
import type { Background } from './background.ts';
import { marksOf, sizeText, type DiskState } from './platform/store/disk/room.ts';
import type { DiskWatch } from './platform/store/disk/watch.ts';
import type { Stores } from './platform/store/stores.ts';

/**
 * Runs what goes on behind the requests while the disk has room for it, and lets ClickHouse merge meanwhile: both are paused on a full
 * disk and go on by themselves. Says in the log when the disk stops taking, and when it takes again.
 *
 * `start`  called again after each pause.
 */
export function runWhileRoom(disk: DiskWatch, { clickhouse }: Pick<Stores, 'clickhouse'>, logger: Logger, start: () => Background): Background {
  let background: Background | null = null;
  let turning: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function follow(): Promise<void> {
    const isWanted = !isStopped && disk.state !== 'FULL';
    if (isWanted === (background !== null)) return;
    if (isWanted) {
      background = start();
      await clickhouse.setAllMerging(true);
    } else {
      const running = background as Background;
      background = null;
      await running.stop();
      if (!isStopped) await clickhouse.setAllMerging(false);
    }
  }
  const turn = (): Promise<void> => (turning = turning.then(follow).catch((error: unknown) => logger.error({ err: error }, 'Pausing for a full disk, or going on, failed')));

  const stopListening = disk.onChange((state) => {
    say(state);
    void turn();
  });
  let reported: DiskState = 'ROOMY';
  function say(state: DiskState): void {
    const { freeBytes = 0, sizeBytes = 0 } = disk.room ?? {};
    const [free, needed] = [sizeText(freeBytes), sizeText(marksOf(sizeBytes).resumeFromBytes)];
    if (reported === 'ROOMY' && state !== 'ROOMY') logger.error({ freeBytes }, `The disk is full (${free} are free): nothing new is taken until ${needed} are`);
    if (reported !== 'ROOMY' && state === 'ROOMY') logger.warn({ freeBytes }, `The disk has room again (${free} are free): everything is taken`);
    reported = state;
  }

  say(disk.state);
  void turn();
  return {
    async stop() {
      isStopped = true;
      stopListening();
      await turn();
    },
  };
}
