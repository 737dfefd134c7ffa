import { openScope } from '../../analytics/load/scope.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { Range } from '../../analytics/pure/interval.ts';
import { normalTails } from '../../../platform/statistics/distributions/normal.ts';
import { holm } from '../../../platform/statistics/multiple.ts';
import { z975 } from '../../../platform/statistics/wilson.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { standardErrorOfShare } from '../pure/clusters.ts';
import { topicName } from '../pure/topic-name.ts';
import type { UserMessages } from '../queries/of-users.ts';
import { standingTopics } from '../queries/topic-rows.ts';
import { directedCounts, topicCounts, topicExamples } from '../queries/topics.ts';
import { namesSomething } from './sentiment.ts';

export interface Topic {
  readonly number: number;
  readonly name: string;
  readonly terms: readonly string[];
  readonly messageCount: number;
  readonly share: number;
  readonly previousShare: number | null;
  /** Share less share before, with its 95 % interval and the p-value of no change, corrected over the topics (Holm). */
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly pValue: number | null;
  readonly isNew: boolean;
  readonly isGrowing: boolean;
  readonly examples: readonly bigint[];
}

const mostExamples = 5;
const level = 0.05;

interface Counts {
  readonly all: { readonly conversationCount: number; readonly messageCount: number; readonly squares: number };
  readonly ofTopic: ReadonlyMap<number, { readonly messageCount: number; readonly squares: number; readonly products: number }>;
}

async function countsOf({ clickhouse }: Pick<Stores, 'clickhouse'>, messages: UserMessages): Promise<Counts> {
  const [[all], rows] = await Promise.all([directedCounts(clickhouse, messages), topicCounts(clickhouse, messages)]);
  return { all: all ?? { conversationCount: 0, messageCount: 0, squares: 0 }, ofTopic: new Map(rows.map((row) => [row.topicId, row])) };
}

/** Share of a topic and its standard error, each conversation counting as one draw; null: there is no message. */
function shareOf({ all, ofTopic }: Counts, number: number): { share: number; error: number | null; count: number } | null {
  if (all.messageCount === 0) return null;
  const own = ofTopic.get(number) ?? { messageCount: 0, squares: 0, products: 0 };
  const totals = {
    clusterCount: all.conversationCount,
    count: all.messageCount,
    countSquares: all.squares,
    total: own.messageCount,
    totalSquares: own.squares,
    products: own.products,
  };
  return { share: own.messageCount / all.messageCount, error: standardErrorOfShare(totals), count: own.messageCount };
}

/** Topics of the workspace by their messages in the range of a filter, most first. `filter`: one that `checkFilter` has passed. */
export async function topicsIn(stores: Stores, workspaceId: string, filter: AnalyticsFilter, now: Date): Promise<Topic[]> {
  const scope = await openScope(stores, workspaceId, filter, now);
  const of = (range: Range): UserMessages => ({ workspaceId, range, where: namesSomething(filter) ? scope.conditions.where : null });
  const current = of(scope.current.range);
  const [topics, counts, before, examples] = await Promise.all([
    standingTopics(stores.postgres, { workspaceId }),
    countsOf(stores, current),
    scope.previous === null ? null : countsOf(stores, of(scope.previous.range)),
    topicExamples(stores.clickhouse, { ...current, first: mostExamples }),
  ]);
  const rows = topics.flatMap(({ number, terms }) => {
    const share = shareOf(counts, number);
    if (share === null) return [];
    const earlier = before === null ? null : shareOf(before, number);
    return [{ number, terms, share, earlier, test: changeOf(share, earlier) }];
  });
  const corrected = holm(rows.map(({ test }) => test?.pValue ?? 1));
  return rows
    .map(({ number, terms, share, earlier, test }, place): Topic => {
      const pValue = test === null ? null : (corrected[place] as number);
      return {
        number,
        name: topicName(number, terms),
        terms,
        messageCount: share.count,
        share: share.share,
        previousShare: earlier?.share ?? null,
        change: earlier === null ? null : share.share - earlier.share,
        low: test?.low ?? null,
        high: test?.high ?? null,
        pValue,
        isNew: share.count > 0 && earlier !== null && earlier.count === 0 && pValue !== null && pValue < level,
        isGrowing: pValue !== null && pValue < level && earlier !== null && share.share > earlier.share,
        examples: examples.filter(({ topicId }) => topicId === number).map(({ messageId }) => messageId),
      };
    })
    .sort((one, other) => other.messageCount - one.messageCount || one.number - other.number);
}

/** The difference of two shares by their standard errors; null: one has none. */
function changeOf(
  { share, error }: { share: number; error: number | null },
  earlier: { share: number; error: number | null } | null,
): { low: number; high: number; pValue: number } | null {
  if (earlier === null || error === null || earlier.error === null) return null;
  const difference = share - earlier.share;
  const of = Math.hypot(error, earlier.error);
  if (of === 0) return { low: difference, high: difference, pValue: difference === 0 ? 1 : 0 };
  const { below, above } = normalTails(difference / of);
  return { low: difference - z975 * of, high: difference + z975 * of, pValue: Math.min(1, 2 * Math.min(below, above)) };
}
