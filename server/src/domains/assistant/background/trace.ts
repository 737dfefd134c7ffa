import { unwrap } from '../../../platform/graphql/errors.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { callsOf } from '../../model-connections/load.ts';
import { captureSpans } from '../../traces/commands.ts';
import { assistantSettingsOf } from '../load.ts';
import { spansOf, traceIdOf } from '../pure/spans.ts';
import type { TurnPart } from '../types.ts';

/** Stores a turn that has ended as a trace of its workspace, where that wants it. Once more after a rating: the trace is replaced. */
export async function traceTurn(
  { stores, live, viewer: { workspaceId } }: Pick<Context, 'stores' | 'live' | 'viewer'>,
  turnId: string,
): Promise<void> {
  if (!(await assistantSettingsOf(stores, workspaceId)).isTraced) return;
  const { prisma } = stores;
  const turn = await prisma.assistantTurn.findUnique({
    where: { id: turnId, workspaceId },
    include: { results: { orderBy: { id: 'asc' }, take: 100 }, conversation: { select: { owner: true } } },
  });
  // A command asks no model: it is no run of the assistant.
  if (turn === null || turn.kind !== 'MODEL' || turn.status === 'RUNNING') return;
  const { conversation, results, parts, ...rest } = turn;
  const calls = await callsOf(stores, workspaceId, turnId);
  const stored = results.map(({ result, createdAt }) => ({ result: result as never, createdAt }));
  const spans = spansOf({ ...rest, owner: conversation.owner, parts: parts as unknown as readonly TurnPart[] }, calls, stored);
  unwrap(await captureSpans({ stores, live }, workspaceId, spans, new Date()));
  await prisma.assistantTurn.updateMany({ where: { id: turnId, workspaceId }, data: { traceId: traceIdOf(turnId) } });
}
