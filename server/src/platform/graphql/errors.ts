import { GraphQLError, type ExecutionResult } from 'graphql';

/**
 * A failure that a caller can expect and act on. Its code is part of the API (docs/errors.md) and is never reworded;
 * its message says what happened, to which thing, and what is possible now. Anything else that is thrown is a bug and is masked.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  /** HTTP status of a response that carries nothing but this failure. */
  readonly httpStatus: number = 200;
}

export type Result<Value, Failure extends DomainError = DomainError> = { ok: true; value: Value } | { ok: false; failure: Failure };

export const succeed = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const fail = <Failure extends DomainError>(failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure });

/** The value, or throws the failure. For the GraphQL edge only: below it, failures are values. */
export function unwrap<Value, Failure extends DomainError>(result: Result<Value, Failure>): Value {
  if (result.ok) return result.value;
  throw result.failure;
}

/** The thing that an id or a name should lead to is not in the viewer's workspace: it does not exist, or belongs to another. */
export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  constructor(kind: string, id: string) {
    super(`${kind} "${id}" was not found in this workspace.`);
  }
}

/** An argument that the schema's types allow and the domain does not. */
export class BadInput extends DomainError {
  readonly code = 'BAD_USER_INPUT';
  readonly field: string;
  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.field = field;
  }
}

/** A GraphQL error with a code and, where the whole request is refused, an HTTP status. */
export function codedError(code: string, message: string, options: { httpStatus?: number; headers?: Record<string, string> } = {}): GraphQLError {
  const http = options.httpStatus === undefined ? undefined : { status: options.httpStatus, headers: options.headers ?? {} };
  return new GraphQLError(message, { extensions: http === undefined ? { code } : { code, http } });
}

/** A request whose variables are not of their types never ran: its status is 400, as for a document that is not valid. */
export function withStatus<Value>(result: Value | Promise<Value>): Value | Promise<Value> {
  if (result instanceof Promise) return result.then(withStatus) as Promise<Value>;
  const { errors, data } = result as ExecutionResult;
  if (errors !== undefined && data === undefined) {
    for (const error of errors) {
      if (error.extensions['code'] === undefined) Object.assign(error.extensions, { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } });
    }
  }
  return result;
}
