import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../run.ts';

export interface ServerProcess {
  /** Stops the server in order and starts it from its changed sources. False: that was about to happen anyway. */
  restart(): boolean;
  /** Settles when a start that is under way has come to its end. Whether the server answers. */
  settled(): Promise<boolean>;
  /** Stops it in order. */
  close(): Promise<void>;
}

interface Options {
  /** Beside the caller's own environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly say: (text: string) => void;
  /** The server answers again, with other sources than before. */
  readonly onRestarted: () => void;
}

const STOP_PATIENCE_MS = 30_000;

/**
 * The server in a process of its own, that is started again when its sources change. Its words are passed on, of its greetings the first.
 */
export function superviseServer({ env, say, onRestarted }: Options): ServerProcess {
  let child: ChildProcess | null = null;
  let isReady = false;
  let hasGreeted = false;
  let isClosing = false;
  let wanted = 1;
  let started = 0;
  let settling = settle();

  async function settle(): Promise<void> {
    while (started !== wanted && !isClosing) {
      started = wanted;
      const startedAt = performance.now();
      await stop();
      if (isClosing) return;
      isReady = await start();
      if (isReady && started > 1) {
        if (hasGreeted) say(`The server runs with what was changed (${((performance.now() - startedAt) / 1_000).toFixed(1)} s).`);
        onRestarted();
      }
      hasGreeted ||= isReady;
    }
  }

  async function start(): Promise<boolean> {
    const own = spawn(process.execPath, ['server/src/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child = own;
    own.stdout?.on('data', (chunk: Buffer) => {
      if (!hasGreeted) process.stdout.write(chunk);
    });
    own.once('exit', (code, signal) => {
      if (child !== own) return;
      child = null;
      isReady = false;
      // Ctrl-C reaches it beside this process: then it ends by itself, in order.
      if (!isClosing && code !== 0) say(`The server ended (${signal ?? code}). It starts again at the next change.`);
    });
    const ready = once(own, 'message').then(() => true);
    const ended = once(own, 'exit').then(() => false);
    return Promise.race([ready, ended]).catch((error: unknown) => {
      say(`The server could not be started: ${String(error)}`);
      return false;
    });
  }

  async function stop(): Promise<void> {
    const own = child;
    isReady = false;
    if (own === null || own.exitCode !== null || own.signalCode !== null) return;
    child = null;
    const exited = once(own, 'exit');
    own.kill('SIGTERM');
    const impatience = setTimeout(() => own.kill('SIGKILL'), STOP_PATIENCE_MS);
    await exited;
    clearTimeout(impatience);
  }

  return {
    restart() {
      if (started !== wanted || isClosing) return false;
      wanted += 1;
      settling = settling.then(settle);
      return true;
    },
    async settled() {
      await settling;
      return isReady;
    },
    async close() {
      isClosing = true;
      await stop();
      await settling;
    },
  };
}
