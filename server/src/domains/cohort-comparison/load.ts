import { dayMs } from '../../platform/ingest/time.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { raw } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { landUsers, membersOfCohort } from '../cohorts/load.ts';
import { resultsOf } from '../experiments/pure/results.ts';
import { sampleUnits, unitSums } from '../metrics/load.ts';
import type { MetricSample } from '../metrics/pure/sample.ts';
import { activeUsers, type Groups } from './queries.ts';
import type { CohortComparison, ComparisonOf } from './types.ts';

const significance = 0.05;
const noUnits: MetricSample = { units: 0, moments: null, counts: [] };

/** Metrics of a cohort beside those of everyone else, or of another cohort. */
export async function compareCohort(
  stores: Stores,
  workspaceId: string,
  { cohortId, againstId, metrics, from, to }: ComparisonOf,
  now: Date,
): Promise<CohortComparison> {
  await landUsers(stores);
  return inWorkspace(workspaceId, async () => {
    const members = await membersOfCohort(stores, workspaceId, cohortId, 'input.cohortIds', now);
    const against = againstId === null ? null : await membersOfCohort(stores, workspaceId, againstId, 'input.againstId', now);
    const groups: Groups = { workspaceId, members, against, from: from ?? new Date(0), to: to ?? new Date(now.getTime() + dayMs) };
    const rows = unitSums({
      workspaceId,
      unit: 'USER',
      units: activeUsers(groups),
      carried: ['place'],
      metrics,
      from: groups.from,
      to: groups.to,
      beforeDays: 0,
      eventUnit: raw('v.unit_id'),
    });
    const samples = await sampleUnits(
      stores.clickhouse,
      {
        workspaceId,
        rows,
        group: raw('r.place'),
        compared: raw("r.place IN ('base', 'cohort')"),
        at: new Date(Math.min(now.getTime(), groups.to.getTime())),
      },
      metrics.map((metric, nth) => ({ metric, place: nth + 1 })),
    );
    const places = ['base', 'cohort'] as const;
    const countOf = (place: string): number => samples.units.get(place) ?? 0;
    const results = resultsOf({
      // Without weights: nothing says how many users a cohort should have.
      variants: places.map((key) => ({ key, weight: 0, units: countOf(key) })),
      excludedUnits: countOf('both'),
      metrics: metrics.map((metric, nth) => ({
        of: { metric: metric.key, role: 'GOAL', goal: null, minimalEffect: null },
        metric,
        samples: places.map((place) => samples.metrics[nth]?.samples.get(place) ?? noUnits),
      })),
      method: 'FIXED',
      correction: 'HOLM',
      significance,
      plannedSamplePerVariant: null,
      isAa: false,
      days: null,
    });
    return { cohortId, userCount: countOf('cohort'), otherCount: countOf('base'), bothCount: countOf('both'), metrics: results.metrics };
  });
}
