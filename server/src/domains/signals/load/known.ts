import { dayMs } from '../../analytics/pure/interval.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { AnomalyFinding, WatchedSeries } from '../../../platform/store/prisma/generated/client.ts';
import type { JudgedFinding } from '../pure/feedback.ts';
import { rememberedMs, type Incident, type StoredFinding } from '../pure/incidents.ts';

/** A finding as it is stored, with its times as numbers. */
export const findingOf = (row: AnomalyFinding): StoredFinding => ({
  id: row.id,
  seriesId: row.seriesId,
  metric: row.metric,
  dimension: row.dimension,
  value: row.value,
  kind: row.kind,
  direction: row.direction,
  beganAt: row.beganAt.getTime(),
  openedAt: row.openedAt.getTime(),
  endedAt: row.endedAt?.getTime() ?? null,
  end: row.endReason,
  worst: {
    at: row.worstAt.getTime(),
    spanMs: row.spanMs,
    value: row.measured,
    expected: row.expected,
    low: row.expectedLow,
    high: row.expectedHigh,
    deviation: row.deviation,
  },
  strength: row.strength,
  telling: row.telling,
});

/**
 * Incidents that go on or ended a short time before an instant, oldest first, with all of their findings: those of messages, or of a training job,
 * which have nothing to do with each other.
 */
export async function incidentsNear(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  from: Date,
  jobId: string | null = null,
): Promise<Incident[]> {
  const rows = await prisma.anomaly.findMany({
    where: {
      workspaceId,
      ...(jobId === null ? { dimension: { not: 'TRAINING_JOB' } } : { dimension: 'TRAINING_JOB', value: jobId }),
      OR: [{ endedAt: null }, { endedAt: { gte: new Date(from.getTime() - rememberedMs) } }],
    },
    orderBy: [{ beganAt: 'asc' }, { id: 'asc' }],
    select: { id: true, findings: true },
  });
  return rows.map(({ id, findings }) => ({ id, isNew: false, findings: findings.map(findingOf) }));
}

/** The verdicts that stand on findings of each series. */
export async function verdictsOf(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
): Promise<ReadonlyMap<string, readonly JudgedFinding[]>> {
  const rows = await prisma.anomalyFinding.findMany({
    where: { workspaceId, verdict: { not: null } },
    orderBy: [{ verdictAt: 'asc' }, { id: 'asc' }],
    select: { seriesId: true, verdict: true, direction: true, strength: true },
  });
  const judged = rows.flatMap(({ verdict, ...row }) => (verdict === null ? [] : [{ ...row, verdict }]));
  return Map.groupBy(judged, ({ seriesId }) => seriesId);
}

/** Series without a value for so long are not judged until they have traffic again. */
const dormantMs = 14 * dayMs;

/** The series of a workspace that are judged. */
export const awakeSeries = (
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  until: Date,
): Promise<Omit<WatchedSeries, 'shortBase' | 'shortState'>[]> =>
  prisma.watchedSeries.findMany({
    // Texts of short buckets are large, and are of no use here.
    omit: { shortBase: true, shortState: true },
    where: {
      workspaceId,
      dimension: { not: 'TRAINING_JOB' },
      OR: [{ lastBucketAt: null }, { lastBucketAt: { gte: new Date(until.getTime() - dormantMs) } }],
    },
    orderBy: { id: 'asc' },
  });
