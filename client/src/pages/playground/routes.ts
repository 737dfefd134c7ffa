import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import type { RawSearch } from '../../controls/view.ts';
import type { PlaygroundSearch } from './links.ts';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const playgroundRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/playground',
  validateSearch: ({ run, name, version, trace, span, message }: RawSearch): PlaygroundSearch => ({
    run: textOf(run),
    name: textOf(name),
    version: Number.isSafeInteger(Number(version)) && Number(version) > 0 ? Number(version) : undefined,
    trace: textOf(trace),
    span: textOf(span),
    message: textOf(message),
  }),
  loader: async ({ context }) => (await import('./ask.ts')).askPlayground(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'PlaygroundPage'),
  staticData: { navigation: { group: 'improve', title: 'Playground', note: 'one prompt on several models', key: '9' } },
});

export const playgroundRoutes = [playgroundRoute] as const;
