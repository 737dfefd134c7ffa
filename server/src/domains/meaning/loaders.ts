import { perOperation } from '../../platform/graphql/per-operation.ts';
import { topicName, type MessageTopic } from './pure/topic-name.ts';
import { meaningsOfMessages } from './queries/message.ts';
import { standingTopics } from './queries/topic-rows.ts';
import { trajectoriesOf } from './queries/trajectories.ts';
import type { Emotion, Trajectory } from './types.ts';

export interface MessageMeaning {
  readonly language: string;
  readonly isSupported: boolean;
  readonly sentiment: number | null;
  readonly emotions: readonly (readonly [Emotion, number])[];
  readonly topicId: number;
}

/** What each message means; null for one that was not read yet. */
export const meaningOfMessage = perOperation<{ readonly id: bigint; readonly createdAt: Date }, MessageMeaning | null>(
  async (keys, { stores, viewer }) => {
    const found = await meaningsOfMessages(stores.clickhouse, { workspaceId: viewer.workspaceId, keys });
    const byId = new Map(found.map((one) => [one.messageId, one]));
    return keys.map(({ id }) => byId.get(id) ?? null);
  },
);

/** The topic of each number; null: none, or it is not found any more. */
export const topicOfNumber = perOperation<number, MessageTopic | null>(async (numbers, { stores, viewer }) => {
  const topics = await standingTopics(stores.postgres, { workspaceId: viewer.workspaceId });
  const byNumber = new Map(topics.map(({ number, terms }) => [number, { number, name: topicName(number, terms) }]));
  return numbers.map((number) => byNumber.get(number) ?? null);
});

/** How each conversation went; null for one without a message of a user that was read. */
export const trajectoryOfConversation = perOperation<bigint, Trajectory | null>(async (ids, { stores, viewer }) => {
  const found = await trajectoriesOf(stores.clickhouse, { workspaceId: viewer.workspaceId, ids });
  const byId = new Map(found.map(({ conversationId, trajectory }) => [conversationId, trajectory]));
  return ids.map((id) => byId.get(id) ?? null);
});
