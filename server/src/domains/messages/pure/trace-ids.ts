import { createHash } from 'node:crypto';

const traceIdForm = /^[0-9a-f]{32}$/;
const spanIdForm = /^[0-9a-f]{16}$/;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The trace that an id of any form names: 32 hex digits as they are (in lower case), a UUID without its dashes, and of anything else
 * the first 32 hex digits of its SHA-256. The same id always names the same trace, whichever way it came in.
 */
export function traceIdOf(id: string): string {
  const lower = id.toLowerCase();
  if (traceIdForm.test(lower) && !isAllZero(lower)) return lower;
  return uuidForm.test(lower) && !isAllZero(lower) ? lower.replaceAll('-', '') : digest(id).slice(0, 32);
}

/** The span that an id of any form names: 16 hex digits as they are (in lower case), else the first 16 hex digits of its SHA-256. */
export function spanIdOf(id: string): string {
  const lower = id.toLowerCase();
  return spanIdForm.test(lower) && !isAllZero(lower) ? lower : digest(id).slice(0, 16);
}

/** The external id of the reply that a model call became. */
export const messageIdOfSpan = (traceId: string, spanId: string): string => `span:${traceId}:${spanId}`;

/** OpenTelemetry's ids of nothing. */
const isAllZero = (id: string): boolean => /^[0-]+$/.test(id);

const digest = (id: string): string => createHash('sha256').update(id).digest('hex');
