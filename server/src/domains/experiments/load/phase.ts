import type { Stores } from '../../../platform/store/stores.ts';
import { metricBookOf } from '../../metrics/load.ts';
import type { Metric } from '../../metrics/types.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { exposedIds, type PhaseQuery } from '../queries/results.ts';
import { factIds } from '../queries/units.ts';
import type { Definition, ExperimentMetric, Variant } from '../types.ts';
import { definitionOf } from './definition.ts';

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

const dayMs = 86_400_000;

/** The phase as its statements take it; ids of units as they are stored, masked where messages are. */
export async function phaseQueryOf(
  stores: Stores,
  workspaceId: string,
  { id, key, unit, phase, overrides }: ResultsOf,
  { startedAt, endedAt, variants }: NonNullable<ResultsOf['present']>,
  now: Date,
): Promise<PhaseQuery> {
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const leftOut = overrides.map(({ unitId }) => (masker === null ? unitId : masker.id(unitId)));
  const known =
    unit === 'USER' || unit === 'SESSION' ? [] : await knownIds(stores, { workspaceId, experimentId: id, phase }, unit, leftOut);
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
    known,
  };
}

const idsAtOnce = 20_000;

async function knownIds(
  { postgres, clickhouse }: Stores,
  of: Pick<PhaseQuery, 'workspaceId' | 'experimentId' | 'phase'>,
  unit: 'CONVERSATION' | 'REQUEST',
  leftOut: readonly string[],
): Promise<PhaseQuery['known']> {
  const ids = [...new Set([...(await exposedIds(clickhouse, of)).map(({ unitId }) => unitId), ...leftOut])];
  const known: (readonly [string, string])[] = [];
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const rows = await factIds[unit](postgres, { workspaceId: of.workspaceId, externalIds: ids.slice(at, at + idsAtOnce) });
    for (const { externalId, id } of rows) known.push([externalId, id]);
  }
  return known;
}
