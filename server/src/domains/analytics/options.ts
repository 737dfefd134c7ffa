import { trainingMethods, type TrainingMethod } from '../models/types.ts';
import { wantedAnyway } from '../../platform/store/asker.ts';
import { StoreTimeout } from '../../platform/store/clickhouse/client.ts';
import { waitInTime, withoutDeadline } from '../../platform/store/deadline.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { environmentKey, experimentKey, modelKey, providerKey, variantKey } from './pure/dimensions.ts';
import { sessionNames } from './queries/facts.ts';
import { rankedNames } from './queries/ranked-names.ts';
import { openScope, sourceOf } from './scope.ts';

/** What a filter can be set to, each most used first. */
export interface FilterOptions {
  readonly models: readonly string[];
  readonly providers: readonly string[];
  readonly trainingMethods: readonly TrainingMethod[];
  readonly sessions: readonly string[];
  readonly experiments: readonly string[];
  readonly variants: readonly string[];
  readonly environments: readonly string[];
}

const tooLate = (timeoutMs: number): StoreTimeout => new StoreTimeout('analytics.options', timeoutMs);
const MAX_NAMES = 200;
const KEPT_MS = 2_000;

/** Answers just given, by workspace: menus open often and change slowly. */
const kept = new WeakMap<Stores['clickhouse'], Map<string, { until: number; options: Promise<FilterOptions> }>>();

/** At most 200 of each, over all messages of the workspace; up to two seconds old. */
export function filterOptions(stores: Stores, workspaceId: string, now: Date): Promise<FilterOptions> {
  const byWorkspace = kept.get(stores.clickhouse) ?? new Map<string, { until: number; options: Promise<FilterOptions> }>();
  kept.set(stores.clickhouse, byWorkspace);
  const known = byWorkspace.get(workspaceId);
  if (known !== undefined && known.until > now.getTime()) return waitInTime(known.options, tooLate);
  const options = withoutDeadline(() => wantedAnyway(() => readOptions(stores, workspaceId, now)));
  byWorkspace.set(workspaceId, { until: now.getTime() + KEPT_MS, options });
  options.catch(() => byWorkspace.delete(workspaceId));
  return waitInTime(options, tooLate);
}

async function readOptions(stores: Stores, workspaceId: string, now: Date): Promise<FilterOptions> {
  const scope = await openScope(stores, workspaceId, {}, now);
  const source = sourceOf(scope, scope.current, { needsFacts: false });
  const question = { workspaceId, range: scope.current.range, where: scope.conditions.where };
  const [ranked, sessions] =
    source === null
      ? [[], []]
      : await Promise.all([rankedNames(stores.clickhouse, { source, limit: MAX_NAMES }), sessionNames(stores.clickhouse, question)]);
  const of = (dimension: string): string[] => ranked.filter((row) => row.dimension === dimension).map(({ name }) => name);
  const models = of(modelKey.name);
  const methods = new Set(models.map((model) => scope.models.get(model)?.trainingMethod));
  return {
    models,
    providers: of(providerKey.name),
    trainingMethods: trainingMethods.filter((method) => methods.has(method)),
    sessions: sessions.map(({ name }) => name),
    experiments: of(experimentKey.name),
    variants: of(variantKey.name),
    environments: of(environmentKey.name),
  };
}
