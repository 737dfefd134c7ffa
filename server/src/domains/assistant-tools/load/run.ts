import { runInner } from '../../../platform/graphql/inner.ts';
import { isPermitted, refusalOf } from '../../../platform/permissions.ts';
import type { Shaped } from '../../../platform/tools/shape.ts';
import {
  BadToolArgument,
  declaredReference,
  declaredTool,
  declaredTools,
  NoData,
  UnknownValue,
  type ActingOperation,
  type Arguments,
  type Found,
  type Operation,
  type Proposed,
  type ReadOperation,
  type Reference,
  type Tool,
  type ToolRun,
} from '../../../platform/tools/tool.ts';
import { checkArguments } from '../pure/check-arguments.ts';
import { nearest } from '../../../platform/tools/near.ts';
import { readInstants } from '../pure/instants.ts';
import { parametersOfOperation } from '../pure/parameters.ts';
import type { Clock } from '../pure/time-words.ts';
import type { ToolContext, ToolError, ToolOperation } from '../types.ts';
import { neededFor } from './catalogue.ts';
import { clockOf } from './clock.ts';
import { findItems, LookupFailed, nameThing } from './references.ts';

/** What running an operation gave: what it shaped, or what it proposes; the query that it ran. */
export type Ran =
  | {
      readonly ok: true;
      readonly arguments: Arguments;
      readonly query: ToolOperation | null;
      readonly shaped: Shaped;
      readonly proposed: null;
    }
  | {
      readonly ok: true;
      readonly arguments: Arguments;
      readonly query: ToolOperation | null;
      readonly shaped: Shaped;
      readonly proposed: Proposed & { readonly mutation: string; readonly permission: string };
    }
  | { readonly ok: false; readonly arguments: Arguments; readonly query: ToolOperation | null; readonly error: ToolError };

class Refused extends Error {
  readonly error: ToolError;
  constructor(code: string, message: string, near: readonly string[] = [], argument?: string) {
    super(message);
    this.error = { code, message, near, ...(argument !== undefined && { argument }) };
  }
}

/** Runs one operation of a tool as the viewer. What a caller can cause is in the result; anything else is thrown. */
export async function runOperation(context: ToolContext, name: string, given: unknown, now: Date): Promise<Ran> {
  const shown = (typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}) as Arguments;
  const state: { query: ToolOperation | null } = { query: null };
  try {
    const { operation, args, notes: read, clock } = await readArguments(context, name, given, now);
    const { args: named, notes } = await nameThings(context, operation, args);
    const run: ToolRun = { now, timeZone: clock.timeZone };
    const done = await perform(context, operation, named, run, state);
    const shaped = { ...done.shaped, notes: [...read, ...notes, ...(done.shaped.notes ?? [])] };
    return { ok: true, arguments: shown, query: state.query, shaped, proposed: done.proposed } as Ran;
  } catch (error) {
    return { ok: false, arguments: shown, query: state.query, error: errorOf(error) };
  }
}

/**
 * Why a tool would not take its arguments: the first that is missing, unknown, of the wrong kind, or no time; null: it takes them, as far as that
 * is known before it runs.
 */
export async function refusalBefore(context: ToolContext, name: string, given: unknown, now: Date): Promise<ToolError | null> {
  try {
    await readArguments(context, name, given, now);
    return null;
  } catch (error) {
    return errorOf(error);
  }
}

/** The arguments as the operation takes them, with instants in place of words for times. Errors: rejects with `BadToolArgument`, `Refused`. */
async function readArguments(
  context: ToolContext,
  name: string,
  given: unknown,
  now: Date,
): Promise<{ readonly operation: Operation; readonly args: Arguments; readonly notes: readonly string[]; readonly clock: Clock }> {
  const { operation, label, args } = pick(name, given);
  assertPermitted(context, operation);
  const parameters = parametersOfOperation(context.schema, operation);
  const checked = checkArguments(args, parameters, label);
  const clock = await clockOf(context, now);
  return { operation, clock, ...readInstants(checked, parameters.properties, clock) };
}

function errorOf(error: unknown): ToolError {
  if (error instanceof Refused) return error.error;
  if (error instanceof BadToolArgument) {
    const { message, near, argument } = error;
    return { code: error instanceof UnknownValue ? 'UNKNOWN_VALUE' : 'BAD_ARGUMENT', message, near, argument };
  }
  if (error instanceof NoData) return { code: 'NO_DATA', message: error.message, near: [] };
  if (error instanceof LookupFailed) return { code: error.code, message: error.message, near: [] };
  throw error;
}

function pick(name: string, given: unknown): { operation: Operation; label: string; args: unknown } {
  const tool = declaredTool(name);
  if (tool === undefined) {
    const near = nearest(
      name,
      declaredTools().map((one) => one.name),
    );
    throw new Refused('UNKNOWN_TOOL', `No tool is named ${JSON.stringify(name)}.`, near);
  }
  const single = tool.operations[''];
  if (single !== undefined) return { operation: single, label: name, args: given };
  return pickOperation(tool, given);
}

function pickOperation({ name, operations }: Tool, given: unknown): { operation: Operation; label: string; args: unknown } {
  const names = Object.keys(operations);
  const { operation: asked, ...args } = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  const there = `${name} has the operations ${names.join(', ')}`;
  if (typeof asked !== 'string') throw new Refused('BAD_ARGUMENT', `operation is missing: ${there}.`, [], 'operation');
  if (!Object.hasOwn(operations, asked))
    throw new Refused('UNKNOWN_VALUE', `operation is ${JSON.stringify(asked)}; ${there}.`, nearest(asked, names), 'operation');
  return { operation: operations[asked] as Operation, label: `${name} ${asked}`, args };
}

/** Before anything is looked up for it: what is not permitted is refused in the words of the schema. */
function assertPermitted({ schema, viewer }: ToolContext, operation: Operation): void {
  const lacking = neededFor(schema, operation).find((permission) => !isPermitted(viewer, permission));
  if (lacking !== undefined) throw new Refused('FORBIDDEN', refusalOf(viewer, lacking));
}

/** The arguments with the ids of the things that they name. */
async function nameThings(
  context: ToolContext,
  { references = {} }: Operation,
  args: Arguments,
): Promise<{ args: Arguments; notes: string[] }> {
  const named: Record<string, unknown> = { ...args };
  const notes: string[] = [];
  const resolve = async (kind: string, value: unknown, argument: string): Promise<unknown> => {
    if (typeof value !== 'string' || value === '') return value;
    const thing = await nameThing(context, kind, value, argument);
    if (!thing.isSpelled) notes.push(`${JSON.stringify(value)} was read as ${JSON.stringify(thing.name)}.`);
    return thing.id;
  };
  for (const [argument, kind] of Object.entries(references)) {
    const value = args[argument];
    if (value === undefined) continue;
    named[argument] = Array.isArray(value)
      ? await Promise.all(value.map((one) => resolve(kind, one, argument)))
      : await resolve(kind, value, argument);
  }
  return { args: named, notes };
}

async function perform(
  context: ToolContext,
  operation: Operation,
  args: Arguments,
  run: ToolRun,
  state: { query: ToolOperation | null },
): Promise<{ shaped: Shaped; proposed: unknown }> {
  if ('missing' in operation) throw new NoData(operation.missing);
  if ('compute' in operation) return { shaped: operation.compute(args, run), proposed: null };
  if ('lookUp' in operation)
    return { shaped: await operation.lookUp((kind, search) => lookUp(context, kind, search, state), args), proposed: null };
  const answer = await read(context, operation, args, run, state);
  if (!('mutation' in operation)) return { shaped: operation.shape(answer as never, args, run), proposed: null };
  const proposed = operation.propose(answer as never, args, run);
  const permission = neededFor(context.schema, operation).at(-1) as string;
  return { shaped: { notes: proposed.notes ?? [] }, proposed: { ...proposed, mutation: operation.mutation, permission } };
}

async function lookUp(context: ToolContext, kind: string, search: string, state: { query: ToolOperation | null }): Promise<Found> {
  const reference = declaredReference(kind) as Reference;
  state.query = { document: reference.document, variables: { search } };
  return findItems(context, reference, search);
}

async function read(
  context: ToolContext,
  operation: ReadOperation | ActingOperation,
  args: Arguments,
  run: ToolRun,
  state: { query: ToolOperation | null },
): Promise<Record<string, unknown>> {
  const variables = JSON.parse(JSON.stringify(operation.variables?.(args, run) ?? args)) as Record<string, unknown>;
  const { document, isCallers } = documentOf(operation, args);
  state.query = { document, variables };
  const answer = await runInner(context, context.schema, { document, variables, kind: 'query', isFromCaller: isCallers });
  if (answer.ok) return answer.data;
  throw new Refused(answer.code, answer.message);
}

function documentOf(operation: ReadOperation | ActingOperation, args: Arguments): { document: string; isCallers: boolean } {
  if ('mutation' in operation) return { document: operation.document, isCallers: false };
  const { document, isDocumentGiven = false, introspects = false } = operation;
  return { document: isDocumentGiven ? String(args['query']) : document, isCallers: isDocumentGiven || introspects };
}
