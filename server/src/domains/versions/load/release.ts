import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { comparisonOf, type MetricComparison } from '../../analytics/pure/comparison.ts';
import { compareRuns } from '../../benchmarks/load.ts';
import { driftReport, type DriftReport } from '../../drift/load/report.ts';
import { driftFeatures } from '../../drift/types.ts';
import { lastPeriod, ownNames, periodsOf } from '../pure/belonging.ts';
import {
  adjustedSuites,
  benchmarksPart,
  metricsPart,
  summaryOf,
  type PartCheck,
  type ReleaseSummary,
  type SuiteCheck,
} from '../pure/release.ts';
import { deploymentsOf } from '../queries/deployments.ts';
import type { LineageVersion, Period, ProductionSample, ReleasePolicy, SuiteResult } from '../types.ts';
import { evolutionOfModels, lineageOf } from './evolution.ts';
import { releasePolicyOf } from './policy.ts';

/** A version beside the one that it is compared with. */
export interface ReleaseCheck extends ReleaseSummary {
  readonly version: LineageVersion;
  /** Null: it has no parent, and none was named. */
  readonly base: LineageVersion | null;
  readonly policy: ReleasePolicy;
  readonly parts: readonly PartCheck[];
  readonly suites: readonly SuiteCheck[];
  readonly metrics: readonly MetricComparison[];
  readonly periods: readonly Period[];
  readonly production: { readonly version: ProductionSample | null; readonly base: ProductionSample | null };
}

/**
 * Benchmarks item by item, production and cost of a version beside its parent, or the version that `againstId` names.
 *
 * Errors  NOT_FOUND for a version that is not there, or is beyond the 1,000 made last.
 */
export async function releaseCheck(
  stores: Stores,
  workspaceId: string,
  { versionId, againstId }: { readonly versionId: string; readonly againstId: string | null },
): Promise<Result<ReleaseCheck, NotFound>> {
  const versions = await lineageOf(stores, workspaceId);
  const version = versions.find(({ id }) => id === versionId);
  if (version === undefined) return fail(new NotFound('Model version', versionId, 'versionId'));
  const baseId = againstId ?? version.parentId;
  const base = versions.find(({ id }) => id === baseId) ?? null;
  if (againstId !== null && base === null) return fail(new NotFound('Model version', againstId, 'againstId'));
  const policy = await releasePolicyOf(stores, workspaceId);
  const measured = await evolutionOfModels(stores, workspaceId, new Set([version.modelId, ...(base === null ? [] : [base.modelId])]));
  const [own, before] = [measured.get(version.id) ?? null, base === null ? null : (measured.get(base.id) ?? null)];
  const suites = adjustedSuites(await sharedSuites(stores, workspaceId, own?.suites ?? [], before?.suites ?? []));
  const production = { version: own?.production ?? null, base: before?.production ?? null };
  const metrics =
    production.version === null || production.base === null ? [] : comparisonOf(production.version.sample, production.base.sample);
  const parts = [benchmarksPart(suites), metricsPart('PRODUCTION', metrics), metricsPart('COST', metrics)];
  const periods = periodsOf(
    versions.filter(({ modelId }) => modelId === version.modelId || modelId === base?.modelId),
    await deploymentsOf(stores.postgres, { workspaceId }),
  );
  return succeed({ version, base, policy, parts, suites, metrics, periods, production, ...summaryOf(parts, policy) });
}

async function sharedSuites(
  stores: Stores,
  workspaceId: string,
  own: readonly SuiteResult[],
  before: readonly SuiteResult[],
): Promise<SuiteCheck[]> {
  const checks: SuiteCheck[] = [];
  for (const { suiteId, suite, runId } of own) {
    const base = before.find((one) => one.suiteId === suiteId);
    if (base === undefined || base.runId === runId) continue;
    const compared = await compareRuns(stores, workspaceId, { baseId: base.runId, otherId: runId });
    if (compared.ok) checks.push({ suite, suiteId, baseRunId: base.runId, runId, numbers: compared.value.whole });
  }
  return checks;
}

/** How answers and prompts differ between the two; a reason in place of it where they can't be compared. */
export async function releaseDrift(
  stores: Stores,
  workspaceId: string,
  { version, base, periods, production }: ReleaseCheck,
  now: Date,
): Promise<DriftReport | { readonly reason: string }> {
  const [current, baseline] = [
    windowOf(version, production.version, periods),
    base === null ? null : windowOf(base, production.base, periods),
  ];
  if (current === null || baseline === null)
    return { reason: base === null ? 'The version has no parent.' : 'No answers are there of both versions.' };
  const report = await driftReport(
    stores,
    workspaceId,
    {
      filter: { models: current.names, from: current.from, to: current.to },
      baselineFilter: { models: baseline.names },
      // An answer belongs to one version.
      mayOverlap: true,
      baselineFrom: baseline.from,
      baselineTo: baseline.to,
      role: 'BOTH',
      // Which model answers is known to differ.
      features: driftFeatures.filter((feature) => feature !== 'MODEL_MIX'),
      falseAlarmRate: 0.05,
    },
    now,
  );
  return report.ok ? report.value : { reason: report.failure.message };
}

interface Window {
  readonly names: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

/** Names and times by which the answers of a version are found; null: it has none. */
function windowOf(version: LineageVersion, production: ProductionSample | null, periods: readonly Period[]): Window | null {
  if (production === null) return null;
  const [first, end] = [production.firstAt, new Date(production.lastAt.getTime() + 1)];
  const period = lastPeriod(periods, version);
  const from = period === null || period.from < first ? first : period.from;
  const to = period?.to == null || period.to > end ? end : period.to;
  // Answers by its own names alone, outside of the time in which it was meant by the name of the model.
  if (period === null || from >= to) return { names: ownNames(version), from: first, to: end };
  return { names: [version.model, ...ownNames(version)], from, to };
}
