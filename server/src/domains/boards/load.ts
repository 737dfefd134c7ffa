import type { Viewer } from '../../platform/graphql/context.ts';

/** Which boards a viewer sees: those of all, and its own. */
export const seenBy = ({ workspaceId, person }: Pick<Viewer, 'workspaceId' | 'person'>) => ({
  workspaceId,
  OR: [{ isShared: true }, ...(person === null ? [] : [{ ownerId: person.id }])],
});
