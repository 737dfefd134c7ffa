import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import type { ReactNode } from 'react';
import { LocaleProvider } from 'ui-kit/format';
import { cacheExchange, Client, fetchExchange, Provider, subscriptionExchange } from 'urql';
import { afterEach } from 'vitest';
import { parseSearch, writeSearch } from '../controls/search.ts';
import { readView } from '../controls/view.ts';
import type { RawSearch } from '../controls/view.ts';

/** Answers by the operation's name, given its variables. */
export type Answers = Readonly<Record<string, (variables: Record<string, unknown>) => unknown>>;

/** What arrives by a subscription's name, once it listens: `send` gives one value of it. */
export type Arrivals = Readonly<Record<string, (send: (data: unknown) => void) => void>>;

/** An answer that refuses: `field` is the path in the input, as `extensions.field` has it. */
export class Refused {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly field?: string };
  /** What could be answered beside it. */
  readonly data: object | null;
  constructor(message: string, field?: string, code = 'BAD_USER_INPUT', data: object | null = null) {
    this.message = message;
    this.data = data;
    this.extensions = { code, ...(field !== undefined && { field }) };
  }
}

/** A server that knows a few answers; what it does not know stays open, as a slow one would. */
export function answering(answers: Answers, arrivals: Arrivals = {}): Client {
  const fetch = async (_url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { operationName = '', variables = {} } = JSON.parse(String(init?.body)) as {
      operationName?: string;
      variables?: Record<string, unknown>;
    };
    const answer = answers[operationName];
    if (answer === undefined) return new Promise(() => undefined);
    const data = await answer(variables);
    return Response.json(
      data instanceof Refused ? { data: data.data, errors: [{ message: data.message, extensions: data.extensions }] } : { data },
    );
  };
  return new Client({
    url: '/graphql',
    fetch,
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '' }) => ({
          subscribe: (sink) => {
            arrivals[/subscription (\w+)/.exec(query)?.[1] ?? '']?.((data) => sink.next({ data: data as Record<string, unknown> }));
            return { unsubscribe: () => undefined };
          },
        }),
      }),
    ],
  });
}

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
});

export interface Rendered {
  /** Search part of the address now, as a reader would see it. */
  readonly search: () => string;
  /** Path of the address now. */
  readonly path: () => string;
  readonly go: (href: string) => Promise<void>;
}

export interface RenderOptions {
  /** Of the page that the component is on, as its route has it: `/traces/$traceId`. */
  readonly path?: string;
  /** Pages that it leads to, empty ones. */
  readonly others?: readonly string[];
  /** How that page reads the search part of its address, beside the view. */
  readonly readSearch?: (search: RawSearch) => object;
  /** The address; the page's path where it needs no id. */
  readonly at?: string;
  readonly answers?: Answers;
  readonly arrivals?: Arrivals;
  readonly timeZone?: string;
}

/** Puts a component on the page, inside a router at an address, with a server that gives these answers. */
export async function render(
  node: ReactNode,
  {
    path = '/',
    readSearch = () => ({}),
    at = path,
    others = [],
    answers = {},
    arrivals = {},
    timeZone = 'Europe/Berlin',
  }: RenderOptions = {},
): Promise<Rendered> {
  const rootRoute = createRootRoute({ component: Outlet, validateSearch: (search: RawSearch) => readView(search) });
  const page = createRoute({ getParentRoute: () => rootRoute, path, validateSearch: readSearch, component: () => node });
  const elsewhere = others.map((other) => createRoute({ getParentRoute: () => rootRoute, path: other, component: () => null }));
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createRouter({
    routeTree: rootRoute.addChildren([page, ...elsewhere]),
    history,
    parseSearch,
    stringifySearch: writeSearch,
  });
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  mounted.push(() => {
    root.unmount();
    element.remove();
  });
  root.render(
    <Provider value={answering(answers, arrivals)}>
      <LocaleProvider locale="en-GB" timeZone={timeZone}>
        <RouterProvider router={router} />
      </LocaleProvider>
    </Provider>,
  );
  await router.load();
  return {
    search: () => history.location.search,
    path: () => history.location.pathname,
    go: async (href) => {
      history.push(href);
      await router.load();
    },
  };
}
