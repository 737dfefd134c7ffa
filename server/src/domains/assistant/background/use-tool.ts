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
  // The calculator and the clock repeat what they were given.
  if (holdsPayload || (definition?.group !== 'general' && hasWords(result))) turn.set({ hasReadPayload: true });
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
  if (result.proposal !== null) {
    turn.add({ kind: 'proposal', proposal: result.proposal, state: 'OPEN', message: null });
    // It may be decided as soon as it is seen.
    await turn.store();
  }
  return result;
}

/** Whether a result has cells that are declared as text of applications or people. */
const isPayload = ({ table, facts }: ToolResult): boolean =>
  (table?.columns.some((column) => column.isPayload === true) ?? false) || facts.some((fact) => fact.isPayload === true);

/** Whether a result has any word that stands in data, such as the name of a model: its author is not known, and it may be an instruction. */
const hasWords = ({ table, facts }: ToolResult): boolean =>
  facts.some(({ value }) => typeof value === 'string') ||
  (table?.rows.some((row) => row.some((cell) => typeof cell === 'string')) ?? false);
