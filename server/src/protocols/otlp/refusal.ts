import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { DomainError } from '../../platform/graphql/errors.ts';
import { retryAfterS } from '../../platform/graphql/limits/request-memory.ts';
import { diskFullOf } from '../../platform/store/disk/errors.ts';
import { storeUnavailableIn } from '../../platform/store/unavailable.ts';
import { IngestBusy } from '../../platform/ingest/errors.ts';
import { rpcCodes } from './answers.ts';
import { Malformed } from './types.ts';

/** Why a request was not taken, for HTTP and as a google.rpc.Status. */
export interface Refusal {
  httpStatus: number;
  headers: Record<string, string>;
  code: number;
  message: string;
}

const codesByStatus: Record<number, number> = {
  400: rpcCodes.invalidArgument,
  401: rpcCodes.unauthenticated,
  403: rpcCodes.permissionDenied,
  404: rpcCodes.notFound,
  405: rpcCodes.unimplemented,
  413: rpcCodes.resourceExhausted,
  415: rpcCodes.unimplemented,
  429: rpcCodes.resourceExhausted,
  503: rpcCodes.unavailable,
};

/**
 * The answer to an exporter after an error. An unexpected one is logged under an id and answered with 503, which exporters send again:
 * nothing was acknowledged, and a store that is away comes back.
 */
export function refusalOf(error: unknown, logger: Logger): Refusal {
  if (error instanceof Malformed) return refusal(400, error.message);
  const full = diskFullOf(error instanceof DomainError ? error.cause : error);
  if (full !== null) return refusal(503, full.message, { 'retry-after': String(full.retryAfterS) });
  if (error instanceof IngestBusy) {
    // The sender is asked to retry; the store's reason is for the log.
    if (error.cause !== undefined) logger.error({ err: error.cause }, 'Spans could not be written');
    return refusal(503, error.message, { 'retry-after': String(error.retryAfterS) });
  }
  if (error instanceof GraphQLError) {
    const { status = 400, headers = {} } = (error.extensions['http'] ?? {}) as { status?: number; headers?: Record<string, string> };
    return refusal(status, error.message, headers);
  }
  if (error instanceof DomainError) {
    const headers = error.httpStatus === 401 ? { 'www-authenticate': 'Bearer realm="fine-tune-lab"' } : {};
    return refusal(error.httpStatus === 200 ? 400 : error.httpStatus, error.message, headers);
  }
  const unavailable = storeUnavailableIn(error);
  if (unavailable !== null) return refusal(503, unavailable.message, { 'retry-after': String(unavailable.retryAfterS) });
  const errorId = randomUUID();
  logger.error({ errorId, err: error }, 'Unexpected error in an OTLP request');
  return refusal(503, `Something went wrong here, not with you. The server's log has it under ${errorId}.`, {
    'retry-after': String(retryAfterS),
  });
}

function refusal(httpStatus: number, message: string, headers: Record<string, string> = {}): Refusal {
  return { httpStatus, headers, code: codesByStatus[httpStatus] ?? rpcCodes.internal, message };
}
