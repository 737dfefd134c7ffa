import { randomUUID } from 'node:crypto';
import { runInner } from '../../platform/graphql/inner.ts';
import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Context, Viewer } from '../../platform/graphql/context.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { ActingOff, ActionRefused, ProposalClosed, ProposalOutdated } from './errors.ts';
import { mayAct } from './load.ts';
import { runOperation, type Ran } from './load/run.ts';
import { notesOf } from './pure/notes.ts';
import { markRefused, removeOldProposals, settleProposal, storeProposal, writePolicy } from './queries.ts';
import { proposalOpenMs, type ActionProposal, type RunOptions, type ToolContext, type ToolResult } from './types.ts';

const proposalKeptMs = 30 * 86_400_000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Who confirms a proposal: the same person, or calls with the same key. */
const askerOf = ({ person, keyId }: Viewer): string =>
  person === null ? (keyId === null ? 'local' : `key ${keyId}`) : `person ${person.id}`;

/**
 * Runs a tool as its viewer. A tool that acts changes nothing: its result has a proposal, which `runAssistantAction` carries out.
 *
 * Errors  none that a caller can cause is thrown: `error` of the result has them.
 */
export async function runTool(
  context: ToolContext,
  name: string,
  args: Readonly<Record<string, unknown>>,
  { nextHandle, now = new Date() }: RunOptions = {},
): Promise<ToolResult> {
  const startedAt = performance.now();
  const ran = await runOperation(context, name, args, now);
  const proposal = ran.ok && ran.proposed !== null ? await propose(context, name, ran) : null;
  return { ...resultOf(name, ran, proposal), handle: nextHandle?.() ?? 'r1', durationMs: performance.now() - startedAt };
}

function resultOf(tool: string, ran: Ran, proposal: ActionProposal | ActingOff | null): Omit<ToolResult, 'handle' | 'durationMs'> {
  const nothing = { table: null, facts: [], links: [], chart: null, notes: [], proposal: null };
  const shown = { tool, arguments: ran.arguments, query: ran.query };
  if (!ran.ok) return { ...nothing, ...shown, ok: false, error: ran.error };
  if (proposal instanceof ActingOff)
    return { ...nothing, ...shown, ok: false, error: { code: proposal.code, message: proposal.message, near: [] } };
  const { table = null, facts = [], links = [], chart = null } = ran.shaped;
  return { ...shown, ok: true, error: null, table, facts, links, chart, notes: notesOf(ran.shaped), proposal };
}

type Proposing = Extract<Ran, { ok: true }>;

async function propose(context: ToolContext, tool: string, ran: Proposing): Promise<ActionProposal | ActingOff> {
  const { stores, viewer } = context;
  if (!(await mayAct(stores, viewer.workspaceId))) return new ActingOff();
  const proposal = proposalOf(randomUUID(), ran);
  await storeProposal(stores.postgres, {
    workspaceId: viewer.workspaceId,
    id: proposal.id,
    askedBy: askerOf(viewer),
    tool,
    arguments: ran.arguments,
    proposal,
  });
  return proposal;
}

function proposalOf(id: string, { proposed }: Proposing): ActionProposal {
  const { title, mutation, variables, changes, touches, undo, permission } = proposed as NonNullable<Proposing['proposed']>;
  return { id, title, mutation: { document: mutation, variables }, changes, touches, undo, permission };
}

/** What was carried out: the answer to its mutation, and what takes it back. */
export interface ActionDone {
  readonly proposal: ActionProposal;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Carries out a proposal, once, for the viewer that it was made for, when all that it would change is still as it was. The audit trail has
 * it as done by the assistant for that viewer.
 */
export async function runAction(
  context: ToolContext,
  proposalId: string,
  now: Date,
): Promise<Result<ActionDone, ProposalClosed | ActingOff | ProposalOutdated | ActionRefused>> {
  const { stores, viewer } = context;
  if (!(await mayAct(stores, viewer.workspaceId))) return fail(new ActingOff());
  const settled = await settle(context, proposalId, 'DONE', now);
  if (settled === null) return fail(new ProposalClosed());
  const { tool, arguments: args, proposal } = settled;
  const refuse = async <Failure extends ProposalOutdated | ActionRefused>(failure: Failure): Promise<{ ok: false; failure: Failure }> => {
    await markRefused(stores.postgres, { workspaceId: viewer.workspaceId, id: proposal.id });
    return fail(failure);
  };
  const again = await runOperation(context, tool, args, now);
  if (!again.ok) return refuse(new ActionRefused(again.error.message));
  const difference = differenceOf(proposal, proposalOf(proposal.id, again));
  if (difference !== null) return refuse(new ProposalOutdated(difference));
  const acting: Context = { ...context, caller: { ...context.caller, through: 'assistant' } };
  const answer = await runInner(acting, context.schema, { ...proposal.mutation, kind: 'mutation' });
  return answer.ok ? succeed({ proposal, data: answer.data }) : refuse(new ActionRefused(answer.message));
}

/** Declines a proposal of the viewer. */
export async function declineAction(context: ToolContext, proposalId: string, now: Date): Promise<Result<string, ProposalClosed>> {
  const settled = await settle(context, proposalId, 'DECLINED', now);
  return settled === null ? fail(new ProposalClosed()) : succeed(settled.proposal.id);
}

async function settle({ stores, viewer }: ToolContext, id: string, outcome: 'DONE' | 'DECLINED', now: Date) {
  if (!uuid.test(id)) return null;
  const openSince = new Date(now.getTime() - proposalOpenMs);
  const [settled] = await settleProposal(stores.postgres, {
    workspaceId: viewer.workspaceId,
    id,
    askedBy: askerOf(viewer),
    outcome,
    openSince,
  });
  return settled ?? null;
}

/** The first part of a proposal that is not as it was; null: all is. */
function differenceOf(before: ActionProposal, now: ActionProposal): string | null {
  const changed = before.changes.find((change, index) => !isSame(change, now.changes[index]));
  if (changed !== undefined) {
    const current = now.changes.find(({ path }) => path === changed.path);
    if (isSame(current?.before, changed.before))
      return `${changed.path} was to become ${JSON.stringify(changed.after)}, and would become ${JSON.stringify(current?.after) ?? 'nothing'} now.`;
    return `${changed.path} was ${JSON.stringify(changed.before) ?? 'not set'}, and is ${JSON.stringify(current?.before) ?? 'not set'} now.`;
  }
  return isSame([before.changes, before.touches, before.mutation], [now.changes, now.touches, now.mutation])
    ? null
    : 'its extent has changed.';
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value;
/** Also where one of them was stored, which keeps no order of keys. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** Lets the assistant change things in a workspace after confirmations, or nothing. */
export async function setActing({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string, acts: boolean): Promise<boolean> {
  await writePolicy(postgres, { workspaceId, acts });
  return acts;
}

/** Proposals are kept for 30 days, for those who look into what was confirmed. */
export const forgetProposals = ({ postgres }: Pick<Stores, 'postgres'>, now: Date): Promise<number> =>
  removeOldProposals(postgres, { before: new Date(now.getTime() - proposalKeptMs) });
