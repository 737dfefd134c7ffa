import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { texts } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';

interface ConversationSearch {
  /** External id of the message that the link is to. */
  readonly message?: string | undefined;
}

const conversationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conversations/$conversationId',
  validateSearch: (search: RawSearch): ConversationSearch => ({ message: texts(search['message'])?.[0] }),
  loader: async ({ context, params }) => (await import('./ask.ts')).askConversation(context, params.conversationId),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ConversationPage'),
});

export const conversationsRoutes = [conversationRoute] as const;
