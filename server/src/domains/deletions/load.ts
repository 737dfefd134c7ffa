import type { Stores } from '../../platform/store/stores.ts';
import { endUserIdsOf, messagesOfTraces, type UserMessage } from '../messages/commands/delete-user.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import { countPredictionsWith } from '../predictions/commands/delete-texts.ts';
import { countTraces, spansOfUsers } from '../traces/commands/delete-user.ts';
import type { SpanKey } from '../traces/load.ts';

/** By what a user is found in both stores. */
export interface UserNames {
  /** As the application sends it, and as masking stores it. */
  readonly userIds: readonly string[];
  /** Of PostgreSQL's rows; empty: no message names the user. */
  readonly endUserIds: readonly string[];
}

/** Under a masking policy the id was stored as a hash; what came before the policy was stored as it is. */
export async function namesOf(stores: Stores, workspaceId: string, userId: string): Promise<UserNames> {
  const masked = maskerOf(await policyOf(stores, workspaceId))?.id(userId);
  const userIds = [...new Set([userId, ...(masked === undefined ? [] : [masked])])];
  return { userIds, endUserIds: await endUserIdsOf(stores.postgres, workspaceId, userIds) };
}

/** What goes with messages of a user and with traces, and how much that is in ClickHouse. */
export interface Belongings {
  readonly messages: readonly UserMessage[];
  /** Traces that go as a whole. */
  readonly traceIds: readonly string[];
  /** What goes of traces in which another user has spans. */
  readonly spans: readonly SpanKey[];
  readonly traceCount: number;
  readonly spanCount: number;
  readonly predictionCount: number;
}

export async function belongingsOf(
  stores: Stores,
  workspaceId: string,
  { userIds, endUserIds }: UserNames,
  { own, traceIds }: { readonly own: readonly UserMessage[]; readonly traceIds: readonly string[] },
): Promise<Belongings> {
  const ofTraces = traceIds.length === 0 ? [] : await messagesOfTraces(stores.postgres, { workspaceId, traceIds, endUserIds });
  const messages = [...new Map([...own, ...ofTraces].map((message) => [message.id, message])).values()];
  const { traceIds: whole, spans } = await spansOfUsers(stores, workspaceId, traceIds, userIds);
  const { traceCount, spanCount } = await countTraces(stores, workspaceId, whole);
  const predictionCount = await countPredictionsWith(stores, workspaceId, contentsOf(messages));
  return { messages, traceIds: whole, spans, traceCount, spanCount: spanCount + spans.length, predictionCount };
}

export const contentsOf = (messages: readonly UserMessage[]): string[] => messages.map(({ content }) => content);

export const sessionsOf = (messages: readonly UserMessage[]): string[] => [
  ...new Set(messages.flatMap(({ sessionId }) => sessionId ?? [])),
];
