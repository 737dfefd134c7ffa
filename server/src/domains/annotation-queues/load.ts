import type { Viewer } from '../../platform/graphql/context.ts';
import { isPermitted } from '../../platform/permissions.ts';
import type { AnnotationQueue, Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Rubric } from './types.ts';

/** Queues that the viewer may see: with the permission to read all of them, else those for all and those that name the person. */
export function visibleTo(viewer: Viewer): Prisma.AnnotationQueueWhereInput {
  const { workspaceId } = viewer;
  return isPermitted(viewer, 'READ') ? { workspaceId } : { workspaceId, ...judgedBy(viewer) };
}

/** Queues of which the viewer may judge messages: who manages queues, of all. */
export function judgeableBy(viewer: Viewer): Prisma.AnnotationQueueWhereInput {
  const { workspaceId } = viewer;
  return isPermitted(viewer, 'MANAGE_QUEUES') ? { workspaceId } : { workspaceId, ...judgedBy(viewer) };
}

const judgedBy = ({ person }: Viewer): Prisma.AnnotationQueueWhereInput =>
  person === null ? { isForAll: true } : { OR: [{ isForAll: true }, { members: { some: { personId: person.id } } }] };

/** As `checkQueue` wrote it. */
export const rubricOf = ({ rubric }: Pick<AnnotationQueue, 'rubric'>): Rubric => rubric as unknown as Rubric;
