import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql';
import { openConnection } from './connection.ts';

const { protocol, host } = window.location;

/** The one socket of this page. */
export const connection = openConnection(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`);

/** The one way to the server. Answers are kept per document and forgotten when a mutation touches a type in them. */
export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  requestPolicy: 'cache-and-network',
  // Without it the server takes a browser's request for a forged one.
  fetchOptions: { headers: { 'x-graphql-yoga-csrf': 'dashboard', 'graphql-require-preflight': '1' } },
  exchanges: [
    cacheExchange,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: connection.socket.subscribe(
            { query: query ?? '', variables: variables as Record<string, unknown> },
            {
              next: (result) => sink.next(result as Parameters<typeof sink.next>[0]),
              error: (error) => sink.error(error),
              complete: () => sink.complete(),
            },
          ),
        }),
      }),
    }),
  ],
});
