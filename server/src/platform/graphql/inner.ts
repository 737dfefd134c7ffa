import { getOperationAST, GraphQLError, OperationTypeNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import pino from 'pino';
import type { Context } from './context.ts';
import { createDocuments, type Documents } from './documents.ts';
import { executeInTime } from './execute.ts';
import { assertAffordable } from './limits/cost.ts';
import { createMask } from './masking.ts';
import { anyDocument } from './trusted.ts';

export interface InnerOperation {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The only kind of operation that is run. */
  readonly kind: 'query' | 'mutation';
  /** Whether the document came from a caller, so that the server's policy about documents holds. */
  readonly isFromCaller?: boolean;
}

export type InnerAnswer =
  | { readonly ok: true; readonly data: Record<string, unknown> }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly extensions: Readonly<Record<string, unknown>> };

const own = createDocuments();
const asked = new WeakMap<object, Documents>();
/** What is unexpected is logged by the pipeline around; here only the caller's words are made of it. */
const mask = createMask(pino({ name: 'fine-tune-lab' }, pino.destination({ dest: 2, sync: true })));

/**
 * Runs an operation within a request, as its viewer: through the same parser, limits, costs, permissions, time limit and masking as one that
 * comes over HTTP. Nothing that it loads is shared with the request around it.
 */
export async function runInner(context: Context, schema: GraphQLSchema, operation: InnerOperation): Promise<InnerAnswer> {
  const { stores, live, viewer, caller, meter, origin, documents: policy = anyDocument } = context;
  const inner: Context = { stores, live, viewer, caller, ...(meter && { meter }), ...(origin && { origin }), documents: policy };
  try {
    const documents = operation.isFromCaller === true ? documentsUnder(policy) : own;
    const document = documents.parse(operation.document);
    const [violation] = documents.validate(schema, document, undefined);
    if (violation !== undefined) return failed(violation);
    assertKind(document, operation.kind);
    const { cost, batchItemCount } = assertAffordable(schema, document, undefined, operation.variables);
    await meter?.take(cost + batchItemCount);
    const { data, errors } = await executeInTime({ schema, document, variableValues: operation.variables, contextValue: inner });
    const [error] = errors ?? [];
    if (error !== undefined) return failed(mask(error));
    return { ok: true, data: data as Record<string, unknown> };
  } catch (error) {
    return failed(mask(error));
  }
}

function documentsUnder(policy: NonNullable<Context['documents']>): Documents {
  let documents = asked.get(policy);
  if (documents === undefined) asked.set(policy, (documents = createDocuments(policy)));
  return documents;
}

function assertKind(document: DocumentNode, kind: InnerOperation['kind']): void {
  const found = getOperationAST(document)?.operation;
  const wanted = kind === 'query' ? OperationTypeNode.QUERY : OperationTypeNode.MUTATION;
  if (found === wanted) return;
  const message =
    found === undefined
      ? 'The document has no operation, or more than one; one is run.'
      : `The document is a ${found}; only a ${kind} is run here.`;
  throw new GraphQLError(message, { extensions: { code: 'OPERATION_NOT_TAKEN' } });
}

function failed({ message, extensions }: GraphQLError): InnerAnswer {
  const { code = 'BAD_USER_INPUT', http: _http, ...rest } = extensions as Record<string, unknown>;
  return {
    ok: false,
    code: String(code === 'BAD_USER_INPUT' && message.startsWith('Cannot query') ? 'GRAPHQL_VALIDATION_FAILED' : code),
    message,
    extensions: rest,
  };
}
