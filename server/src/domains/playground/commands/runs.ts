import type { Context } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { spenderOf } from '../../model-connections/load.ts';
import type { BadPlaygroundInput } from '../errors.ts';
import { checkTitle } from '../ingest.ts';

type Changing = Pick<Context, 'stores' | 'viewer' | 'live'>;

const ownRun = ({ viewer }: Changing, id: string) => ({ id, workspaceId: viewer.workspaceId, owner: spenderOf(viewer) });

/** Stops every answer of an own run that is under way, on whichever server it is made; gives the id. */
export async function stopRun(context: Changing, id: string): Promise<Result<string, NotFound>> {
  const { stores, live } = context;
  if ((await stores.prisma.playgroundRun.count({ where: ownRun(context, id) })) === 0) return fail(new NotFound('Run', id));
  live.publish('playground.stop', id, { answerId: null });
  return succeed(id);
}

/** Stops one answer of an own run; gives its id. One that has ended stays as it is. */
export async function stopAnswer(context: Changing, id: string): Promise<Result<string, NotFound>> {
  const { stores, live, viewer } = context;
  const answer = await stores.prisma.playgroundAnswer.findUnique({
    where: { id, workspaceId: viewer.workspaceId, run: { owner: spenderOf(viewer) } },
    select: { runId: true },
  });
  if (answer === null) return fail(new NotFound('Answer', id));
  live.publish('playground.stop', answer.runId, { answerId: id });
  return succeed(id);
}

export interface RunChange {
  readonly title?: string | null | undefined;
  readonly isShared?: boolean | null | undefined;
}

/** Changes title and sharing of an own run; what is absent stays. Gives its id. */
export async function updateRun(
  context: Changing,
  id: string,
  { title, isShared }: RunChange,
): Promise<Result<string, BadPlaygroundInput | NotFound>> {
  const checked = title === undefined || title === null ? null : checkTitle(title);
  if (checked?.ok === false) return checked;
  const { count } = await context.stores.prisma.playgroundRun.updateMany({
    where: ownRun(context, id),
    data: { ...(checked !== null && { title: checked.value.title }), ...(isShared !== undefined && isShared !== null && { isShared }) },
  });
  return count === 0 ? fail(new NotFound('Run', id, 'input.id')) : succeed(id);
}

/** Deletes an own run with its answers, and gives its id. What is under way stops. */
export async function deleteRun(context: Changing, id: string): Promise<Result<string, NotFound>> {
  const { stores, live } = context;
  const { count } = await stores.prisma.playgroundRun.deleteMany({ where: ownRun(context, id) });
  if (count === 0) return fail(new NotFound('Run', id));
  live.publish('playground.stop', id, { answerId: null });
  return succeed(id);
}
