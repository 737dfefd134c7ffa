import { dayMs } from '../../../platform/ingest/time.ts';
import { deleteRows } from '../../../platform/store/clickhouse/mutations.ts';
import type { ExperimentSums } from '../../../platform/store/prisma/generated/client.ts';
import { raw } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Metric } from '../../metrics/types.ts';
import { messageCutoff, policyOf } from '../../policies/load.ts';
import { hasOtherIds, partOf, partsById, type UnitsPart } from '../load/known.ts';
import { fingerprintOf, marksOf, type StoredCount } from '../load/sums.ts';
import { ofExperiment } from '../queries/exposures.ts';
import { daysBefore, type PhaseQuery } from '../queries/results.ts';
import { ofGenerations, partsOfUnits, storedCount, storeUnits, type Counted, type Part } from '../queries/sums.ts';

/** Units that one statement counts: it holds up what else is written for less than a second. */
const unitsAtOnce = 25_000;

/** A count that is under way: everything that is known of it before its first unit is counted. */
type Begun = Pick<ExperimentSums, 'id'>;

/**
 * Counts all units of a phase and stores what they have, in place of the count before. False: what it has read was deleted meanwhile, and
 * nothing is stored.
 */
export async function countUnits(stores: Stores, query: PhaseQuery, metrics: readonly Metric[], now: Date): Promise<boolean> {
  const held = await begin(stores, query, metrics, null, now);
  const parts = hasOtherIds(query.unit) ? await partsById(stores, query, unitsAtOnce) : await partsInOrder(stores, query);
  return store(stores, { ...query, generation: held.id, newer: null, metrics }, held, parts);
}

async function partsInOrder({ clickhouse }: Stores, query: PhaseQuery): Promise<readonly Part[]> {
  const bounds = ['', ...(await partsOfUnits(clickhouse, { ...query, every: unitsAtOnce })).map(({ unit }) => unit)];
  return bounds.map((first, nth): Part => [first, bounds[nth + 1] ?? null]);
}

/** Counts the units that changed since a count of all and stores what they have beside it, in place of those that were stored before. */
export async function countChanged(
  stores: Stores,
  { base, counted }: StoredCount,
  { units, known }: UnitsPart,
  now: Date,
): Promise<boolean> {
  const held = await begin(stores, counted, counted.metrics, base.id, now);
  const parts: UnitsPart[] = [];
  for (let at = 0; at < units.length; at += unitsAtOnce) parts.push(partOf(units.slice(at, at + unitsAtOnce), known));
  return store(stores, counted, held, parts);
}

/** Notes a count before anything is read, so that a deletion meanwhile takes the note away. */
async function begin(stores: Stores, query: PhaseQuery, metrics: readonly Metric[], baseId: bigint | null, now: Date): Promise<Begun> {
  const { workspaceId, experimentId } = query;
  const coveredFrom = Math.max(query.from.getTime() - daysBefore * dayMs, await keptFrom(stores, workspaceId, now));
  return stores.prisma.experimentSums.create({
    data: {
      ...(await marksOf(stores, workspaceId, now)),
      workspaceId,
      experimentId,
      baseId,
      fingerprint: fingerprintOf(query, metrics),
      coveredFrom: new Date(coveredFrom),
      beganAt: now,
    },
  });
}

async function store(stores: Stores, counted: Counted, { id }: Begun, parts: readonly (Part | UnitsPart)[]): Promise<boolean> {
  const { workspaceId, experimentId, generation } = counted;
  for (const part of parts)
    await storeUnits(stores.clickhouse, { ...counted, ...('known' in part && { known: part.known }), into: id, part });
  const [stored] = await storedCount(stores.clickhouse, { workspaceId, experimentId, generation: id });
  const { count } = await stores.prisma.experimentSums.updateMany({
    where: { id, workspaceId },
    data: { readyAt: new Date(), unitCount: stored?.n ?? 0 },
  });
  await forget(stores, workspaceId, count === 0 ? [id] : await supersededBy(stores, counted, id, generation));
  return count > 0;
}

/** Counts before this one: all of them, or of what changed since the same one. */
async function supersededBy(
  { prisma }: Stores,
  { workspaceId, experimentId }: PhaseQuery,
  id: bigint,
  generation: bigint,
): Promise<bigint[]> {
  const rows = await prisma.experimentSums.findMany({
    where: { workspaceId, experimentId, id: { lt: id }, ...(generation !== id && { baseId: generation }) },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** What is older than that is not kept, in milliseconds. */
async function keptFrom({ postgres }: Stores, workspaceId: string, now: Date): Promise<number> {
  const { messageRetentionDays } = await policyOf({ postgres }, workspaceId);
  return messageRetentionDays === null ? -Infinity : messageCutoff(messageRetentionDays, now).getTime();
}

/** Takes counts away: first what says that they are whole, then their rows. */
async function forget({ prisma, clickhouse }: Stores, workspaceId: string, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  await prisma.experimentSums.deleteMany({ where: { workspaceId, id: { in: [...ids] } } });
  await deleteRows(clickhouse, { table: 'experiment_units', workspaceId }, ofGenerations(ids));
}

/** Takes the counts of an experiment away. */
export async function forgetSumsOf({ prisma, clickhouse }: Stores, workspaceId: string, experimentId: string): Promise<void> {
  await prisma.experimentSums.deleteMany({ where: { workspaceId, experimentId } });
  await deleteRows(clickhouse, { table: 'experiment_units', workspaceId }, ofExperiment(workspaceId, experimentId));
}

/** Takes all counts of a workspace away, those under way too: something that they hold was deleted. */
export async function forgetSums({ prisma, clickhouse }: Stores, workspaceId: string): Promise<void> {
  await prisma.experimentSums.deleteMany({ where: { workspaceId } });
  await deleteRows(clickhouse, { table: 'experiment_units', workspaceId }, raw('1'));
}

/** Takes the counts away that may hold what is from before the cutoff. */
export async function expireSums(stores: Stores, workspaceId: string, cutoff: Date): Promise<void> {
  const rows = await stores.prisma.experimentSums.findMany({ where: { workspaceId, coveredFrom: { lt: cutoff } }, select: { id: true } });
  await forget(
    stores,
    workspaceId,
    rows.map(({ id }) => id),
  );
}
