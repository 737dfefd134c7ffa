import type { Context } from '../../../platform/graphql/context.ts';
import { NotFound } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { coalesced } from '../../../platform/live/coalesce.ts';
import type { AssistantTurn } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ToolResult } from '../../assistant-tools/types.ts';
import { readableBy } from '../load.ts';
import { pathTo } from '../queries.ts';
import { maxTurns, type LiveTurn } from '../types.ts';

/** The turns of the branch that ends with one, from the first on. */
export async function branchOf(
  { postgres, prisma }: Pick<Stores, 'postgres' | 'prisma'>,
  workspaceId: string,
  headTurnId: string | null,
): Promise<AssistantTurn[]> {
  if (headTurnId === null) return [];
  const ids = (await pathTo(postgres, { workspaceId, turnId: headTurnId, limit: maxTurns })).map(({ id }) => id);
  const turns = await prisma.assistantTurn.findMany({ where: { workspaceId, id: { in: ids } } });
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  return ids.map((id) => byId.get(id)).filter((turn) => turn !== undefined);
}

/** A result of a conversation that the viewer may read, with all rows that its tool gave; null: there is none, or its time is over. */
export async function resultAt(
  { stores: { prisma }, viewer }: Pick<Context, 'stores' | 'viewer'>,
  conversationId: string,
  handle: string,
): Promise<ToolResult | null> {
  const found = await prisma.assistantResult.findFirst({
    where: { workspaceId: viewer.workspaceId, conversationId, handle, conversation: readableBy(viewer) },
    select: { result: true },
  });
  return (found?.result ?? null) as ToolResult | null;
}

const everyMs = 40;

/** A turn as it is now, then whenever it has come on, until it has ended. Errors: rejects with NOT_FOUND. */
export function turnChanges(
  { stores, viewer, live }: Pick<Context, 'stores' | 'viewer' | 'live'>,
  id: string,
): AsyncIterableIterator<AssistantTurn, undefined> {
  const { workspaceId } = viewer;
  const read = async (): Promise<AssistantTurn> => {
    const turn = await stores.prisma.assistantTurn.findUnique({ where: { id, workspaceId, conversation: readableBy(viewer) } });
    if (turn === null) throw new NotFound('Turn', id, 'turnId');
    return turn;
  };
  const notices = noticesOf(live, id);
  let row: AssistantTurn | null = null;
  let isOver = false;
  const over = async (): Promise<IteratorResult<AssistantTurn, undefined>> => {
    isOver = true;
    await notices.return?.();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      if (isOver) return over();
      const { done, value } = await notices.next();
      if (done === true) return over();
      // What was announced may be newer than what is stored; the end is stored before it is announced.
      const turn: AssistantTurn = value === null || value === undefined ? await read() : merged((row ??= await read()), value);
      row = turn;
      isOver = turn.status !== 'RUNNING';
      return { done: false, value: turn };
    },
    return: over,
    async throw() {
      return over();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const noticesOf = (live: LiveBus, id: string) => coalesced(live, 'assistant.turn', id, { everyMs, first: true });

const merged = (row: AssistantTurn, { parts, nanoUsd, endedAt, ...now }: LiveTurn): AssistantTurn => ({
  ...row,
  ...now,
  parts: parts as never,
  nanoUsd: nanoUsd === null ? null : BigInt(nanoUsd),
  endedAt: endedAt === null ? null : new Date(endedAt),
});
