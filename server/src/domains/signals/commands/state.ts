import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { badText } from '../../../platform/ingest/text.ts';
import { BadAnomaly } from '../errors.ts';
import type { AnomalyState } from '../types.ts';
import type { Acting } from './acting.ts';

type Act = 'ACKNOWLEDGE' | 'RESOLVE' | 'REOPEN';

const acts: Readonly<Record<Act, { readonly from: readonly AnomalyState[]; readonly to: AnomalyState; readonly instead: string }>> = {
  ACKNOWLEDGE: { from: ['OPEN', 'ACKNOWLEDGED'], to: 'ACKNOWLEDGED', instead: 'is resolved; reopen the anomaly first' },
  RESOLVE: { from: ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'], to: 'RESOLVED', instead: '' },
  REOPEN: { from: ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'], to: 'OPEN', instead: '' },
};

/** Changes the state of an incident, and gives its id. What is in the state already stays as it is. */
export async function changeState(
  { stores, live, workspaceId, personId, now }: Acting,
  id: string,
  act: Act,
): Promise<Result<string, BadAnomaly | NotFound>> {
  const { from, to, instead } = acts[act];
  const held = await stores.prisma.anomaly.findUnique({ where: { id, workspaceId }, select: { state: true } });
  if (held === null) return fail(new NotFound('Anomaly', id));
  if (!from.includes(held.state)) return fail(new BadAnomaly('id', instead));
  if (held.state === to) return succeed(id);
  const acknowledged = to === 'ACKNOWLEDGED' ? { acknowledgedBy: personId, acknowledgedAt: now } : {};
  const cleared = to === 'OPEN' ? { acknowledgedBy: null, acknowledgedAt: null } : {};
  await stores.prisma.anomaly.updateMany({ where: { id, workspaceId }, data: { state: to, ...acknowledged, ...cleared } });
  live.publish('anomalies.changed', workspaceId, { id });
  return succeed(id);
}

/** Gives an incident to a member of the workspace, or to none, and gives its id. */
export async function assign(
  { stores, live, workspaceId }: Acting,
  id: string,
  personId: string | null,
): Promise<Result<string, NotFound>> {
  if (personId !== null && (await stores.prisma.member.count({ where: { workspaceId, personId } })) === 0)
    return fail(new NotFound('Member', personId, 'personId'));
  const { count } = await stores.prisma.anomaly.updateMany({ where: { id, workspaceId }, data: { assigneeId: personId } });
  if (count === 0) return fail(new NotFound('Anomaly', id));
  live.publish('anomalies.changed', workspaceId, { id });
  return succeed(id);
}

export const maxNotes = 200;
export const maxNoteLength = 4_000;
export const maxReasonLength = 500;

/** Why a text cannot be stored in a field, or null. */
export function textProblem(field: string, text: string, maxLength: number): BadAnomaly | null {
  const reason =
    badText(text) ??
    (text.trim() === ''
      ? 'must not be empty'
      : text.length > maxLength
        ? `is ${text.length} characters long; at most ${maxLength} are taken`
        : null);
  return reason === null ? null : new BadAnomaly(field, new Problem(field, reason).reason);
}

/** Writes a note on an incident, and gives the id of the incident. */
export async function note(
  { stores, live, workspaceId, personId, now }: Acting,
  id: string,
  text: string,
): Promise<Result<string, BadAnomaly | NotFound>> {
  const problem = textProblem('text', text, maxNoteLength);
  if (problem !== null) return fail(problem);
  if ((await stores.prisma.anomaly.count({ where: { id, workspaceId } })) === 0) return fail(new NotFound('Anomaly', id));
  if ((await stores.prisma.anomalyNote.count({ where: { workspaceId, anomalyId: id } })) >= maxNotes)
    return fail(new BadAnomaly('text', `is one too many: the anomaly has ${maxNotes} notes, the most it can have`));
  await stores.prisma.anomalyNote.create({ data: { workspaceId, anomalyId: id, authorId: personId, text: text.trim(), createdAt: now } });
  live.publish('anomalies.changed', workspaceId, { id });
  return succeed(id);
}
