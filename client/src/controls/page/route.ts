import { createRootRouteWithContext } from '@tanstack/react-router';
import type { AnyVariables } from 'urql';
import type { TypedDocumentString } from '../../graphql/generated/graphql.ts';
import { readView } from '../view.ts';
import type { RawSearch, View } from '../view.ts';
import type { Permission } from '../viewer.ts';

/** Look, experiment, improve, learn, watch, set up: the groups of the sidebar, in their order. */
export const navigationGroups = ['look', 'experiment', 'improve', 'learn', 'watch', 'set up'] as const;

/** How a page is found: in the sidebar, the palette and by keyboard. A page that needs an id has none. */
export interface Navigation {
  readonly group: (typeof navigationGroups)[number];
  readonly title: string;
  /** What it holds, in a few words. */
  readonly note: string;
  /** `m`: `g m` goes there. A capital letter is pressed with Shift. */
  readonly key: string;
  /** What one must be permitted to be offered the page; everybody is where it is absent. */
  readonly permission?: Permission;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly navigation?: Navigation;
    /** What one must be permitted to open a page that has no entry in the sidebar, where that is not READ. */
    readonly permission?: Permission;
    /** The page stands alone, without the sidebar: the one who opens it may not be signed in. */
    readonly isBare?: true;
    /** The page is not about the workspace of its address: one who is no member of that sees it too. */
    readonly isForAll?: true;
  }
}

/** What a page's loader is given. */
export interface LoaderContext {
  /** Sends a query of the page while its code is on its way; the page finds the answer. */
  readonly ask: <Data, Variables extends AnyVariables>(document: TypedDocumentString<Data, Variables>, variables: Variables) => void;
}

/** What every page is inside of: the view in the address is read once, here. */
export const rootRoute = createRootRouteWithContext<LoaderContext>()({ validateSearch: (search: RawSearch): View => readView(search) });
