import type { Viewer } from '../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { badText } from '../../platform/ingest/text.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { ownerOf } from '../preferences/load.ts';
import { BadInsight } from './errors.ts';
import { visitAt } from './pure/visit.ts';
import { saveVisit, visitOf } from './queries.ts';
import { maxNoteLength, type InsightReason } from './types.ts';

type Acting = Pick<Viewer, 'workspaceId' | 'person' | 'keyId'>;

/**
 * Dismisses an insight, and gives its id: it is not shown again while it holds, and insights like it weigh less for 90 days (pure/ranking.ts). One that
 * is dismissed already has the new reason.
 */
export async function dismissInsight(
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, person }: Acting,
  { id, reason, note }: { readonly id: string; readonly reason: InsightReason; readonly note: string | null },
  now: Date,
): Promise<Result<string, BadInsight | NotFound>> {
  const written = note === null || note.trim() === '' ? null : note.trim();
  const problem = written === null ? null : (badText(written) ?? tooLong(written));
  if (problem !== null) return fail(new BadInsight('note', problem));
  const { count } = await prisma.insight.updateMany({
    where: { id, workspaceId },
    data: { dismissedAt: now, dismissedBy: person?.id ?? null, dismissReason: reason, dismissNote: written },
  });
  return count === 0 ? fail(new NotFound('Insight', id)) : succeed(id);
}

const tooLong = (note: string): string | null =>
  note.length > maxNoteLength ? `is ${note.length} characters long; at most ${maxNoteLength} are taken` : null;

/** Takes a dismissal back, and gives the id of the insight: it is shown while it holds, and teaches nothing any more. */
export async function restoreInsight(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.insight.updateMany({
    where: { id, workspaceId },
    data: { dismissedAt: null, dismissedBy: null, dismissReason: null, dismissNote: null },
  });
  return count === 0 ? fail(new NotFound('Insight', id)) : succeed(id);
}

/** Remembers that the viewer's person looks at the insights now, and gives the end of its visit before; null: there was none, or a key is no person. */
export async function visitInsights({ postgres }: Pick<Stores, 'postgres'>, viewer: Acting, now: Date): Promise<Date | null> {
  const owner = ownerOf(viewer);
  if (owner === null) return null;
  const { workspaceId } = viewer;
  const [held] = await visitOf(postgres, { workspaceId, owner });
  const visit = visitAt(held ?? null, now);
  await saveVisit(postgres, { workspaceId, owner, ...visit });
  return visit.beforeAt;
}

/** A user was erased: names of topics may be of its messages. They are found again by the next looks. */
export async function forgetTopics({ prisma }: Pick<Stores, 'prisma'>, { workspaceId }: { readonly workspaceId: string }): Promise<void> {
  await prisma.insight.deleteMany({ where: { workspaceId, dimension: { contains: 'TOPIC' } } });
}
