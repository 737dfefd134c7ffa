import type { Viewer } from '../../platform/graphql/context.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { ownerOf } from '../preferences/load.ts';
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

/** At most this many judgments of a trace are read with it. */
const mostOfTrace = 10_000;

/** The judgments of a trace, of its spans and of the messages that came from it, oldest first. */
export const evaluationsOfTrace = ({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, traceId: string) =>
  prisma.evaluation.findMany({
    where: { workspaceId, OR: [{ traceId }, { message: { workspaceId, traceId } }] },
    orderBy: { id: 'asc' },
    take: mostOfTrace,
    omit: { id: true, messageId: true, queueId: true },
  });

/** Who judges in the product itself. */
export interface Judge {
  /** Id of the person, `local` for the owner of an installation without accounts, or `key:` and the id of a key that judges for a program. */
  readonly id: string;
  readonly name: string;
}

export const judgeIdOf = (viewer: Viewer): string => ownerOf(viewer) ?? `key:${viewer.keyId}`;

/** Who the viewer is as a judge. */
export async function judgeOf({ prisma }: Pick<Stores, 'prisma'>, viewer: Viewer): Promise<Judge> {
  const { person, keyId, workspaceId } = viewer;
  const id = judgeIdOf(viewer);
  if (person !== null) return { id, name: person.name.trim() || person.email };
  if (keyId === null) return { id, name: 'Owner of this installation' };
  const key = await prisma.apiKey.findUnique({ where: { id: keyId, workspaceId }, select: { name: true } });
  return { id, name: key?.name ?? 'API key' };
}

/** The id of the judgment that a viewer has made of a message in place: one for each judge and message. */
export const ownJudgmentId = (viewer: Viewer, messageId: bigint): string => `judged:${judgeIdOf(viewer)}:${messageId}`;
