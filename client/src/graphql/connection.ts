import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { useSyncExternalStore } from 'react';

/** `idle`: nothing is followed now. `lost`: it is being dialled again, and what is shown may be behind. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'lost';

/** The socket behind every subscription, and what the page may say about it. */
export interface Connection {
  readonly socket: Client;
  readonly state: () => ConnectionState;
  readonly onState: (listener: () => void) => () => void;
  /** Called each time the socket is back after a loss: what was missed must be asked for again. */
  readonly onReturn: (listener: () => void) => () => void;
  /** Called when the server has closed the socket because of who the viewer is, or is no more. */
  readonly onRefusal: (listener: () => void) => () => void;
  /** Called with what the server says of the viewer each time it takes the socket. */
  readonly onAcknowledged: (listener: (payload: unknown) => void) => () => void;
}

/** Close codes of docs/errors.md: the viewer is gone, or may do other things from now on. */
const REFUSALS: readonly (number | undefined)[] = [4403, 1012];

/** `params`: what the socket says of itself when it connects. */
export function openConnection(url: string, params: Readonly<Record<string, string>> = {}): Connection {
  let state: ConnectionState = 'idle';
  let wasLost = false;
  const watchers = new Set<() => void>();
  const returners = new Set<() => void>();
  const refused = new Set<() => void>();
  const acknowledged = new Set<(payload: unknown) => void>();
  const become = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    for (const watcher of watchers) watcher();
  };
  const socket = createClient({
    url,
    connectionParams: params,
    lazy: true,
    lazyCloseTimeout: 2_000,
    keepAlive: 15_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    // Soon at first, then at most every 10 s, spread so that a restarted server is not met by everybody at once.
    retryWait: (attempt) =>
      new Promise((resolve) => setTimeout(resolve, Math.min(10_000, 400 * 2 ** attempt) * (0.6 + Math.random() * 0.4))),
    on: {
      connecting: (isRetry) => become(isRetry ? 'lost' : 'connecting'),
      connected: (_socket, payload) => {
        become('live');
        for (const listener of acknowledged) listener(payload);
        if (wasLost) for (const returner of returners) returner();
        wasLost = false;
      },
      closed: (event) => {
        const { code } = (event ?? {}) as Partial<CloseEvent>;
        wasLost = code !== 1000;
        become(wasLost ? 'lost' : 'idle');
        if (REFUSALS.includes(code)) for (const listener of refused) listener();
      },
    },
  });
  return {
    socket,
    state: () => state,
    onState: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    onReturn: (listener) => {
      returners.add(listener);
      return () => returners.delete(listener);
    },
    onRefusal: (listener) => {
      refused.add(listener);
      return () => refused.delete(listener);
    },
    onAcknowledged: (listener) => {
      acknowledged.add(listener);
      return () => acknowledged.delete(listener);
    },
  };
}

export function useConnectionState(connection: Connection): ConnectionState {
  return useSyncExternalStore(connection.onState, connection.state, connection.state);
}
