import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Loose, TestServer } from './server.testing.ts';

/** What came over subscriptions of one viewer, in order. */
export interface Followed {
  readonly events: readonly Loose[];
  readonly close: () => Promise<void>;
}

/** Follows a subscription over a WebSocket with a key, once the server listens to it; each event is what stands in `field`. */
export async function follow(server: TestServer, secret: string, query: string, field: string): Promise<Followed> {
  const client = createClient({
    url: `ws://127.0.0.1:${server.port}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${secret}` },
    retryAttempts: 0,
  });
  const events: Loose[] = [];
  const { live } = server;
  const subscribe = live.subscribe.bind(live);
  const listening = new Promise<void>((resolve) => {
    live.subscribe = (...args) => {
      const stop = subscribe(...args);
      live.subscribe = subscribe;
      resolve();
      return stop;
    };
  });
  client.subscribe(
    { query },
    {
      next: (result) => void events.push((result as Loose).data?.[field] ?? result),
      error: (error) => void events.push(error),
      complete: () => {},
    },
  );
  await listening;
  return { events, close: async () => client.dispose() };
}
