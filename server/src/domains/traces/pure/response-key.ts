import { hash } from 'node:crypto';
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
  return id === null ? 0 : Number.parseInt(hash('md5', id, 'hex').slice(0, 13), 16);
}
