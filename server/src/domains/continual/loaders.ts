import { perOperation } from '../../platform/graphql/per-operation.ts';
import { metricsOf, performancesOf, type ContinualMetrics, type Performance } from './pure/metrics.ts';
import { scoresOfSessions, updatesOfSessions } from './queries.ts';
import type { Score, Update } from './types.ts';

/** All that a session has sent. */
export interface SessionData {
  readonly scores: readonly Score[];
  readonly updates: readonly Update[];
}

/** Scores and updates of a session: one statement of each for all sessions of an operation. */
export const dataOfSession = perOperation<string, SessionData>(async (sessionIds, { stores, viewer }) => {
  const asked = { workspaceId: viewer.workspaceId, sessionIds };
  const scores = Map.groupBy(await scoresOfSessions(stores.postgres, asked), ({ sessionId }) => sessionId);
  const updates = Map.groupBy(await updatesOfSessions(stores.postgres, asked), ({ sessionId }) => sessionId);
  return sessionIds.map((id) => ({ scores: scores.get(id) ?? [], updates: updates.get(id) ?? [] }));
});

interface Session {
  readonly id: string;
  readonly tasks: readonly string[];
}
type Context = Parameters<typeof dataOfSession>[0];

export async function metricsOfSession(context: Context, { id, tasks }: Session): Promise<ContinualMetrics> {
  const { scores, updates } = await dataOfSession(context).load(id);
  return metricsOf(tasks, scores, updates);
}

export const performancesOfSession = async (context: Context, { id, tasks }: Session): Promise<Performance[]> =>
  performancesOf(tasks, (await dataOfSession(context).load(id)).scores);
