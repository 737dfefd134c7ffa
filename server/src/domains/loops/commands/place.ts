import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { WorkedLoop } from '../background/passed.ts';
import { LoopNotThere } from '../errors.ts';
import { isBefore } from '../pure/course.ts';
import type { StepKind } from '../types.ts';

/** The loop as it stands. */
export async function loopAt(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
  path = 'input.id',
): Promise<Result<WorkedLoop, NotFound>> {
  const loop = await prisma.loop.findUnique({ where: { id, workspaceId } });
  return loop === null ? fail(new NotFound('Loop', id, path)) : succeed(loop as unknown as WorkedLoop);
}

/**
 * A loop on which a person may work: the server has done the steps before `from`, and is at none now.
 *
 * Errors  NOT_FOUND; LOOP_NOT_THERE.
 */
export async function openLoop(
  stores: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
  from: StepKind,
): Promise<Result<WorkedLoop, NotFound | LoopNotThere>> {
  const found = await loopAt(stores, workspaceId, id);
  if (!found.ok) return found;
  const { step, status } = found.value;
  if (isBefore(step, from)) return fail(new LoopNotThere(found.value, `This is possible from the step ${from} on.`));
  if (status === 'RUNNING') return fail(new LoopNotThere(found.value, 'Wait for the step to end, or stop the loop with stopLoop.'));
  return found;
}
