import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadAnnotation } from './errors.ts';
import { checkAnnotation, type AnnotationInput } from './ingest.ts';
import { annotationsByIds } from './queries.ts';
import { maxKept, type AnnotationKind } from './types.ts';

interface Context {
  readonly stores: Pick<Stores, 'prisma' | 'postgres'>;
  readonly live: LiveBus;
}

export type KeptAnnotation = AnnotationInput & { readonly kind: AnnotationKind };

/** Marks a moment, or a stretch of time, and gives the id of the mark. */
export async function createAnnotation(
  { stores: { prisma }, live }: Context,
  workspaceId: string,
  { kind, ...input }: KeptAnnotation,
  now: Date,
): Promise<Result<string, BadAnnotation>> {
  const checked = checkAnnotation(input, now);
  if (!checked.ok) return checked;
  if ((await prisma.annotation.count({ where: { workspaceId } })) >= maxKept)
    return fail(new BadAnnotation('label', `is of one too many: the workspace has ${maxKept} marks, which is the most it can have`));
  const { id } = await prisma.annotation.create({ data: { workspaceId, kind, ...checked.value, createdAt: now } });
  live.publish('annotations.changed', workspaceId, {});
  return succeed(id);
}

/** Changes a mark that was made; one that follows from something else changes with that. */
export async function updateAnnotation(
  { stores, live }: Context,
  workspaceId: string,
  id: string,
  { kind, ...input }: KeptAnnotation,
  now: Date,
): Promise<Result<string, BadAnnotation | NotFound>> {
  const checked = checkAnnotation(input, now);
  if (!checked.ok) return checked;
  const { count } = await stores.prisma.annotation.updateMany({ where: { id, workspaceId }, data: { kind, ...checked.value } });
  if (count === 0) return fail(await notKept(stores, workspaceId, id, 'input.id'));
  live.publish('annotations.changed', workspaceId, {});
  return succeed(id);
}

/** Deletes a mark that was made, and gives its id. */
export async function deleteAnnotation(
  { stores, live }: Context,
  workspaceId: string,
  id: string,
): Promise<Result<string, BadAnnotation | NotFound>> {
  const { count } = await stores.prisma.annotation.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(await notKept(stores, workspaceId, id, 'id'));
  live.publish('annotations.changed', workspaceId, {});
  return succeed(id);
}

async function notKept(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  id: string,
  field: string,
): Promise<BadAnnotation | NotFound> {
  const [automatic] = await annotationsByIds(postgres, { workspaceId, ids: [id] });
  return automatic === undefined
    ? new NotFound('Annotation', id, field)
    : new BadAnnotation(
        field.replace('input.', ''),
        `is of a mark that follows from the model ${automatic.model}: change its version, deployment or price`,
      );
}
