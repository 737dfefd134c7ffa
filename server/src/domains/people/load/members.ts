import type { Person } from '../../../platform/store/prisma/generated/client.ts';
import { perOperation } from '../../../platform/graphql/per-operation.ts';

/** People by their ids, as others of the workspace see them; null: no member of it. */
export const memberPeople = perOperation<string, Person | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const people = await stores.prisma.person.findMany({ where: { id: { in: [...ids] }, members: { some: { workspaceId } } } });
  return ids.map((id) => people.find((person) => person.id === id) ?? null);
});
