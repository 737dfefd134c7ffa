import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import type { RawSearch } from '../../controls/view.ts';

const keys = ['q', 'outcome', 'type', 'thing', 'actor', 'action', 'entry'] as const;
type AuditSearch = Readonly<Partial<Record<(typeof keys)[number], string | undefined>>>;

/** Texts of the address; what they mean is read with the page (audit-view.ts). */
const readSearch = (search: RawSearch): AuditSearch =>
  Object.fromEntries(keys.map((key) => [key, typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined]));

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'AuditPage'),
  staticData: { navigation: { group: 'set up', title: 'Audit log', note: 'who changed what', key: 'l', permission: 'READ_AUDIT' } },
});

export const auditRoutes = [auditRoute] as const;
