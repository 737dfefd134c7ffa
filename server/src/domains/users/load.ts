import type { Stores } from '../../platform/store/stores.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import { valueOf } from './pure/stored.ts';
import {
  conversationsOfUser,
  identifiedAt,
  userCount,
  userNumbers,
  userPlaces,
  type ConversationPlace,
  type UserPage,
  type UserPlace,
} from './queries/list.ts';
import { propertiesOf, propertyNames, userExists } from './queries/properties.ts';
import { propertyLines } from './record.ts';
import type { EndUser, Properties } from './types.ts';

export { everyUser } from './queries/known.ts';
export { type ConversationPlace, type UserPlace } from './queries/list.ts';

/** Makes everything that is acknowledged of users readable in ClickHouse. */
export const landProperties = (stores: Stores): Promise<void> => propertyLines.land(stores);

/** A page of the workspace's users, or of those that `among` gives, last active first; with what is counted of them. */
export async function listUsers(stores: Stores, page: UserPage): Promise<EndUser[]> {
  await landProperties(stores);
  return withNumbers(stores, page.workspaceId, await userPlaces(stores.clickhouse, page));
}

/** A user by the id that the application gives them, also where masking has stored a hash of it; null: there is none. */
export async function findUser(stores: Stores, workspaceId: string, givenId: string): Promise<EndUser | null> {
  await landProperties(stores);
  const masker = maskerOf(await policyOf(stores, workspaceId));
  for (const userId of new Set([givenId, ...(masker === null ? [] : [masker.id(givenId)])])) {
    if ((await userExists(stores.clickhouse, { workspaceId, userId })).length === 0) continue;
    const [user] = await withNumbers(stores, workspaceId, [{ userId, activeAt: new Date(0) }]);
    if (user !== undefined) return user;
  }
  return null;
}

async function withNumbers({ clickhouse }: Stores, workspaceId: string, places: readonly UserPlace[]): Promise<EndUser[]> {
  if (places.length === 0) return [];
  const of = { workspaceId, userIds: places.map(({ userId }) => userId) };
  const [numbers, identified] = await Promise.all([userNumbers(clickhouse, of), identifiedAt(clickhouse, of)]);
  const byId = new Map(numbers.map((one) => [one.userId, one]));
  const saidAt = new Map(identified.map(({ userId, at }) => [userId, new Date(Number(at))]));
  return places.map(({ userId, activeAt }) => ({
    ...(byId.get(userId) ?? unseen),
    userId,
    activeAt,
    identifiedAt: saidAt.get(userId) ?? null,
  }));
}

const unseen: Omit<EndUser, 'userId' | 'activeAt' | 'identifiedAt'> = {
  firstSeenAt: null,
  lastSeenAt: null,
  messageCount: 0,
  answerCount: 0,
  conversationCount: 0,
  costUsd: null,
  averageRating: null,
  ratingCount: 0,
};

/** What the application reported of each of these users; `most`: the first by name of each. */
export async function propertiesOfUsers(
  { clickhouse }: Pick<Stores, 'clickhouse'>,
  workspaceId: string,
  userIds: readonly string[],
  most?: number,
): Promise<ReadonlyMap<string, Properties>> {
  const rows = userIds.length === 0 ? [] : await propertiesOf(clickhouse, { workspaceId, userIds, most });
  const ofUsers = Map.groupBy(rows, ({ userId }) => userId);
  return new Map(
    [...ofUsers].map(([userId, of]) => [
      userId,
      Object.fromEntries(of.map(({ name, items, isList }) => [name, valueOf(items, isList === 1)])),
    ]),
  );
}

/** How many users the workspace has. */
export async function countUsers(stores: Stores, workspaceId: string): Promise<number> {
  await landProperties(stores);
  return (await userCount(stores.clickhouse, { workspaceId }))[0]?.count ?? 0;
}

export type PropertyName = Awaited<ReturnType<typeof propertyNames>>[number];

/** Properties that the workspace's users have, the most frequent first. */
export async function namesOfProperties(stores: Stores, workspaceId: string, limit: number): Promise<PropertyName[]> {
  await landProperties(stores);
  return propertyNames(stores.clickhouse, { workspaceId, limit });
}

export type UserConversation = Awaited<ReturnType<typeof conversationsOfUser>>[number] & { readonly externalId: string };

/** Conversations of a user, the last first. */
export async function listConversationsOf(
  { clickhouse, prisma }: Stores,
  workspaceId: string,
  of: { readonly userId: string; readonly before: ConversationPlace | null; readonly limit: number },
): Promise<UserConversation[]> {
  const found = await conversationsOfUser(clickhouse, { workspaceId, ...of });
  const rows = await prisma.conversation.findMany({
    where: { workspaceId, id: { in: found.map(({ conversationId }) => BigInt(conversationId)) } },
    select: { id: true, externalId: true },
  });
  const names = new Map(rows.map(({ id, externalId }) => [id.toString(), externalId]));
  return found.flatMap((one) => {
    const externalId = names.get(one.conversationId);
    return externalId === undefined ? [] : [{ ...one, externalId }];
  });
}
