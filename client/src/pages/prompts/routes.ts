import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const promptsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts',
  loader: async ({ context }) => (await import('./ask.ts')).askPrompts(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'PromptsPage'),
  staticData: { navigation: { group: 'improve', title: 'Prompts', note: 'versions, labels, what each did', key: 'y' } },
});

const promptRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts/$promptName',
  loader: async ({ context, params }) => (await import('./ask.ts')).askPrompt(context, params.promptName),
  component: lazyRouteComponent(() => import('./prompt-page.tsx'), 'PromptPage'),
});

export const promptsRoutes = [promptsRoute, promptRoute] as const;
