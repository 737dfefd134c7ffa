import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a question comes from. Turns go round viewers, and among those of one viewer round its sockets (turns.ts). */
export interface Place {
  /** A key, or who asks without one. */
  readonly viewer: string;
  /** A WebSocket, or all requests of the viewer. */
  readonly socket: string;
}

/** On whose behalf work is done that takes turns with that of others. */
export interface Asker {
  /** Those who wait for the answer, at least one: it is asked where a turn comes first. */
  readonly places: () => Iterable<Place>;
  /** Whether nobody asked just now: an answer that was given is brought up to date. */
  readonly isLive: boolean;
  /** Aborts when nobody waits for the answer any more; null: it is wanted in any case. */
  readonly signal: AbortSignal | null;
}

/** Nobody waits for the answer any more: the question was not asked, or its answer was not waited for. */
export class Abandoned extends Error {
  readonly code = 'ABANDONED';
  constructor() {
    super('Nobody waits for this answer any more.');
  }
}

const server: Asker = { places: () => [{ viewer: 'the server', socket: 'the server' }], isLive: false, signal: null };

const current = new AsyncLocalStorage<Asker>();

/** Who asks here; what no operation started is asked by the server itself. */
export const currentAsker = (): Asker => current.getStore() ?? server;

/** Whether no operation of a person or a subscription asks here. */
export const isAskedByServer = (): boolean => current.getStore() === undefined;

/** Everything that `work` starts is asked by `asker`, however deep in the code. */
export const askedBy = <Value>(asker: Asker, work: () => Value): Value => current.run(asker, work);

/** For an answer that is kept for others too: it is wanted even when the one who asked first has left. */
export function wantedAnyway<Value>(work: () => Value): Value {
  const asker = current.getStore();
  return asker === undefined || asker.signal === null ? work() : current.run({ ...asker, signal: null }, work);
}
