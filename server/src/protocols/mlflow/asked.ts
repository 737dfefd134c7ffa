import type { Fields } from '../../platform/ingest/values.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { invalid } from './errors.ts';

/** One request. */
export interface Asked {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly workspaceId: string;
  /** Arguments of the address, or the body. */
  readonly fields: Fields;
  /** What stands in the path where the route has stars. */
  readonly names: readonly string[];
  readonly now: Date;
}

/** A JSON object, or its text in pieces. */
export type Answer = object | AsyncIterable<string>;

/** Where the next page of a list begins. */
export const pageToken = (offset: number): string => Buffer.from(JSON.stringify({ offset })).toString('base64url');

export function offsetOf(token: string | null): number {
  if (token === null || token === '') return 0;
  const offset = decodedToken(token)?.['offset'];
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) throw invalid('Invalid page token.');
  return offset;
}

export function decodedToken(token: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** What is not finite travels as its name. */
export const double = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

export const pairs = (entries: unknown): { key: string; value: string }[] =>
  Object.entries((entries ?? {}) as Record<string, unknown>).map(([key, value]) => ({ key, value: asText(value) }));

/** A stored value as MLflow has it: everything is a text there. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
