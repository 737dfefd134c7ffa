import type { ServerResponse } from 'node:http';
import { getOperationAST, type ExecutionResult } from 'graphql';
import type { Context } from '../../platform/graphql/context.ts';
import type { Given, Pipeline } from '../../platform/graphql/pipeline.ts';

interface Params {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

const ownType = 'application/graphql-response+json';
const jsonType = 'application/json';
const jsonTypes: readonly string[] = [jsonType, 'application/*', '*/*'];

/**
 * Answers a query or a mutation that succeeds, for a client that takes JSON: the same answer as Yoga's, without its objects of a Request
 * and a Response, which are half of the garbage of a small call (bench/training/live.ts).
 *
 * Returns what Yoga has to answer with: nothing was executed (`null`), or what was executed and has failures, whose status Yoga decides.
 * `undefined`: it is answered.
 */
export async function answerPlainly(
  pipeline: Pipeline,
  context: Context,
  { params, accept, response }: { readonly params: object; readonly accept: string | undefined; readonly response: ServerResponse },
): Promise<Given | null | undefined> {
  const type = typeFor(accept);
  if (type === null || !isPlain(params)) return null;
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  const prepared = await prepare(pipeline, { ...context, params, request: { method: 'POST', signal: leaving.signal } });
  if (prepared === null) return null;
  let result: ExecutionResult;
  try {
    result = await prepared();
  } catch (error) {
    return { error };
  }
  if (result.errors !== undefined || result.extensions?.['http'] !== undefined || Symbol.asyncIterator in result) return { result };
  const text = JSON.stringify(result);
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-length': Buffer.byteLength(text) });
  response.end(text);
  return undefined;
}

type HttpContext = Context & { readonly params: Params; readonly request: { readonly method: string; readonly signal: AbortSignal } };

/** The first of the client's types that is JSON, as Yoga chooses it. Null: there is none, or a type has parameters. */
function typeFor(accept = '*/*'): string | null {
  if (accept.includes(';')) return null;
  for (const entry of accept.split(',')) {
    const type = entry.trim().toLowerCase();
    if (type === ownType) return ownType;
    if (jsonTypes.includes(type)) return jsonType;
  }
  return null;
}

/** The execution of a valid query or mutation. Null: it is neither, and Yoga says so. */
async function prepare(pipeline: Pipeline, context: HttpContext): Promise<(() => Promise<ExecutionResult>) | null> {
  const { query, operationName, variables } = context.params;
  const { schema, parse, validate, contextFactory, execute } = pipeline.getEnveloped(context as never);
  try {
    const document = parse(query);
    if (validate(schema, document).length > 0) return null;
    const operation = getOperationAST(document, operationName);
    if (operation == null || operation.operation === 'subscription') return null;
    const contextValue = await contextFactory();
    return async () => (await execute({ schema, document, contextValue, operationName, variableValues: variables })) as ExecutionResult;
  } catch {
    return null;
  }
}

/** Whether these are the parameters of GraphQL over HTTP, each of its type, and no other. */
function isPlain(params: object): params is Params {
  for (const [name, value] of Object.entries(params)) {
    if (name === 'query' || (name === 'operationName' && value !== null)) {
      if (typeof value !== 'string') return false;
    } else if (name === 'variables') {
      if (typeof value !== 'object' || Array.isArray(value)) return false;
    } else if (value !== null) return false;
  }
  return true;
}
