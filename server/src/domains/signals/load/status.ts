import type { Stores } from '../../../platform/store/stores.ts';
import { learningOf } from '../pure/watched.ts';

/** How far a workspace is watched. */
export interface Watch {
  /** End of the last hour that was judged; null: messages were not looked at yet. */
  readonly judgedUntil: Date | null;
  readonly seriesCount: number;
  /** Of these, those that are too new for anything to be found. */
  readonly learningCount: number;
}

/** Reads how far the messages of a workspace are judged, and how well its series are learned. */
export async function watchOf({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string): Promise<Watch> {
  const [progress, series] = await Promise.all([
    prisma.signalProgress.findUnique({ where: { workspaceId }, select: { judgedUntil: true } }),
    prisma.watchedSeries.findMany({ where: { workspaceId }, select: { valueCount: true, bucketMs: true } }),
  ]);
  return {
    judgedUntil: progress?.judgedUntil ?? null,
    seriesCount: series.length,
    learningCount: series.filter((one) => learningOf(one) === 'LEARNING').length,
  };
}
