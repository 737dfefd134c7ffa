import { createRootRouteWithContext } from '@tanstack/react-router';
import type { AnyVariables } from 'urql';
import type { TypedDocumentString } from '../../graphql/generated/graphql.ts';
import { readView } from '../view.ts';
import type { RawSearch, View } from '../view.ts';

/** Look, improve, watch, set up: the groups of the sidebar, in their order. */
export const navigationGroups = ['look', 'improve', 'watch', 'set up'] as const;

/** How a page is found: in the sidebar, the palette and by keyboard. A page that needs an id has none. */
export interface Navigation {
  readonly group: (typeof navigationGroups)[number];
  readonly title: string;
  /** What it holds, in a few words. */
  readonly note: string;
  /** `m`: `g m` goes there. */
  readonly key: string;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly navigation?: Navigation;
  }
}

/** What a page's loader is given. */
export interface LoaderContext {
  /** Sends a query of the page while its code is on its way; the page finds the answer. */
  readonly ask: <Data, Variables extends AnyVariables>(document: TypedDocumentString<Data, Variables>, variables: Variables) => void;
}

/** What every page is inside of: the view in the address is read once, here. */
export const rootRoute = createRootRouteWithContext<LoaderContext>()({ validateSearch: (search: RawSearch): View => readView(search) });
