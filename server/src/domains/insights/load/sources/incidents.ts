import { findingOf } from '../../../signals/load/known.ts';
import { firstFinding } from '../../../signals/load/shown.ts';
import { isOfMessages, unitOf } from '../../../signals/pure/measure.ts';
import { anomalySentence } from '../../../signals/pure/sentence.ts';
import { globalId } from '../../../../platform/graphql/ids.ts';
import type { AnomalySeverity } from '../../../../platform/store/prisma/generated/client.ts';
import type { InsightUnit } from '../../types.ts';
import type { InsightSource } from '../source.ts';

const weights: Readonly<Record<AnomalySeverity, number>> = { CRITICAL: 1, WARNING: 0.7, INFO: 0.35 };
const mostIncidents = 20;

/** Anomalies that go on, and that no person has judged as none. */
export const incidents: InsightSource = {
  name: 'INCIDENTS',
  kinds: ['INCIDENT'],
  everyMs: 240_000,
  find: async ({ stores: { prisma }, workspaceId }) => {
    const rows = await prisma.anomaly.findMany({
      where: { workspaceId, endedAt: null, state: { not: 'RESOLVED' }, OR: [{ verdict: null }, { verdict: 'REAL' }] },
      include: { findings: true },
      orderBy: { beganAt: 'desc' },
      take: mostIncidents,
    });
    const jobIds = rows.flatMap(({ dimension, value }) => (dimension === 'TRAINING_JOB' ? [value] : []));
    const jobs = await prisma.trainingJob.findMany({ where: { workspaceId, id: { in: jobIds } }, select: { id: true, name: true } });
    const nameOf = new Map(jobs.map(({ id, name }) => [id, name]));
    return rows.map((row) => {
      const finding = findingOf(firstFinding(row));
      const { metric, dimension, value } = finding;
      return {
        kind: 'INCIDENT',
        key: row.id,
        dimension: `${metric} ${dimension}`,
        sentence: anomalySentence({ ...finding, value: nameOf.get(value) ?? value }, finding),
        value: finding.worst.value,
        unit: isOfMessages(metric) ? (unitOf(metric) as InsightUnit) : 'number',
        link: `/signals/${encodeURIComponent(globalId('Anomaly', row.id))}`,
        weight: weights[row.severity],
      };
    });
  },
};
