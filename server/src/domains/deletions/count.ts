import { BadArgument, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { readRequiredName } from '../../platform/ingest/values.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { countJudgments } from '../evaluations/commands/delete-user.ts';
import { countConversationsOf, messagesOfUsers } from '../messages/commands/delete-user.ts';
import { tracesOfUsers } from '../traces/commands/delete-user.ts';
import { userHeld, type ErasedUser } from './hooks.ts';
import { belongingsOf, namesOf, sessionsOf } from './load.ts';
import { heldKinds, type HeldKind, type RemovedCounts } from './types.ts';

/** Messages, and traces, that are counted: with more of them, counts are of the first. */
export const mostCounted = 5_000;

/** What the deletion of a user would remove now. */
export interface UserDataCounts extends RemovedCounts {
  /** Rows beside messages and traces, all of them. */
  readonly held: Readonly<Record<HeldKind, number>>;
  /** There is more: each number is at least so high. */
  readonly isPartial: boolean;
}

/** Counts what `deleteUser` would remove, and changes nothing. */
export async function countUserData(stores: Stores, workspaceId: string, userId: string): Promise<Result<UserDataCounts, BadArgument>> {
  const checked = checkInput({ userId: readRequiredName({ userId }, 'userId') }, BadArgument);
  if (!checked.ok) return checked;
  const { postgres } = stores;
  const names = await namesOf(stores, workspaceId, checked.value.userId);
  const { userIds, endUserIds } = names;
  const own = endUserIds.length === 0 ? [] : await messagesOfUsers(postgres, { workspaceId, endUserIds, after: '0', limit: mostCounted });
  const named = await tracesOfUsers(stores, workspaceId, userIds, mostCounted);
  const found = { own, traceIds: [...new Set([...own.flatMap(({ traceId }) => traceId ?? []), ...named])] };
  const { messages, traceIds, spans, ...counts } = await belongingsOf(stores, workspaceId, names, found);
  const messageIds = messages.map(({ id }) => id);
  const judged = { messageIds, traceIds, spans, sessionIds: sessionsOf(messages), evaluators: userIds };
  return succeed({
    ...counts,
    messageCount: messages.length,
    conversationCount: await countConversationsOf(postgres, workspaceId, messageIds),
    evaluationCount: await countJudgments(postgres, workspaceId, judged),
    held: await countHeld(stores, { workspaceId, userIds }),
    isPartial: own.length === mostCounted || named.length === mostCounted,
  });
}

async function countHeld(stores: Stores, user: ErasedUser): Promise<Record<HeldKind, number>> {
  const counts = Object.fromEntries(heldKinds.map((kind) => [kind, 0])) as Record<HeldKind, number>;
  for (const { kind, count } of userHeld.reactions) counts[kind] += await count(stores, user);
  return counts;
}
