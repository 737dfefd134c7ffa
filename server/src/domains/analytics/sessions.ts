import { experimentKey, ofSessions, sessionKey, variantKey, type Key } from './pure/dimensions.ts';
import { allOf } from './pure/filter.ts';
import { joinRanges } from './pure/ranges.ts';
import { largestSessions, sessionExtents } from './queries/facts.ts';
import { noNumbers, numbersByGroup, type Group } from './queries/numbers.ts';
import { factsOf } from './details.ts';
import { overviewOf, type Overview } from './overview.ts';
import { mostFirst, nameOf, type Report } from './report.ts';

export type SessionOverview = Overview & {
  readonly sessionId: string;
  /** Null: its messages name none, or several. */
  readonly experimentName: string | null;
  readonly variant: string | null;
  /** The same session in the previous period, asked for when it is wanted; null: there is none. */
  readonly previous: () => Promise<Overview | null>;
};

interface Extent {
  readonly sessionId: string;
  /** Milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** A condition over more ranges takes longer to plan than the rows between them take to read. */
const mostRanges = 24;

/** Numbers of sessions over a period, by each of the groupings. Only the times at which the sessions had messages are read. */
async function numbersOf(
  { stores, scope, without }: Report,
  extents: readonly Extent[],
  groupings: readonly (readonly Key[])[],
): Promise<Group[][]> {
  if (extents.length === 0) return groupings.map(() => []);
  const spans = extents.map(({ firstAt, lastAt }) => ({ from: new Date(firstAt), to: new Date(lastAt + 1) }));
  const facts = joinRanges(spans, mostRanges);
  const where = allOf([scope.conditions.where, ofSessions(extents.map(({ sessionId }) => sessionId))]);
  const source = { workspaceId: scope.workspaceId, ranges: facts, where, plan: { days: [], hours: [], facts } };
  return numbersByGroup(stores.clickhouse, { source, groupings, without });
}

/** Most sessions have no messages in the compared period: where they have some is looked for first, in one narrow column. */
async function numbersBefore(report: Report, sessionIds: readonly string[]): Promise<readonly Group[]> {
  const asked = factsOf(report, 'previous');
  if (asked === null) return [];
  const extents = await sessionExtents(report.stores.clickhouse, { ...asked, sessionIds });
  const [groups = []] = await numbersOf(report, extents, [[sessionKey]]);
  return groups;
}

/** The one value that all of the groups have; null: they have several, or none. */
function onlyOne(groups: readonly Group[], key: Key): string | null {
  const values = new Set(groups.map(({ keys }) => nameOf(keys, key)));
  return values.size === 1 ? ([...values][0] ?? null) : null;
}

/** The `top` sessions with the most messages; messages without a session are in none. */
export async function bySession(report: Report, top: number): Promise<SessionOverview[]> {
  const question = factsOf(report);
  if (question === null) return [];
  // Which sessions are the largest is counted first: numbers of all sessions would be many times as much work.
  const largest = await largestSessions(report.stores.clickhouse, { ...question, limit: top });
  const sessionIds = largest.map(({ sessionId }) => sessionId);
  let before: Promise<readonly Group[]> | null = null;
  const previousOf = async (sessionId: string): Promise<Overview | null> => {
    if (report.scope.previous === null) return null;
    const own = (await (before ??= numbersBefore(report, sessionIds))).find(({ keys }) => nameOf(keys, sessionKey) === sessionId);
    return overviewOf(own?.numbers ?? noNumbers);
  };
  const current = numbersOf(report, largest, [[sessionKey], [sessionKey, experimentKey, variantKey]]);
  // Asked for with the current numbers where it will be wanted: the two take turns otherwise. The current ones take longer, and go first.
  if (report.isCompared) void (before = numbersBefore(report, sessionIds)).catch(() => {});
  const [numbers = [], byVariant = []] = await current;
  const variantsOf = Map.groupBy(byVariant, ({ keys }) => nameOf(keys, sessionKey));
  return mostFirst(numbers).map((group) => {
    const sessionId = nameOf(group.keys, sessionKey) ?? '';
    const own = variantsOf.get(sessionId) ?? [];
    return {
      ...overviewOf(group.numbers),
      sessionId,
      experimentName: onlyOne(own, experimentKey),
      variant: onlyOne(own, variantKey),
      previous: () => previousOf(sessionId),
    };
  });
}
