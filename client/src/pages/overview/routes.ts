import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { oneOf, texts } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';
import { queryOf } from '../../controls/window.ts';
import { zoneNow } from '../../controls/zone.ts';
import { OverviewDocument } from '../../graphql/generated/graphql.ts';
import { hourNow } from '../../primitives/clock.ts';

interface OverviewSearch {
  /** Name of the model that the others are compared with. */
  readonly baseline?: string | undefined;
  /** What charts over time show in place of themselves; nothing when absent. */
  readonly bands?: 'expected' | 'forecast' | undefined;
}

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: RawSearch): OverviewSearch => ({
    baseline: texts(search['baseline'])?.[0],
    bands: oneOf(search['bands'], ['expected', 'forecast'] as const),
  }),
  loaderDeps: ({ search }) => queryOf(search, hourNow(), zoneNow()),
  // The one document in the first chunk: the page that most visits begin with is asked for at once.
  loader: ({ context, deps }) => context.ask(OverviewDocument, deps),
  component: lazyRouteComponent(() => import('./page.tsx'), 'OverviewPage'),
  staticData: { navigation: { group: 'look', title: 'Overview', note: 'numbers at a glance', key: 'o' } },
});

export const overviewRoutes = [overviewRoute] as const;
