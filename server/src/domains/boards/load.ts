import type { Viewer } from '../../platform/graphql/context.ts';
import { isPermitted } from '../../platform/permissions.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';

export type BoardViewer = Pick<Viewer, 'workspaceId' | 'person' | 'role' | 'keyScope'>;

/** Boards of no member: the person was removed, or deleted. */
const isLeft = (workspaceId: string): Prisma.BoardWhereInput => ({
  OR: [{ ownerId: null }, { owner: { members: { none: { workspaceId } } } }],
});

/** Which boards a viewer sees: those of all, its own, and where it manages members those that were left. */
export const seenBy = (viewer: BoardViewer) => ({
  workspaceId: viewer.workspaceId,
  OR: [
    { isShared: true },
    ...(viewer.person === null ? [] : [{ ownerId: viewer.person.id }]),
    ...(isPermitted(viewer, 'EDIT_MEMBERS') ? [isLeft(viewer.workspaceId)] : []),
  ] satisfies Prisma.BoardWhereInput[],
});
