/** GraphQL over HTTP, and its three kinds of failure. */

const TIMEOUT_MS = 15_000;
/** Codes of failures that end by themselves (docs/errors.md). */
const PASSING_CODES = new Set([
  'INGEST_BUSY',
  'SERVER_BUSY',
  'DISK_FULL',
  'SERVER_NOT_STARTED',
  'STORE_UNAVAILABLE',
  'STORE_TIMEOUT',
  'STORE_MEMORY_EXCEEDED',
  'INTERNAL_SERVER_ERROR',
]);

/** The server cannot be reached or does not take it now, a wrong key included: the same request may succeed later. */
export class Unreachable extends Error {
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs = 0) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The server does not take this request, now or later. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export type Send = (document: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>;

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message?: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends operations to one server. Rejects with `Unreachable` or `Refused`. */
export function transportTo(url: string, key: string | null): Send {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
  return async (query, variables) => {
    const body = JSON.stringify({ query, variables });
    const exchange = async (): Promise<{ response: Response; text: string }> => {
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
      return { response, text: await response.text() };
    };
    const { response, text } = await exchange().catch((error: unknown) => {
      const { message, cause } = error as Error;
      throw new Unreachable(cause instanceof Error ? cause.message : message);
    });
    return read(response, text);
  };
}

function read(response: Response, text: string): Record<string, unknown> {
  const { data, errors } = parse(text);
  const error = errors?.[0];
  const code = error?.extensions?.code ?? 'UNKNOWN';
  const message = error?.message ?? `HTTP ${response.status}`;
  const mayPass = [401, 403, 408, 425, 429].includes(response.status) || response.status >= 500;
  if (mayPass || (error !== undefined && (PASSING_CODES.has(code) || code === 'UNAUTHENTICATED' || code === 'FORBIDDEN'))) {
    throw new Unreachable(message, (Number(response.headers.get('retry-after')) || 0) * 1_000);
  }
  if (error !== undefined) throw new Refused(code, message);
  if (data === undefined || data === null) throw new Refused(`HTTP_${response.status}`, text.slice(0, 200));
  return data;
}

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
