import { randomUUID } from 'node:crypto';
import type { JudgedJob } from '../../health/hooks.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { incidentsNear } from '../load/known.ts';
import type { Story } from '../load/story.ts';
import { beganAtOf, byTelling, endedAtOf, groupInto, type FindingEvent, type Incident, type StoredFinding } from '../pure/incidents.ts';
import { trainingAlarms, type TrainingAlarm } from '../pure/training.ts';
import { recordStories } from '../record/pass.ts';
import type { AnomalySeverity, SignalMetric } from '../types.ts';

/** From the least on. Of a job that has ended, or is well again, the highest one that it had stays. */
const severities: readonly AnomalySeverity[] = ['INFO', 'WARNING', 'CRITICAL'];

/** A running job was judged: what is out in its curves becomes findings, and what is not any more is over. Runs within the workspace. */
export async function watchJob(
  { stores, live }: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'> },
  { workspaceId, jobId, run, findings, now }: JudgedJob,
): Promise<void> {
  const key = { workspaceId, dimension: 'TRAINING_JOB', value: jobId } as const;
  const open = await stores.prisma.anomalyFinding.findMany({ where: { ...key, endedAt: null }, select: { metric: true, beganAt: true } });
  const alarms = trainingAlarms(run, findings, new Map(open.map(({ metric, beganAt }) => [metric, beganAt.getTime()])));
  if (alarms.length === 0 && open.length === 0) return;
  const announced = await stores.prisma.$transaction(async (transaction) => {
    await lockWorkspace(transaction, workspaceId);
    const job = await transaction.trainingJob.findUnique({ where: { id: jobId, workspaceId }, select: { name: true } });
    if (job === null) return [];
    const incidents = await incidentsNear({ prisma: transaction as Stores['prisma'] }, workspaceId, now, jobId);
    const severityBefore = await transaction.anomaly.findMany({ where: key, select: { id: true, severity: true } });
    const known = incidents.flatMap((incident) => incident.findings).filter(({ endedAt }) => endedAt === null);
    const events: FindingEvent[] = [];
    for (const alarm of alarms) {
      const before = known.find(({ metric }) => metric === alarm.metric);
      const series = before === undefined ? await seriesOf(transaction, key, alarm.metric, now) : null;
      if (series !== null && series.mutedUntil !== null && series.mutedUntil > now) continue;
      const seriesId = before?.seriesId ?? (series as { id: string }).id;
      events.push({
        at: now.getTime(),
        change: before === undefined ? 'OPENED' : 'CHANGED',
        finding: findingOf(alarm, { id: before?.id ?? randomUUID(), seriesId, jobId, before, now }),
      });
    }
    for (const before of known)
      if (!alarms.some(({ metric }) => metric === before.metric))
        events.push({
          at: now.getTime(),
          change: 'CLOSED',
          finding: { ...before, endedAt: now.getTime(), end: run.isActive ? 'RECOVERED' : 'SILENCE' },
        });
    const changed = groupInto(incidents, events, randomUUID);
    const severityOf = (incident: Incident): AnomalySeverity => {
      const all = [
        ...alarms.map(({ severity }) => severity),
        ...severityBefore.filter(({ id }) => id === incident.id).map(({ severity }) => severity),
      ];
      return severities[Math.max(0, ...all.map((one) => severities.indexOf(one)))] as AnomalySeverity;
    };
    const stories = [...changed].map((incident) => storyOf(incident, severityOf(incident)));
    return recordStories(transaction, workspaceId, { stories, until: now, now, name: job.name });
  });
  for (const { id, isNew } of announced) live.publish(isNew ? 'anomalies.detected' : 'anomalies.changed', workspaceId, { id });
}

type Transaction = Parameters<Parameters<Stores['prisma']['$transaction']>[0]>[0];

/** The series of a metric of a job, made with its first finding. */
const seriesOf = (
  transaction: Transaction,
  key: { readonly workspaceId: string; readonly dimension: 'TRAINING_JOB'; readonly value: string },
  metric: SignalMetric,
  now: Date,
): Promise<{ id: string; mutedUntil: Date | null }> =>
  transaction.watchedSeries.upsert({
    where: { workspaceId_metric_dimension_value: { ...key, metric } },
    create: { ...key, metric, state: '', judgedUntil: now, valueCount: 0, lastBucketAt: now },
    update: { judgedUntil: now, lastBucketAt: now },
    select: { id: true, mutedUntil: true },
  });

/** A finding that goes on keeps what was worst, unless what is now is farther out. */
function findingOf(
  { metric, kind, direction, beganAt, worst, strength }: TrainingAlarm,
  {
    id,
    seriesId,
    jobId,
    before,
    now,
  }: {
    readonly id: string;
    readonly seriesId: string;
    readonly jobId: string;
    readonly before: StoredFinding | undefined;
    readonly now: Date;
  },
): StoredFinding {
  const isFarther = before === undefined || kind !== before.kind || Math.abs(worst.deviation) > Math.abs(before.worst.deviation);
  return {
    id,
    seriesId,
    metric,
    dimension: 'TRAINING_JOB',
    value: jobId,
    kind,
    direction,
    beganAt: before?.beganAt ?? beganAt,
    openedAt: before?.openedAt ?? now.getTime(),
    endedAt: null,
    end: null,
    worst: isFarther ? worst : before.worst,
    strength: before?.strength ?? strength,
    telling: 1,
  };
}

function storyOf(incident: Incident, severity: AnomalySeverity): Story {
  const findings = byTelling(incident.findings);
  const first = findings[0] as StoredFinding;
  const endedAt = endedAtOf({ findings: [...findings] });
  return {
    incident,
    findings,
    first,
    severity,
    beganAt: new Date(beganAtOf({ findings: [...findings] })),
    endedAt: endedAt === null ? null : new Date(endedAt),
    end: endedAt === null ? null : first.end,
    messageCount: 0,
    userCount: 0,
    excessCostUsd: null,
    mark: null,
  };
}
