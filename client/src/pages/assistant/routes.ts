import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import type { RawSearch } from '../../controls/view.ts';

interface AssistantSearch {
  /** Global id of the conversation that is shown; absent: a new one. */
  readonly conversation?: string | undefined;
}

const assistantRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/assistant',
  validateSearch: ({ conversation }: RawSearch): AssistantSearch => ({
    conversation: typeof conversation === 'string' && conversation !== '' ? conversation : undefined,
  }),
  loader: async ({ context }) => (await import('./ask.ts')).askAssistant(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'AssistantPage'),
  staticData: {
    navigation: {
      group: 'look',
      title: 'Assistant',
      note: 'ask, and see the query behind every number',
      key: 'g',
      permission: 'ASK_ASSISTANT',
    },
  },
});

export const assistantRoutes = [assistantRoute] as const;
