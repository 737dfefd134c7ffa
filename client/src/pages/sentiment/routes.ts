import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const sentimentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sentiment',
  component: lazyRouteComponent(() => import('./page.tsx'), 'SentimentPage'),
  staticData: { navigation: { group: 'look', title: 'Sentiment', note: 'what users feel, and where it turned', key: '8' } },
});

export const sentimentRoutes = [sentimentRoute] as const;
