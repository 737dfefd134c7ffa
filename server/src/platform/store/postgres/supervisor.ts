import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreLog } from '../availability.ts';
import { pause } from '../pause.ts';
import { isRunning, startTimeOf } from '../process.ts';
import { StartError } from '../start-error.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts';

export interface SupervisorEvents {
  readonly log: StoreLog;
  /** It cannot be started again; the supervisor has given up. */
  readonly onGone: (reason: StartError) => void;
}

/** The end of a child process is an event; that it was asked to end, and the end of one that was taken over, are polled this often. */
const LOOK_MS = 1_000;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;
/** After running this long, it counts as healthy. */
const STABLE_MS = 10_000;
/** Starts after which it is given up, with waits that grow to five seconds: more than a minute. */
const MAX_STARTS = 20;
/** Starts after which the log says why. */
const LOGGED_STARTS = 5;

/**
 * The embedded PostgreSQL on `folder`, started and watched: when it ends, or one that was taken over does, it is started again on the
 * same port, so that the connection string holds, with longer waits while it does not stay. On a full disk it waits for room.
 *
 * `maxStarts`  after which it is given up; tests take fewer.
 *
 * Errors  throws `StartError` when it can't start at first; later `events.onGone` is called.
 */
export async function superviseEmbeddedPostgres(
  folder: string,
  events: SupervisorEvents,
  { maxStarts = MAX_STARTS } = {},
): Promise<Pick<EmbeddedPostgres, 'url' | 'stop'>> {
  const stopping = new AbortController();
  let current = await startEmbeddedPostgres(folder);
  let isCurrentRunning = processIs(current.pid);
  let changes = AbortSignal.any([stopping.signal, current.ended]);
  const { url, port } = current;

  async function watch(): Promise<void> {
    let startCount = 0; // since it last ran for long enough
    let startedAt = performance.now();
    let failure: unknown = null;
    while (!stopping.signal.aborted) {
      if (isCurrentRunning()) {
        // After a signal of another process, it waits for this server's own sessions, which never end, and takes no new ones.
        if (await isWaitingToEnd(folder)) await current.stop();
        await pause(LOOK_MS, changes);
        if (performance.now() - startedAt > STABLE_MS) startCount = 0;
        continue;
      }
      if (failure === null) events.log.warn({ postgresPid: current.pid }, 'The embedded PostgreSQL ended and is started again');
      if (startCount === LOGGED_STARTS)
        events.log.error({ err: failure, startCount }, 'The embedded PostgreSQL is not back yet; it is started again and again');
      if (startCount >= maxStarts && !isAboutDisk(failure)) {
        const words = failure instanceof Error ? failure.message : 'It ends soon after each start.';
        return events.onGone(new StartError(`PostgreSQL ended and could not be started again. ${words}`));
      }
      await pause(startCount === 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** startCount), stopping.signal);
      if (stopping.signal.aborted) return;
      startCount += 1;
      startedAt = performance.now();
      try {
        current = await startEmbeddedPostgres(folder, { port });
        changes = AbortSignal.any([stopping.signal, current.ended]);
        isCurrentRunning = processIs(current.pid);
        failure = null;
      } catch (error) {
        failure = error;
      }
    }
  }

  const watching = watch();
  return {
    url,
    stop: async () => {
      stopping.abort();
      await watching;
      if (isCurrentRunning()) await current.stop();
    },
  };
}

/** PostgreSQL keeps its state on the last line of its pid file. */
async function isWaitingToEnd(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, 'data/postmaster.pid'), 'utf8').catch(() => '');
  return text.trimEnd().endsWith('stopping');
}

/** Tells whether the process that has this id now still runs: the id may be given to another one later. */
function processIs(pid: number): () => boolean {
  const startTime = startTimeOf(pid);
  return () => isRunning(pid) && startTimeOf(pid) === startTime;
}

const isAboutDisk = (error: unknown): boolean => error instanceof Error && /No space left on device/.test(error.message);
