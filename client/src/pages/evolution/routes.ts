import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readEvolutionSearch, readReleaseSearch } from './evolution-search.ts';

const evolutionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evolution',
  validateSearch: readEvolutionSearch,
  loaderDeps: ({ search }) => ({ named: search.named }),
  loader: async ({ context, deps }) => (await import('./ask.ts')).askEvolution(context, deps.named),
  component: lazyRouteComponent(() => import('./page.tsx'), 'EvolutionPage'),
  staticData: { navigation: { group: 'learn', title: 'Evolution', note: 'whether versions of a model got better', key: 'E' } },
});

const releaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evolution/$versionId/release',
  validateSearch: readReleaseSearch,
  loaderDeps: ({ search }) => ({ against: search.against }),
  loader: async ({ context, params, deps }) => (await import('./ask.ts')).askRelease(context, params.versionId, deps.against),
  component: lazyRouteComponent(() => import('./release-page.tsx'), 'ReleasePage'),
});

export const evolutionRoutes = [evolutionRoute, releaseRoute] as const;
