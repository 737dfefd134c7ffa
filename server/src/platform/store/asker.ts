import { AsyncLocalStorage } from 'node:async_hooks';

/** The origin of a query. Turns rotate over viewers, and within one viewer over its sockets (turns.ts). */
export interface Place {
  /** An API key, or the anonymous viewer. */
  readonly viewer: string;
  /** A WebSocket, or all requests of the viewer. */
  readonly socket: string;
}

/** The party on whose behalf work runs; its work takes turns with that of others. */
export interface Asker {
  /** The places that wait for the answer, at least one: the query runs with the first turn of any of them. */
  readonly places: () => Iterable<Place>;
  /** Whether this is a live update of an earlier answer instead of a new request. */
  readonly isLive: boolean;
  /** Aborts when no caller waits for the answer any more; null: the answer is needed in any case. */
  readonly signal: AbortSignal | null;
}

/** No caller waits for the answer any more: the query was not started, or its answer was discarded. */
export class Abandoned extends Error {
  readonly code = 'ABANDONED';
  constructor() {
    super('No caller waits for this answer any more.');
  }
}

const server: Asker = { places: () => [{ viewer: 'the server', socket: 'the server' }], isLive: false, signal: null };

const current = new AsyncLocalStorage<Asker>();

/** The current asker. Work that no operation started belongs to the server itself. */
export const currentAsker = (): Asker => current.getStore() ?? server;

/** Whether the current work belongs to the server itself, and to no operation or subscription. */
export const isAskedByServer = (): boolean => current.getStore() === undefined;

/** Runs `work` on behalf of `asker`, including everything that it starts. */
export const askedBy = <Value>(asker: Asker, work: () => Value): Value => current.run(asker, work);

/** For an answer that is shared or cached: the work continues after its first caller has left. */
export function wantedAnyway<Value>(work: () => Value): Value {
  const asker = current.getStore();
  return asker === undefined || asker.signal === null ? work() : current.run({ ...asker, signal: null }, work);
}
