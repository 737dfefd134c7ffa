import { dayMs } from '../../../platform/ingest/time.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BadSignal } from '../errors.ts';
import type { Acting } from './acting.ts';

export const maxMuteDays = 366;

/** Holds findings of a series back that open before an instant, and gives its id. What is open already goes on. */
export async function mute(
  { stores, workspaceId, now }: Acting,
  id: string,
  until: Date | null,
): Promise<Result<string, BadSignal | NotFound>> {
  if ((await stores.prisma.watchedSeries.count({ where: { id, workspaceId } })) === 0) return fail(new NotFound('Watched series', id));
  if (until !== null && until <= now) return fail(new BadSignal('until', `${until.toISOString()} is past; a time to come is taken`));
  if (until !== null && until.getTime() > now.getTime() + maxMuteDays * dayMs)
    return fail(new BadSignal('until', `${until.toISOString()} is more than ${maxMuteDays} days ahead`));
  await stores.prisma.watchedSeries.updateMany({ where: { id, workspaceId }, data: { mutedUntil: until } });
  return succeed(id);
}
