import { navigationGroups } from '../controls/page/route.ts';
import type { Navigation } from '../controls/page/route.ts';
import type { Viewer } from '../controls/viewer.ts';
import { accountRoutes } from '../pages/account/routes.ts';
import { alertsRoutes } from '../pages/alerts/routes.ts';
import { analyticsRoutes } from '../pages/analytics/routes.ts';
import { assistantRoutes } from '../pages/assistant/routes.ts';
import { auditRoutes } from '../pages/audit/routes.ts';
import { judgmentsRoutes } from '../pages/judgments/routes.ts';
import { queuesRoutes } from '../pages/queues/routes.ts';
import { judgesRoutes } from '../pages/judges/routes.ts';
import { evaluationsRoutes } from '../pages/evaluations/routes.ts';
import { benchmarksRoutes } from '../pages/benchmarks/routes.ts';
import { datasetsRoutes } from '../pages/datasets/routes.ts';
import { boardsRoutes } from '../pages/boards/routes.ts';
import { connectRoutes } from '../pages/connect/routes.ts';
import { continualRoutes } from '../pages/continual/routes.ts';
import { conversationsRoutes } from '../pages/conversations/routes.ts';
import { dataRoutes } from '../pages/data/routes.ts';
import { evolutionRoutes } from '../pages/evolution/routes.ts';
import { exportsRoutes } from '../pages/exports/routes.ts';
import { importRoutes } from '../pages/import/routes.ts';
import { keysRoutes } from '../pages/keys/routes.ts';
import { membersRoutes } from '../pages/members/routes.ts';
import { messagesRoutes } from '../pages/messages/routes.ts';
import { experimentsRoutes } from '../pages/experiments/routes.ts';
import { studiesRoutes } from '../pages/studies/routes.ts';
import { metricsRoutes } from '../pages/metrics/routes.ts';
import { modelsRoutes } from '../pages/models/routes.ts';
import { organisationRoutes } from '../pages/organisation/routes.ts';
import { overviewRoutes } from '../pages/overview/routes.ts';
import { permissionsRoutes } from '../pages/permissions/routes.ts';
import { playgroundRoutes } from '../pages/playground/routes.ts';
import { promptsRoutes } from '../pages/prompts/routes.ts';
import { languageModelsRoutes } from '../pages/language-models/routes.ts';
import { pricesRoutes } from '../pages/prices/routes.ts';
import { settingsRoutes } from '../pages/settings/routes.ts';
import { sentimentRoutes } from '../pages/sentiment/routes.ts';
import { signalsRoutes } from '../pages/signals/routes.ts';
import { whyRoutes } from '../pages/why/routes.ts';
import { driftRoutes } from '../pages/drift/routes.ts';
import { workspacesRoutes } from '../pages/workspaces/routes.ts';
import { loopsRoutes } from '../pages/loops/routes.ts';
import { strategyRoutes } from '../pages/strategy/routes.ts';
import { trainingRoutes } from '../pages/training/routes.ts';
import { signInRoutes } from '../pages/sign-in/routes.ts';
import { cohortsRoutes } from '../pages/cohorts/routes.ts';
import { transferRoutes } from '../pages/transfer/routes.ts';
import { usersRoutes } from '../pages/users/routes.ts';
import { slackLinkRoutes } from '../pages/slack-link/routes.ts';
import { tracesRoutes } from '../pages/traces/routes.ts';

/** Every page there is, in the order in which the sidebar, the palette and the list of keys name them. */
export const pages = [
  ...overviewRoutes,
  ...assistantRoutes,
  ...analyticsRoutes,
  ...boardsRoutes,
  ...messagesRoutes,
  ...tracesRoutes,
  ...sentimentRoutes,
  ...conversationsRoutes,
  ...usersRoutes,
  ...cohortsRoutes,
  ...exportsRoutes,
  ...experimentsRoutes,
  ...metricsRoutes,
  ...judgmentsRoutes,
  ...queuesRoutes,
  ...judgesRoutes,
  ...evaluationsRoutes,
  ...trainingRoutes,
  ...modelsRoutes,
  ...promptsRoutes,
  ...playgroundRoutes,
  ...benchmarksRoutes,
  ...datasetsRoutes,
  ...evolutionRoutes,
  ...continualRoutes,
  ...transferRoutes,
  ...strategyRoutes,
  ...studiesRoutes,
  ...loopsRoutes,
  ...signalsRoutes,
  ...whyRoutes,
  ...driftRoutes,
  ...alertsRoutes,
  ...pricesRoutes,
  ...languageModelsRoutes,
  ...settingsRoutes,
  ...dataRoutes,
  ...importRoutes,
  ...connectRoutes,
  ...keysRoutes,
  ...membersRoutes,
  ...auditRoutes,
  ...workspacesRoutes,
  ...organisationRoutes,
  ...accountRoutes,
  ...slackLinkRoutes,
  ...permissionsRoutes,
  ...signInRoutes,
] as const;

type Path = (typeof pages)[number]['fullPath'];
/** Address of a page that needs no id. */
export type PlainPath = Exclude<Path, `${string}$${string}`>;

const isPlain = (path: Path): path is PlainPath => !path.includes('$');

export interface NavigationEntry extends Navigation {
  readonly to: PlainPath;
}

/** The pages that can be gone to by name. Known once the router is made: it gives each route its full path. */
export function navigation(): readonly NavigationEntry[] {
  return pages.flatMap(({ fullPath, options: { staticData } }) =>
    staticData?.navigation !== undefined && isPlain(fullPath) ? [{ to: fullPath, ...staticData.navigation }] : [],
  );
}

/** The pages that are offered to a viewer; all of them while it is not known who that is. */
export function navigationOf(viewer: Pick<Viewer, 'permissions'> | null): readonly NavigationEntry[] {
  return navigation().filter(({ permission = 'READ' }) => viewer === null || viewer.permissions.includes(permission));
}

/** The same by group; a group appears with the first page in it. */
export function navigationByGroup(
  viewer: Pick<Viewer, 'permissions'> | null,
): readonly { readonly group: Navigation['group']; readonly entries: readonly NavigationEntry[] }[] {
  const offered = navigationOf(viewer);
  return navigationGroups
    .map((group) => ({ group, entries: offered.filter((entry) => entry.group === group) }))
    .filter(({ entries }) => entries.length > 0);
}
