import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { ExportSchedulesDocument, ExportsDocument } from '../../graphql/generated/graphql.ts';

const exportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/exports',
  loader: ({ context }) => {
    context.ask(ExportsDocument, {});
    context.ask(ExportSchedulesDocument, {});
  },
  component: lazyRouteComponent(() => import('./page.tsx'), 'ExportsPage'),
  staticData: { navigation: { group: 'look', title: 'Exports', note: 'files and schedules', key: 'x', permission: 'EXPORT' } },
});

export const exportsRoutes = [exportsRoute] as const;
