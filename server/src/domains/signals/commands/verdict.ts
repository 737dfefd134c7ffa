import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BadAnomaly } from '../errors.ts';
import type { AnomalyVerdict } from '../types.ts';
import type { Acting } from './acting.ts';
import { maxReasonLength, textProblem } from './state.ts';

interface Judgment {
  readonly id: string;
  readonly verdict: AnomalyVerdict;
  /** null: none is given. */
  readonly reason: string | null;
  /** Ids of findings of the incident; null: all. */
  readonly findings: readonly string[] | null;
}

/**
 * Judges an incident and its findings, from which the thresholds of their series follow from the next bucket on (pure/feedback.ts). A verdict before is
 * replaced. What is not real, or was expected, is resolved; what is real and open is acknowledged.
 */
export async function judge(
  { stores, live, workspaceId, personId, now }: Acting,
  { id, verdict, reason, findings }: Judgment,
): Promise<Result<string, BadAnomaly | NotFound>> {
  const problem = reason === null ? null : textProblem('reason', reason, maxReasonLength);
  if (problem !== null) return fail(problem);
  const result = await stores.prisma.$transaction(async (transaction): Promise<Result<string, BadAnomaly | NotFound>> => {
    const held = await transaction.anomaly.findUnique({
      where: { id, workspaceId },
      select: { state: true, findings: { select: { id: true } } },
    });
    if (held === null) return fail(new NotFound('Anomaly', id));
    const own = new Set(held.findings.map((finding) => finding.id));
    const foreign = (findings ?? []).findIndex((finding) => !own.has(finding));
    if (foreign >= 0) return fail(new BadAnomaly(`findings[${foreign}]`, 'is no finding of this anomaly'));
    if (findings?.length === 0) return fail(new BadAnomaly('findings', 'is empty; leave it out to judge all findings'));
    const state = verdict !== 'REAL' ? 'RESOLVED' : held.state === 'OPEN' ? 'ACKNOWLEDGED' : held.state;
    const acknowledged = state === 'ACKNOWLEDGED' && held.state === 'OPEN' ? { acknowledgedBy: personId, acknowledgedAt: now } : {};
    await transaction.anomaly.update({
      where: { id, workspaceId },
      data: { verdict, verdictBy: personId, verdictAt: now, verdictReason: reason?.trim() ?? null, state, ...acknowledged },
    });
    await transaction.anomalyFinding.updateMany({
      where: { workspaceId, anomalyId: id },
      data: { verdict: null, verdictAt: null },
    });
    await transaction.anomalyFinding.updateMany({
      where: { workspaceId, anomalyId: id, ...(findings !== null && { id: { in: [...findings] } }) },
      data: { verdict, verdictAt: now },
    });
    return succeed(id);
  });
  if (result.ok) live.publish('anomalies.changed', workspaceId, { id });
  return result;
}

/** Takes the verdict on an incident back: the thresholds of its series are as if it had never been given. The state stays. */
export async function undoVerdict({ stores, live, workspaceId }: Acting, id: string): Promise<Result<string, BadAnomaly | NotFound>> {
  const result = await stores.prisma.$transaction(async (transaction): Promise<Result<string, BadAnomaly | NotFound>> => {
    const held = await transaction.anomaly.findUnique({ where: { id, workspaceId }, select: { verdict: true } });
    if (held === null) return fail(new NotFound('Anomaly', id));
    if (held.verdict === null) return fail(new BadAnomaly('id', 'is of an anomaly without a verdict; there is nothing to take back'));
    await transaction.anomaly.update({
      where: { id, workspaceId },
      data: { verdict: null, verdictBy: null, verdictAt: null, verdictReason: null },
    });
    await transaction.anomalyFinding.updateMany({ where: { workspaceId, anomalyId: id }, data: { verdict: null, verdictAt: null } });
    return succeed(id);
  });
  if (result.ok) live.publish('anomalies.changed', workspaceId, { id });
  return result;
}
