import type { Stores } from '../../platform/store/stores.ts';
import type { JudgedBy } from './queries/delete-user.ts';

/** Judgments as they are stored, of what `deleteEvaluations` would delete them for. */
export const exportedEvaluations = ({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, judged: JudgedBy) => {
  const { messageIds, traceIds, sessionIds, evaluators, spans } = judged;
  return prisma.evaluation.findMany({
    where: {
      workspaceId,
      OR: [
        { messageId: { in: messageIds.map(BigInt) } },
        { traceId: { in: [...traceIds] } },
        { evaluator: { in: [...evaluators] } },
        { sessionId: { in: [...sessionIds] }, messageExternalId: null, traceId: null },
        ...spans.map(({ traceId, spanId }) => ({ traceId, spanId })),
      ],
    },
    orderBy: { id: 'asc' },
    omit: { workspaceId: true, messageId: true },
  });
};
