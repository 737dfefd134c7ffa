import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { answeredIds, exposedIds, type PhaseQuery } from '../queries/results.ts';
import { factIds, givenIds } from '../queries/units.ts';
import type { ExperimentUnit } from '../types.ts';

type Known = PhaseQuery['known'];

/** Units that callers know by another id than the facts do. */
type OtherId = 'CONVERSATION' | 'REQUEST';
export const hasOtherIds = (unit: ExperimentUnit): unit is OtherId => unit === 'CONVERSATION' || unit === 'REQUEST';

/** How a unit is named whose id the facts do not have: no answer has it. */
export const unresolved = (external: string): string => `?${external}`;
export const isUnresolved = (unit: string): boolean => unit.startsWith('?');

const idsAtOnce = 20_000;

/** What the facts call units, by the ids that callers give; those that have no answer are not among them. Of users and sessions: nothing. */
export async function knownByGiven(postgres: Postgres, workspaceId: string, unit: ExperimentUnit, given: Iterable<string>): Promise<Known> {
  if (!hasOtherIds(unit)) return [];
  return inParts([...new Set(given)], (externalIds) => factIds[unit](postgres, { workspaceId, externalIds }));
}

/** The same by the ids that the facts have. */
export async function knownByFacts(postgres: Postgres, workspaceId: string, unit: ExperimentUnit, ids: Iterable<string>): Promise<Known> {
  if (!hasOtherIds(unit)) return [];
  return inParts([...new Set(ids)], (some) => givenIds[unit](postgres, { workspaceId, ids: some }));
}

async function inParts(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<readonly { readonly externalId: string; readonly id: string }[]>,
): Promise<Known> {
  const known: (readonly [string, string])[] = [];
  for (let at = 0; at < ids.length; at += idsAtOnce)
    for (const { externalId, id } of await read(ids.slice(at, at + idsAtOnce))) known.push([externalId, id]);
  return known;
}

/** The phase with the ids of all of its units, as a statement needs them that reads them all. */
export async function withAllIds(stores: Stores, query: PhaseQuery): Promise<PhaseQuery> {
  return hasOtherIds(query.unit) ? { ...query, known: (await allIds(stores, query)).known } : query;
}

async function allIds({ postgres, clickhouse }: Stores, query: PhaseQuery) {
  const { workspaceId, unit, leftOut } = query;
  const exposed = (await exposedIds(clickhouse, query)).map(({ unitId }) => unitId);
  const answered = (await answeredIds(clickhouse, query)).map(({ unit: id }) => id);
  const given = await knownByGiven(postgres, workspaceId, unit, [...exposed, ...leftOut]);
  const ids = new Set(given.map(([, id]) => id));
  const others = await knownByFacts(
    postgres,
    workspaceId,
    unit,
    answered.filter((id) => !ids.has(id)),
  );
  const known = [...given, ...others];
  return { exposed, answered, known };
}

/** Some units of a phase, with the ids that are known of them. */
export interface UnitsPart {
  readonly units: readonly string[];
  readonly known: Known;
}

/** All units of a phase, in parts of so many. */
export async function partsById(stores: Stores, query: PhaseQuery, every: number): Promise<readonly UnitsPart[]> {
  const { exposed, answered, known } = await allIds(stores, query);
  const idOf = new Map(known);
  const units = [...new Set([...exposed.map((external) => idOf.get(external) ?? unresolved(external)), ...answered])].toSorted();
  const parts: UnitsPart[] = [];
  for (let at = 0; at < units.length; at += every) parts.push(partOf(units.slice(at, at + every), known));
  return parts;
}

/** Units with those of the known ids that are theirs. */
export function partOf(units: readonly string[], known: Known): UnitsPart {
  const wanted = new Set(units);
  return { units, known: known.filter(([, id]) => wanted.has(id)) };
}
