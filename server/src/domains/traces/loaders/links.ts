import { perOperation } from '../../../platform/graphql/per-operation.ts';
import type { Evaluation, Message } from '../../../platform/store/prisma/generated/client.ts';
import { messageIdOfSpan } from '../../messages/pure/trace-ids.ts';

/** The reply that a model call became, by `keyOfSpan`; null: it became none. */
export const messageOfSpan = perOperation<string, Message | null>(async (keys, { stores, viewer }) => {
  const idOf = (key: string): string => messageIdOfSpan(key.slice(0, 32), key.slice(33));
  const found = await stores.prisma.message.findMany({ where: { workspaceId: viewer.workspaceId, externalId: { in: keys.map(idOf) } } });
  const byId = new Map(found.map((message) => [message.externalId, message]));
  return keys.map((key) => byId.get(idOf(key)) ?? null);
});

/** Every judgment of a span and of the message that it became, by `keyOfSpan`, in the order in which they came. */
export const evaluationsOfSpan = perOperation<string, Evaluation[]>(async (keys, { stores, viewer }) => {
  const { workspaceId } = viewer;
  const traceIds = [...new Set(keys.map((key) => key.slice(0, 32)))];
  const externalIds = keys.map((key) => messageIdOfSpan(key.slice(0, 32), key.slice(33)));
  const found = await stores.prisma.evaluation.findMany({
    where: {
      workspaceId,
      OR: [
        { traceId: { in: traceIds }, spanId: { in: keys.map((key) => key.slice(33)) } },
        { message: { workspaceId, externalId: { in: externalIds } } },
      ],
    },
    include: { message: { select: { externalId: true } } },
    orderBy: { id: 'asc' },
  });
  return keys.map((key) => {
    const [traceId, spanId] = [key.slice(0, 32), key.slice(33)];
    return found.filter(
      (evaluation) =>
        (evaluation.traceId === traceId && evaluation.spanId === spanId) ||
        evaluation.message?.externalId === messageIdOfSpan(traceId, spanId),
    );
  });
});

/** The messages made from a trace, by time. */
export const messagesOfTrace = perOperation<string, Message[]>(async (traceIds, { stores, viewer }) => {
  const found = await stores.prisma.message.findMany({
    where: { workspaceId: viewer.workspaceId, traceId: { in: [...traceIds] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: maxLinked,
  });
  return traceIds.map((traceId) => found.filter((message) => message.traceId === traceId));
});

/** Every judgment of a trace, of its spans and of its messages, in the order in which they came. */
export const evaluationsOfTrace = perOperation<string, Evaluation[]>(async (traceIds, { stores, viewer }) => {
  const { workspaceId } = viewer;
  const found = await stores.prisma.evaluation.findMany({
    where: { workspaceId, OR: [{ traceId: { in: [...traceIds] } }, { message: { workspaceId, traceId: { in: [...traceIds] } } }] },
    include: { message: { select: { traceId: true } } },
    orderBy: { id: 'asc' },
    take: maxLinked,
  });
  return traceIds.map((traceId) => found.filter((evaluation) => evaluation.traceId === traceId || evaluation.message?.traceId === traceId));
});

/** A trace of a hundred thousand model calls must not become as many rows of one answer. */
const maxLinked = 10_000;
