import { dayMs } from '../../../platform/ingest/time.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { metricBookOf } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import type { PhaseQuery } from '../queries/results.ts';
import type { Definition, ExperimentMetric, Variant } from '../types.ts';
import { definitionOf } from './definition.ts';
import { knownByGiven } from './known.ts';

/** What of an experiment its results need. */
export interface ResultsOf extends Definition {
  readonly id: string;
  readonly key: string;
  readonly phase: number;
  readonly overrides: readonly { readonly unitId: string }[];
  /** The present one; null: the experiment was not started. */
  readonly present: { readonly startedAt: Date; readonly endedAt: Date | null; readonly variants: readonly Variant[] } | null;
  /** Those that judge it and what they are, in its order. */
  readonly judged: readonly { readonly of: ExperimentMetric; readonly metric: Metric }[];
}

/** An experiment with its present phase and its metrics. */
export async function experimentOf(stores: Stores, workspaceId: string, id: string): Promise<ResultsOf> {
  const row = await stores.prisma.experiment.findUniqueOrThrow({
    where: { id, workspaceId },
    include: { phases: { orderBy: { number: 'desc' }, take: 1 }, overrides: { select: { unitId: true } } },
  });
  const [present] = row.phases;
  const definition = definitionOf(row);
  const book = await metricBookOf(stores, workspaceId);
  return {
    ...definition,
    id,
    key: row.key,
    phase: row.phase,
    overrides: row.overrides,
    present: present === undefined ? null : { ...present, variants: present.variants as unknown as readonly Variant[] },
    // An archived experiment may have had one that was deleted since.
    judged: definition.metrics.flatMap((of) => {
      const metric = book.find(of.metric);
      return metric === null ? [] : [{ of, metric }];
    }),
  };
}

/**
 * The phase as its statements take it; ids of units as they are stored, masked where messages are. Of conversations and requests, only the ids
 * of those that are left out are known: `withAllIds` (known.ts) adds the others.
 */
export async function phaseQueryOf(
  stores: Stores,
  workspaceId: string,
  { id, key, unit, phase, overrides }: ResultsOf,
  { startedAt, endedAt, variants }: NonNullable<ResultsOf['present']>,
  now: Date,
): Promise<PhaseQuery> {
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const leftOut = overrides.map(({ unitId }) => (masker === null ? unitId : masker.id(unitId)));
  return {
    workspaceId,
    experimentId: id,
    key,
    unit,
    phase,
    from: startedAt,
    to: endedAt ?? new Date(now.getTime() + dayMs),
    endedAt,
    variants: variants.map((variant) => variant.key),
    leftOut,
    known: await knownByGiven(stores.postgres, workspaceId, unit, leftOut),
  };
}
