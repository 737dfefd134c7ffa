import { cacheExchange, Client, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { openConnection } from './connection.ts';
import { requestHeaders } from './headers.ts';
import { socketViewer } from './socket-viewer.ts';
import { standing, standingOf } from './standing.ts';
import { workspaceHere } from './workspace.ts';

const { protocol, host } = window.location;

/** The one socket of this page. */
export const connection = openConnection(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`, { workspace: workspaceHere });
// A session or a role has ended: the next answer says which.
connection.onRefusal(() => standing.announce('changed'));
connection.onAcknowledged(socketViewer.take);

/** The one way to the server. Answers are kept per document and forgotten when a mutation touches a type in them. */
export const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  requestPolicy: 'cache-and-network',
  fetchOptions: { headers: requestHeaders },
  exchanges: [
    mapExchange({
      onError: ({ graphQLErrors }) => {
        const what = standingOf(graphQLErrors.map(({ extensions }) => extensions['code']));
        if (what !== null) standing.announce(what);
      },
    }),
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
