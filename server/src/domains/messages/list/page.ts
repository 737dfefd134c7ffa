import type { Stores } from '../../../platform/store/stores.ts';
import { raw, type Sql } from '../../../platform/store/sql.ts';
import { allOf } from '../../analytics/pure/filter.ts';
import {
  currentAmong,
  factCandidates,
  placesOfId,
  textCandidates,
  type Candidate,
  type SortKey,
  type PageRange,
} from '../queries/places.ts';
import { isUnstorable, type Search } from '../../../platform/graphql/search.ts';
import { holdsTerms } from '../../../platform/store/folded.ts';

/** A page of the list of messages. */
export interface MessagePage {
  readonly range: PageRange;
  /** The time range, over rows `m` of any table. */
  readonly time: Sql;
  /** The rest of the filter and the roles, over rows `m` of the facts; null: every message. */
  readonly where: Sql | null;
  readonly search: Search | null;
}

/** What a read of candidates came to: those found, in order, and whether there may be more beyond the last. */
interface Found {
  readonly candidates: readonly Candidate[];
  readonly isCut: boolean;
}

/** A round that finds too little is followed by a longer one; the second of a search by one that looks through the facts. */
const GROWTH = 4;
const MAX_ROUND = 10_000;

/**
 * The places of the messages on a page, in its order, at most `limit`.
 *
 * Candidates come quickly, from an index and in order, but rows of former versions and messages outside the filter are among
 * them; what stands there now decides. So a message that was changed shows up by what it says now, and once.
 */
export async function messagePage(stores: Stores, page: MessagePage): Promise<SortKey[]> {
  const { limit, newestFirst } = page.range;
  const found: SortKey[] = [];
  let range: PageRange = page.range;
  for (let round = 0; found.length < limit; round += 1) {
    const roundRange = { ...range, limit: Math.min(MAX_ROUND, Math.max(limit, range.limit)) };
    const { candidates, isCut } = await findCandidates(stores, page, roundRange, round);
    found.push(...(await currentOf(stores, page, candidates)));
    const last = candidates.at(-1);
    if (!isCut || last === undefined) break;
    const isNarrowed = page.search !== null && round === 0;
    range = {
      ...range,
      limit: roundRange.limit * (isNarrowed ? 1 : GROWTH),
      ...(newestFirst ? { olderThan: last } : { newerThan: last }),
    };
  }
  return found.slice(0, limit);
}

async function findCandidates(
  { clickhouse, postgres }: Stores,
  { search, time, where }: MessagePage,
  range: PageRange,
  round: number,
): Promise<Found> {
  if (search === null) return foundOf(await factCandidates(clickhouse, { range, where: factsWhere(time, where) }), range);
  if (isUnstorable(search)) return { candidates: [], isCut: false };
  // Most pages fill without it: looking through the facts first pays only where the filter leaves little of what was found.
  const among = round === 0 ? null : where;
  const [byText, byId] = await Promise.all([
    search.terms.length === 0
      ? []
      : textCandidates(clickhouse, { range, contains: allOf([time, holdsTerms(raw('m.content'), search.terms)]), among }),
    placesOfId(postgres, range, search.id),
  ]);
  return mergeInOrder(
    [
      foundOf(byText, range),
      foundOf(
        byId.map((place) => ({ ...place, version: ANY_VERSION })),
        range,
      ),
    ],
    range.newestFirst,
  );
}

/** A place found by an id is right whatever the version. */
const ANY_VERSION = 2n ** 64n;

const foundOf = (candidates: readonly Candidate[], { limit }: PageRange): Found => ({ candidates, isCut: candidates.length >= limit });

/** Several ordered reads as one. Where one was cut, nothing beyond its last place is certain, so it ends there. */
function mergeInOrder(reads: readonly Found[], newestFirst: boolean): Found {
  const order = newestFirst ? newestOrder : (a: SortKey, b: SortKey) => newestOrder(b, a);
  const ends = reads.filter(({ isCut }) => isCut).flatMap(({ candidates }) => candidates.at(-1) ?? []);
  const nearest = ends.sort(order)[0];
  const candidates = reads.flatMap((read) => read.candidates).sort(order);
  return {
    candidates: nearest === undefined ? candidates : candidates.filter((candidate) => order(candidate, nearest) <= 0),
    isCut: nearest !== undefined,
  };
}

/** Of the candidates, in their order and once each, those that stand and say what they were found by. */
async function currentOf(
  { clickhouse }: Stores,
  { range, time, where }: MessagePage,
  candidates: readonly Candidate[],
): Promise<SortKey[]> {
  const newest = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = newest.get(keyOf(candidate));
    if (known === undefined || known.version < candidate.version) newest.set(keyOf(candidate), candidate);
  }
  if (newest.size === 0) return [];
  const places = [...newest.values()];
  const current = await currentAmong(clickhouse, { workspaceId: range.workspaceId, places, where: factsWhere(time, where) });
  const standing = new Map(current.map((place) => [keyOf(place), place.version]));
  // The text is written just before the facts: for a moment its version is the newer.
  return places.filter((place) => place.version >= (standing.get(keyOf(place)) ?? Infinity));
}

const keyOf = ({ createdAt, id }: SortKey): string => `${createdAt.getTime()} ${id}`;

const newestOrder = (a: SortKey, b: SortKey): number => b.createdAt.getTime() - a.createdAt.getTime() || Number(b.id - a.id);

const factsWhere = (time: Sql, where: Sql | null): Sql => allOf(where === null ? [time] : [time, where]);
