import { runTool } from '../../assistant-tools/commands.ts';
import type { ToolContext, ToolDefinition, ToolResult } from '../../assistant-tools/types.ts';
import { addResult, takeHandle } from '../queries.ts';
import type { ToolPart } from '../types.ts';
import type { RunningTurn } from './turn.ts';

export interface Conversing {
  readonly context: ToolContext;
  readonly conversationId: string;
  readonly turn: RunningTurn;
}

/** Runs a tool in a turn: its part is shown at once, its result stored by a handle. `definition`: null where there is no such tool. */
export async function useTool(
  { context, conversationId, turn }: Conversing,
  definition: ToolDefinition | null,
  call: { readonly id: string; readonly name: string; readonly arguments: Readonly<Record<string, unknown>> },
): Promise<ToolResult> {
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const begun: ToolPart = {
    kind: 'tool',
    callId: call.id,
    tool: call.name,
    title: definition?.title ?? call.name,
    arguments: call.arguments,
    state: 'RUNNING',
    handle: null,
    durationMs: null,
    rowCount: null,
    totalCount: null,
    notes: [],
    error: null,
  };
  const place = turn.add(begun);
  const [{ handleCount } = { handleCount: 1 }] = await takeHandle(stores.postgres, { workspaceId, conversationId });
  const result = await runTool(context, call.name, call.arguments, { nextHandle: () => `r${handleCount}` });
  const holdsPayload = definition?.readsPayload === true || isPayload(result);
  await addResult(stores.postgres, { workspaceId, conversationId, turnId: turn.state.id, result, holdsPayload });
  if (holdsPayload) turn.set({ hasReadPayload: true });
  turn.replace(place, {
    ...begun,
    arguments: result.arguments,
    state: result.ok ? 'DONE' : 'FAILED',
    handle: result.handle,
    durationMs: Math.round(result.durationMs),
    rowCount: result.table?.rows.length ?? null,
    totalCount: result.table?.total ?? null,
    notes: result.notes,
    error: result.error,
  });
  if (result.proposal !== null) turn.add({ kind: 'proposal', proposal: result.proposal, state: 'OPEN', message: null });
  return result;
}

/**
 * Whether a result has text that applications or people wrote: cells that are declared so, and names that are whole sentences, since a model or
 * a job may be named by whom it is not known.
 */
const isPayload = ({ table, facts }: ToolResult): boolean =>
  (table?.columns.some((column) => column.isPayload === true) ?? false) ||
  facts.some(({ isPayload: isOfOthers, value }) => isOfOthers === true || isSentence(value)) ||
  (table?.rows.some((row) => row.some(isSentence)) ?? false);

const isSentence = (value: unknown): boolean => typeof value === 'string' && (value.length > 60 || value.split(/\s+/).length > 3);
