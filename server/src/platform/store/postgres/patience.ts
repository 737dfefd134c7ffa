import { connect } from 'node:net';

/** Time limits of statements. */
export interface Patience {
  /** After this time without an answer, a probe finds out whether PostgreSQL answers at all. */
  readonly silentMs: number;
  /** The time limit of that probe on a new connection. */
  readonly probeMs: number;
  /** The time limit of one statement while PostgreSQL answers others: then it is cancelled. */
  readonly limitMs: number;
}

/** Together 15 s for a PostgreSQL that hangs, as for opening a connection. An ingest of 5,000 messages takes some seconds at full load. */
export const ordinaryPatience: Patience = { silentMs: 12_000, probeMs: 3_000, limitMs: 120_000 };

/**
 * Watches statements that have no answer yet. PostgreSQL that hangs (its processes are halted, its disk does not answer, its machine
 * is cut off) closes no connection: a statement would wait forever. A slow one answers other statements, and is waited for.
 */
export class Vigil {
  readonly #patience: Patience;
  readonly #answers: () => Promise<boolean>;
  #asking: Promise<boolean> | null = null;

  constructor(patience: Patience, answers: () => Promise<boolean>) {
    this.#patience = patience;
    this.#answers = answers;
  }

  /** Calls `giveUp` when the statement that begins now is not to be waited for any more; what it gives back is called at its end. */
  begin(giveUp: () => void): () => void {
    const { silentMs, limitMs } = this.#patience;
    const endsAt = performance.now() + limitMs;
    let isOver = false;
    const look = async (): Promise<void> => {
      // Past its limit PostgreSQL has cancelled it; if not, that one process of it hangs.
      const isWaitedFor = performance.now() < endsAt && (await this.#isAlive());
      if (isOver) return;
      if (isWaitedFor) timer = setTimeout(look, silentMs);
      else giveUp();
    };
    let timer = setTimeout(look, silentMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }

  /** One probe for all waiting statements. */
  #isAlive(): Promise<boolean> {
    return (this.#asking ??= this.#answers().finally(() => (this.#asking = null)));
  }
}

/** The message that asks whether a connection may be encrypted: PostgreSQL answers it with one byte, before it asks who is there. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** Whether a server of PostgreSQL's protocol says anything within this time. A host that is a path is the folder of a socket. */
export function saysAnything(host: string, port: number, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    // What has come while this thread was busy is read before it is given up.
    const timer = setTimeout(() => setImmediate(end, false), withinMs);
    function end(isAlive: boolean): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(isAlive);
    }
    socket.on('connect', () => socket.write(sslRequest));
    socket.on('data', () => end(true));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
  });
}
