import type { Rejection } from '../../platform/ingest/rejection.ts';
import type { PartialSuccess } from './answers.ts';
import { otlpLimits as limits } from './limits.ts';
import type { Decoded } from './types.ts';

/** So many rejected items are listed one by one. */
const listedCount = 5;

/**
 * What a request came to: what could not be read, what was refused after that (by its index among `decoded.places`), and what was
 * changed of the rest. Items are named by their place in the request, from 0.
 */
export function summarize(noun: string, decoded: Decoded<unknown>, refused: readonly Rejection[], warnings: readonly string[]): PartialSuccess & { sentCount: number } {
  const all = [...decoded.rejected, ...refused.map(({ index, ...rest }) => ({ index: decoded.places[index] ?? index, ...rest }))].sort((one, other) => one.index - other.index);
  const rejectedCount = all.length + decoded.beyondCount;
  const sentCount = decoded.places.length + decoded.rejected.length + decoded.beyondCount;
  const sentences: string[] = [];
  if (rejectedCount > 0) {
    const reasons = all.slice(0, listedCount).map(({ index, field, reason }) => `${noun} ${index}: ${field} ${reason}`);
    if (all.length > listedCount) reasons.push(`${all.length - listedCount} more`);
    if (decoded.beyondCount > 0) reasons.push(`${decoded.beyondCount} beyond ${limits.items} ${noun}s or ${limits.values} values in one request`);
    sentences.push(`${rejectedCount} of ${sentCount} ${noun}s were not taken: ${reasons.join('; ')}.`);
  }
  return { sentCount, rejectedCount, message: [...sentences, ...decoded.warnings, ...warnings].join(' ') };
}
