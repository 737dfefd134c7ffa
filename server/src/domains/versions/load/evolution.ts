import type { Stores } from '../../../platform/store/stores.ts';
import { runsOfModels, sumsOfRuns } from '../../benchmarks/load.ts';
import { ownNames, periodsOf, versionOfRun } from '../pure/belonging.ts';
import { evolutionOf, type Evolution } from '../pure/evolution.ts';
import { lineageVersions } from '../queries.ts';
import { deploymentsOf } from '../queries/deployments.ts';
import { samplesOfVersions } from '../queries/production.ts';
import type { LineageVersion, Period, ProductionSample, SuiteResult } from '../types.ts';

/** Runs of benchmarks that are looked through for the latest of each version and suite. */
const mostRuns = 5_000;

/** Versions of the workspace as a lineage; at most 1,000, the ones made last. */
export const lineageOf = ({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<LineageVersion[]> =>
  lineageVersions(postgres, { workspaceId });

/**
 * How versions of the models did, by the ids of the versions. What they came from is read, too, so that each is compared.
 *
 * Source  benchmarks in PostgreSQL, answers in `message_facts`.
 */
export async function evolutionOfModels(
  stores: Stores,
  workspaceId: string,
  modelIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Evolution>> {
  const all = await lineageOf(stores, workspaceId);
  const own = all.filter(({ modelId }) => modelIds.has(modelId));
  const parents = new Set(own.map(({ parentId }) => parentId));
  const models = new Set([...modelIds, ...all.filter(({ id }) => parents.has(id)).map(({ modelId }) => modelId)]);
  const versions = all.filter(({ modelId }) => models.has(modelId));
  if (versions.length === 0) return new Map();
  const periods = periodsOf(versions, await deploymentsOf(stores.postgres, { workspaceId }));
  const [suites, production] = await Promise.all([
    suitesOf(stores, workspaceId, versions, periods),
    samplesOfVersions(stores.clickhouse, { workspaceId, periods }),
  ]);
  return evolutionOf(versions, {
    suites,
    production: new Map(production.map(({ versionId, ...sample }): [string, ProductionSample] => [versionId, sample])),
  });
}

/** The latest run of each suite with each version. */
async function suitesOf(
  { postgres }: Stores,
  workspaceId: string,
  versions: readonly LineageVersion[],
  periods: readonly Period[],
): Promise<ReadonlyMap<string, readonly SuiteResult[]>> {
  const names = [...new Set(versions.flatMap((version) => [version.model, ...ownNames(version)]))];
  const runs = await runsOfModels(postgres, { workspaceId, models: names, limit: mostRuns });
  const latest = new Map<string, { readonly versionId: string; readonly run: (typeof runs)[number] }>();
  for (const run of runs) {
    const versionId = versionOfRun(versions, periods, run);
    const key = `${versionId} ${run.suiteId}`;
    if (versionId !== null && !latest.has(key)) latest.set(key, { versionId, run });
  }
  const chosen = [...latest.values()];
  const sums = chosen.length === 0 ? [] : await sumsOfRuns(postgres, { workspaceId, runIds: chosen.map(({ run }) => run.runId) });
  const whole = new Map(sums.filter(({ isWhole }) => isWhole).map((row) => [row.runId, row]));
  const results = chosen.flatMap(({ versionId, run }) => {
    const found = whole.get(run.runId);
    const { suiteId, suite, runId, startedAt } = run;
    return found === undefined ? [] : [{ versionId, result: { suiteId, suite, runId, startedAt, sums: found } }];
  });
  return new Map(
    [...Map.groupBy(results, ({ versionId }) => versionId)].map(([id, own]) => [
      id,
      own.map(({ result }) => result).toSorted((one, other) => (one.suite < other.suite ? -1 : 1)),
    ]),
  );
}
