import { BadInput, fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { IngestResult } from '../../platform/ingest/rejection.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { ContinualSession } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadContinualSession } from './errors.ts';
import { checkScores, checkSession, checkUpdates, type SessionInput } from './ingest.ts';
import { storeScores, storeUpdates } from './queries.ts';
import { mostInCall } from './types.ts';

interface Changing {
  readonly stores: Stores;
  readonly live: LiveBus;
}

/** Saves a session by its external id. Of a known one what is absent or null stays; tasks are only added, since scores name them. */
export async function saveSession(
  { stores, live }: Changing,
  workspaceId: string,
  input: SessionInput,
  now: Date,
): Promise<Result<ContinualSession, BadContinualSession>> {
  const checked = checkSession(input, now);
  if (!checked.ok) return checked;
  const { externalId, tasks, name, model, isEnabled, notes, startedAt, endedAt } = checked.value;
  const key = { workspaceId_externalId: { workspaceId, externalId } };
  const known = await stores.prisma.continualSession.findUnique({ where: key });
  if (known === null && tasks === null) return fail(new BadContinualSession('tasks', 'is missing; a session has 1 to 50 tasks'));
  const gone = known?.tasks.find((task) => tasks !== null && !tasks.includes(task));
  if (gone !== undefined)
    return fail(
      new BadContinualSession('tasks', `lacks ${JSON.stringify(gone)}, which the session has; tasks can be added, and not taken away`),
    );
  if (known !== null && endedAt !== null && endedAt < (startedAt ?? known.startedAt))
    return fail(new BadContinualSession('endedAt', 'is before the start of the session'));
  const given = {
    ...(name !== null && { name }),
    ...(model !== null && { model }),
    ...(isEnabled !== null && { isEnabled }),
    ...(tasks !== null && { tasks: [...tasks] }),
    ...(notes !== null && { notes }),
    ...(startedAt !== null && { startedAt }),
    ...(endedAt !== null && { endedAt }),
  };
  const session = await stores.prisma.continualSession.upsert({
    where: key,
    create: { workspaceId, externalId, name: externalId.slice(0, 200), tasks: [], startedAt: startedAt ?? endedAt ?? now, ...given },
    update: given,
  });
  live.publish('continual.changed', workspaceId, {});
  return succeed(session);
}

interface Batch {
  readonly sessionId: string;
  readonly items: readonly unknown[];
}

/** Stores accuracies of a session: bad ones are rejected by index, all others are durable on return. */
export const logScores = (changing: Changing, workspaceId: string, batch: Batch, now: Date) =>
  log(changing, workspaceId, batch, 'scores', async (tasks) => {
    const { items, rejected } = checkScores(batch.items, tasks, now);
    const scores = [...new Map(items.map((score) => [`${score.step} ${score.task}`, score])).values()];
    const stored =
      scores.length === 0 ? [] : await storeScores(changing.stores.postgres, { workspaceId, sessionId: batch.sessionId, scores });
    return { stored, count: items.length, rejected };
  });

/** Stores updates of a session in the same way. */
export const logUpdates = (changing: Changing, workspaceId: string, batch: Batch, now: Date) =>
  log(changing, workspaceId, batch, 'updates', async (tasks) => {
    const { items, rejected } = checkUpdates(batch.items, tasks, now);
    const updates = [...new Map(items.map((update) => [update.externalId, update])).values()];
    const stored =
      updates.length === 0 ? [] : await storeUpdates(changing.stores.postgres, { workspaceId, sessionId: batch.sessionId, updates });
    return { stored, count: items.length, rejected };
  });

async function log(
  { stores, live }: Changing,
  workspaceId: string,
  { sessionId, items }: Batch,
  field: string,
  store: (
    tasks: readonly string[],
  ) => Promise<{ stored: readonly { isNew: boolean }[]; count: number; rejected: IngestResult['rejected'] }>,
): Promise<Result<IngestResult, NotFound | BadInput>> {
  if (items.length > mostInCall) return fail(new BadInput(field, `has ${items.length} items; at most ${mostInCall} are taken in a call`));
  const session = await stores.prisma.continualSession.findUnique({ where: { id: sessionId, workspaceId }, select: { tasks: true } });
  if (session === null) return fail(new NotFound('Continual session', sessionId, 'input.continualSessionId'));
  const { stored, count, rejected } = await store(session.tasks);
  if (stored.length > 0) live.publish('continual.changed', workspaceId, {});
  const accepted = stored.filter(({ isNew }) => isNew).length;
  return succeed({ accepted, updated: count - accepted, rejected });
}

/** Deletes a session with its updates and scores, and gives its id. */
export async function deleteSession({ stores, live }: Changing, workspaceId: string, id: string): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.continualSession.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Continual session', id));
  live.publish('continual.changed', workspaceId, {});
  return succeed(id);
}
