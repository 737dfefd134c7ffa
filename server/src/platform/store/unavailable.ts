/** The stores that may be unavailable while the server runs. */
export type StoreName = 'PostgreSQL' | 'ClickHouse';

/** The code by which callers know it (docs/errors.md); also how it is found again inside an error of Prisma. */
export const UNAVAILABLE = 'STORE_UNAVAILABLE';
/** When a retry may succeed, in seconds. */
export const UNAVAILABLE_RETRY_S = 2;

/**
 * A store does not answer now: its connection was lost, or none can be made. Whether a
 * statement that was under way took effect is not known, unless `isUndone` says that nothing did.
 */
export class StoreUnavailable extends Error {
  readonly code = UNAVAILABLE;
  readonly retryAfterS = UNAVAILABLE_RETRY_S;
  readonly store: StoreName;
  /** Nothing was written: the statement was never sent, or its transaction was not committed. */
  isUndone: boolean;

  constructor(store: StoreName, { cause, isUndone = false }: { cause?: unknown; isUndone?: boolean } = {}) {
    super(`${store} does not answer now. Everything acknowledged is kept; send this again in ${UNAVAILABLE_RETRY_S} s.`, { cause });
    this.store = store;
    this.isUndone = isUndone;
  }
}

/** The `StoreUnavailable` that an error is or was caused by; null: it is about something else. */
export function storeUnavailableIn(error: unknown): StoreUnavailable | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth += 1) {
    if (cause instanceof StoreUnavailable) return cause;
    if (isPrismas(cause)) return new StoreUnavailable('PostgreSQL', { cause: error });
  }
  return null;
}

/** Prisma keeps of it the code only (postgres/postgres.test.ts), and has an error of its own where no connection became free in time. */
function isPrismas({ code, message }: Error & { code?: unknown }): boolean {
  return code === UNAVAILABLE || (code === 'P2028' && message.includes('Unable to start a transaction'));
}

/** Of the network, whatever is spoken over it. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN',
]);

export function isNetworkError(error: unknown): boolean {
  return NETWORK_CODES.has(String((error as { code?: unknown } | null)?.code));
}
