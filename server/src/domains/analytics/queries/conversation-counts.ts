import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, raw, sql, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { count64 } from '../decode.ts';
import { anyOf } from '../pure/filter.ts';
import type { Range } from '../pure/interval.ts';
import { endingCodes, endingOf, firstSuccess, lastAtOf, lastMessage } from './conversations.ts';
import { isAnswerOf, type FactsQuery } from './facts.ts';

/**
 * What conversations are counted by: how many answers of the query they have; which of these was the first success; how they ended, whether
 * the last message is one of the query or not.
 */
export type ConversationPart = 'lengths' | 'turns' | 'ends';

/** Values of `ends`. */
export const endings = { OPEN: 1, ANSWERED: 2, UNANSWERED: 3, FAILED: 4 } as const;

export interface ConversationsQuery {
  readonly workspaceId: string;
  /** The compiled filter, over rows `m`. */
  readonly where: Sql;
  readonly asked: readonly { readonly part: ConversationPart; readonly range: Range }[];
  /** A conversation whose last message came since then is open. */
  readonly restedBefore: Date;
}

/**
 * Conversations by their value in each part that is asked for, lowest values first; those without one, 0, are left out. `place`: of the part
 * in `asked`. The facts are read once, whatever is asked.
 */
export const conversationCounts = defineQuery({
  name: 'analytics.conversationCounts',
  timeoutMs: 20_000,
  row: z.object({ place: z.number(), value: count64, conversationCount: count64 }),
  sql: (query: ConversationsQuery): Sql => {
    const { workspaceId, where, asked, restedBefore } = query;
    const isAnswer = (range: Range): Sql => isAnswerOf({ workspaceId, where, range } satisfies FactsQuery);
    // A condition on what a message may lack is null for it.
    const pairs = asked.map(({ part, range }, place) => {
      const value = valueOf(part, sql`ifNull(${isAnswer(range)}, 0)`, restedBefore);
      return sql`(${raw(String(place))}, toUInt64(${value}))`;
    });
    return sql`
      SELECT pair.1 AS place, pair.2 AS value, count() AS conversationCount
      FROM (
        SELECT [${join(pairs, ', ')}] AS pairs FROM message_facts AS m FINAL
        WHERE m.workspace_id = ${uuid(workspaceId)} AND ${anyOf(asked.map(({ part, range }) => read(part, range, isAnswer(range))))}
        GROUP BY m.conversation_id)
      ARRAY JOIN pairs AS pair
      WHERE pair.2 > 0 GROUP BY place, value ORDER BY place, value`;
  },
});

/** The messages that a part is made of: where the last one of a conversation counts, any since the first answer. */
const read = (part: ConversationPart, { from }: Range, isAnswer: Sql): Sql =>
  part === 'ends' ? sql`(m.created_at >= ${utc(from)} AND m.role IN ('USER', 'ASSISTANT'))` : sql`(${isAnswer})`;

function valueOf(part: ConversationPart, isAnswer: Sql, restedBefore: Date): Sql {
  if (part === 'lengths') return sql`countIf(${isAnswer})`;
  if (part === 'turns') return firstSuccess(isAnswer);
  const [last, ending] = [lastAtOf(lastMessage), endingOf(lastMessage)];
  return sql`multiIf(countIf(${isAnswer}) = 0, 0, ${raw(last)} >= ${utc(restedBefore)}, ${raw(String(endings.OPEN))},
    ${raw(ending)} = ${raw(String(endingCodes.UNANSWERED))}, ${raw(String(endings.UNANSWERED))},
    ${raw(ending)} = ${raw(String(endingCodes.FAILED))}, ${raw(String(endings.FAILED))}, ${raw(String(endings.ANSWERED))})`;
}
