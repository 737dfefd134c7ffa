import { OutgoingRefused } from '../../../platform/http/outgoing.ts';
import type { ChatFailure } from '../types.ts';

export interface Failure {
  readonly code: ChatFailure;
  readonly message: string;
  readonly retryAfterMs: number | null;
}

const maxShown = 300;
const longestWaitMs = 3_600_000;

/** What a call failed with, in our codes. `where`: the model and its connection, to be read after "of". */
export function failureOf(error: unknown, where: string): Failure {
  const failed = (code: ChatFailure, message: string, retryAfterMs: number | null = null): Failure => ({ code, message, retryAfterMs });
  const refused = causeWith(error, (cause) => cause instanceof OutgoingRefused);
  if (refused !== null) return failed('ADDRESS_REFUSED', (refused as Error).message);
  const answered = causeWith(error, (cause) => isRefusal(cause)) as Answered | null;
  if (answered !== null) return ofStatus(answered, where);
  const broken = causeWith(
    error,
    (cause) => typeof (cause as NodeJS.ErrnoException | null)?.code === 'string',
  ) as NodeJS.ErrnoException | null;
  const code = broken?.code ?? '';
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS|UNABLE_TO)/.test(code))
    return failed('UNREACHABLE', `The server of ${where} can't be reached (${code}): is it running, and is the address right?`);
  if (/^(ECONNRESET|EPIPE|ERR_STREAM|HPE_|UND_ERR)/.test(code) || /aborted|terminated|premature/i.test(messageOf(error)))
    return failed('CUT_OFF', `The server of ${where} cut the connection before its answer was whole.`);
  return failed('SERVER_FAILED', `The server of ${where} gave an answer that can't be read: ${cut(messageOf(error))}`);
}

/** A connection that is cut in an answer is reported with the status of that answer, which was good. */
const isRefusal = (cause: unknown): boolean => {
  const status = (cause as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400;
};

interface Answered {
  readonly statusCode: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly message: string;
}

function ofStatus({ statusCode, responseHeaders = {}, message }: Answered, where: string): Failure {
  const reason = cut(message) || 'no reason was given';
  const retryAfterMs = waitOf(responseHeaders);
  switch (true) {
    case statusCode === 401 || statusCode === 403:
      return { code: 'KEY_REFUSED', message: `The server of ${where} refuses the key (${statusCode}): ${reason}`, retryAfterMs: null };
    case statusCode === 404:
      return {
        code: 'MODEL_NOT_FOUND',
        message: `The server of ${where} has no such model or no such path (404): ${reason}`,
        retryAfterMs: null,
      };
    case statusCode === 429:
      return { code: 'RATE_LIMITED', message: `The server of ${where} takes no more calls for now (429): ${reason}`, retryAfterMs };
    case statusCode >= 400 && statusCode < 500:
      return {
        code: 'REQUEST_REFUSED',
        message: `The server of ${where} refuses the request (${statusCode}): ${reason}`,
        retryAfterMs: null,
      };
    default:
      return { code: 'SERVER_FAILED', message: `The server of ${where} failed (${statusCode}): ${reason}`, retryAfterMs };
  }
}

/** How long a server asks to wait, by the header; null: it does not say. */
function waitOf(headers: Readonly<Record<string, string>>): number | null {
  const ms = Number(headers['retry-after-ms'] ?? Number.NaN);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  const wait = Number.isFinite(ms) ? ms : seconds * 1_000;
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, longestWaitMs) : null;
}

/** The error itself, or what it was caused by. */
function causeWith(error: unknown, has: (cause: unknown) => boolean): unknown {
  for (let cause = error, depth = 0; cause !== undefined && cause !== null && depth < 6; depth += 1) {
    if (has(cause)) return cause;
    const { cause: next, lastError } = cause as { cause?: unknown; lastError?: unknown };
    cause = next ?? lastError;
  }
  return null;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Of what a server says: short, on one line, without what looks like a key. */
const cut = (message: string): string =>
  message
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\b(?:(?:sk|key|api)[-_][\w-]{8,}|bearer \S{8,})/gi, '•••')
    .slice(0, maxShown);
