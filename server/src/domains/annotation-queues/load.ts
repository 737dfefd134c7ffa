import type { Viewer } from '../../platform/graphql/context.ts';
import { isPermitted } from '../../platform/permissions.ts';
import type { AnnotationQueue, Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { ownerOf } from '../preferences/load.ts';
import type { Annotator, Rubric } from './types.ts';

/** Who the viewer is to a queue: a person, the owner of an installation without accounts, or a key that judges for a program. */
export async function annotatorOf({ prisma }: Pick<Stores, 'prisma'>, viewer: Viewer): Promise<Annotator> {
  const { person, keyId, workspaceId } = viewer;
  if (person !== null) return { id: person.id, name: person.name.trim() || person.email };
  if (keyId === null) return { id: annotatorIdOf(viewer), name: 'Owner of this installation' };
  const key = await prisma.apiKey.findUnique({ where: { id: keyId, workspaceId }, select: { name: true } });
  return { id: annotatorIdOf(viewer), name: key?.name ?? 'API key' };
}

export const annotatorIdOf = (viewer: Viewer): string => ownerOf(viewer) ?? `key:${viewer.keyId}`;

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
