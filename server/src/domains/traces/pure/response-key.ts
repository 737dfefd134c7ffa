import { fieldsOf } from './chat/json.ts';
import type { Span } from '../types.ts';

/**
 * The id that the provider gave the response of a model call: among its attributes, else in the body of its answer; null: not reported.
 * Ids of two calls may be equal (Ollama's have three digits): they are one call only where they also overlap in time (counted.ts).
 */
export function responseIdOf({ attributes }: Pick<Span, 'attributes'>): string | null {
  const id = attributes['gen_ai.response.id'] ?? attributes['ai.response.id'] ?? fieldsOf(attributes['output.rest'])?.['id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

/** The id as a number below 2^53 for columns of spans; 0: not reported. */
export function responseKeyOf(span: Pick<Span, 'kind' | 'attributes'>): number {
  if (span.kind !== 'LLM' && span.kind !== 'EMBEDDING' && span.kind !== 'RERANKER') return 0;
  const id = responseIdOf(span);
  return id === null ? 0 : numberOfText(id);
}

/** A number of 52 bits for a text, other than 0: FNV-1a twice, from both ends. It is made for every model call. */
function numberOfText(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let at = 0, end = text.length - 1; at < text.length; at += 1, end -= 1) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(end), 0x85ebca6b);
  }
  return (high & 0xfffff) * 0x1_0000_0000 + (low >>> 0) || 1;
}
