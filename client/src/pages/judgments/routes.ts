import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { oneOf } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';

export const judgmentKinds = ['poor', 'failed', 'rated', 'judged'] as const;
export type JudgmentKind = (typeof judgmentKinds)[number];

/** The part of an address that is about the page of judgments; absent: what was judged poorly. */
export interface JudgmentSearch {
  readonly judged?: Exclude<JudgmentKind, 'poor'> | undefined;
}

export function readJudgmentSearch(search: RawSearch): JudgmentSearch {
  const judged = oneOf(search['judged'], judgmentKinds);
  return { judged: judged === 'poor' ? undefined : judged };
}

const judgmentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/judgments',
  validateSearch: readJudgmentSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'JudgmentsPage'),
  staticData: { navigation: { group: 'improve', title: 'Judgments', note: 'failed and low-rated messages', key: 'u' } },
});

export const judgmentsRoutes = [judgmentsRoute] as const;
