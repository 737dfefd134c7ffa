import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Abandoned } from '../store/asker.ts';
import { StoreMemoryExceeded, StoreTimeout } from '../store/clickhouse/client.ts';
import { diskFullOf } from '../store/disk/errors.ts';
import { storeUnavailableIn, type StoreUnavailable } from '../store/unavailable.ts';
import { codedError, DomainError } from './errors.ts';
import { faultOf } from './faults.ts';

/**
 * The part of an error that a caller sees. Expected failures keep their message and code; an unavailable store is one of them, and
 * is logged by the store. Anything else becomes INTERNAL_SERVER_ERROR with an `errorId`, under which the log has the full error.
 */
export function createMask(logger: Logger): (error: unknown) => GraphQLError {
  return (error) => {
    const cause = causeOf(error);
    if (cause instanceof GraphQLError) return withCode(error as GraphQLError); // it has the words and extensions of its cause
    // Of an expected failure only what caused it: its own words may repeat what a caller sent.
    const full = diskFullOf(cause instanceof DomainError ? cause.cause : cause);
    if (full !== null) return located(error, full.message, { code: full.code, http: { status: 503, headers: { 'retry-after': String(full.retryAfterS) } } });
    if (cause instanceof DomainError) {
      if (cause.cause !== undefined) logger.error({ err: cause.cause, code: cause.code }, cause.message);
      return located(error, cause.message, extensionsOf(cause));
    }
    const unavailable = storeUnavailableIn(cause);
    if (unavailable !== null) return refusedByStore(error, unavailable);
    if (cause instanceof StoreTimeout || cause instanceof StoreMemoryExceeded || cause instanceof Abandoned) return located(error, cause.message, { code: cause.code });
    const errorId = randomUUID();
    const path = error instanceof GraphQLError ? error.path?.join('.') : undefined; // of a field: the others have their answers
    logger.error({ errorId, path, err: cause instanceof Error ? cause : new Error(String(cause)) }, 'Unexpected error in a GraphQL operation');
    return located(error, `Something went wrong here, not with you. The server's log has it under ${errorId}.`, {
      code: 'INTERNAL_SERVER_ERROR',
      errorId,
      ...(path === undefined && { http: { status: 500 } }),
    });
  };
}

/** Where several arguments are at fault, the first is named by itself, too: a form that marks one field needs no list. */
function extensionsOf({ code, httpStatus, problems }: DomainError): Record<string, unknown> {
  const [first] = problems;
  return {
    code,
    ...(first !== undefined && { field: first.field, reason: first.reason }),
    ...(problems.length > 1 && { problems }),
    ...(httpStatus !== 200 && { http: { status: httpStatus } }),
  };
}

/** A refusal as a whole has a status. Of a field, only the whole answer tells whether it is one (yoga.ts). */
function refusedByStore(error: unknown, { code, message, retryAfterS }: StoreUnavailable): GraphQLError {
  if (error instanceof GraphQLError && error.path !== undefined) return located(error, message, { code });
  return codedError(code, message, { httpStatus: 503, headers: { 'retry-after': String(retryAfterS) } });
}

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError != null) cause = cause.originalError;
  return cause;
}

/** The same place in the document and the answer as `error` had, saying only what is given. */
function located(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
  const { nodes, source, positions, path } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions });
}

/** Errors of the executor itself come without a code: a variable that is not of its type. */
function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] === undefined) Object.assign(error.extensions, { code: 'BAD_USER_INPUT', ...faultOf(error.message) });
  return error;
}
