import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { texts } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';
import { readCompareView } from './compare/compare-view.ts';
import { readJobView } from './job/job-view.ts';
import { jobQuery } from './list/job-query.ts';
import { readJobListView } from './list/job-list-view.ts';

const trainingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training',
  validateSearch: readJobListView,
  loaderDeps: ({ search }) => jobQuery(search),
  loader: async ({ context, deps }) => (await import('./ask.ts')).askJobs(context, deps),
  component: lazyRouteComponent(() => import('./list/page.tsx'), 'TrainingPage'),
  staticData: { navigation: { group: 'improve', title: 'Training', note: 'jobs, live', key: 'j' } },
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training/compare',
  validateSearch: readCompareView,
  loaderDeps: ({ search: { jobs, metric, x } }) => ({ jobs, metric, x }),
  loader: async ({ context, deps }) => (await import('./ask.ts')).askComparison(context, deps),
  component: lazyRouteComponent(() => import('./compare/page.tsx'), 'ComparePage'),
});

const savingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training/savings',
  component: lazyRouteComponent(() => import('./savings/page.tsx'), 'SavingsPage'),
});

const configurationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/configurations',
  validateSearch: (search: RawSearch): { readonly chosen?: string | undefined } => ({ chosen: texts(search['chosen'])?.[0] }),
  component: lazyRouteComponent(() => import('./configurations/page.tsx'), 'ConfigurationsPage'),
  staticData: { navigation: { group: 'improve', title: 'Configurations', note: 'what jobs are started from', key: 'f' } },
});

const runnersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runners',
  component: lazyRouteComponent(() => import('./runners/page.tsx'), 'RunnersPage'),
  staticData: { navigation: { group: 'improve', title: 'Runners', note: 'machines that train', key: 'r' } },
});

const jobRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training/$jobId',
  validateSearch: readJobView,
  loader: async ({ context, params }) => (await import('./ask.ts')).askJob(context, params.jobId),
  component: lazyRouteComponent(() => import('./job/page.tsx'), 'JobPage'),
});

const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training/runs/$runId',
  component: lazyRouteComponent(() => import('./run/page.tsx'), 'RunPage'),
});

export const trainingRoutes = [trainingRoute, configurationsRoute, runnersRoute, compareRoute, savingsRoute, runRoute, jobRoute] as const;
