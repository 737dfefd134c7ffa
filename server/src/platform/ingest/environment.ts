import type { Viewer } from '../graphql/context.ts';
import { Problem } from './rejection.ts';

/** Who sends, as far as what is sent depends on it. Absent: the product itself. */
export interface Sender {
  readonly viewer?: Pick<Viewer, 'environment'>;
}

/**
 * The environment of an item that a key sent: a key that is bound to one fills in where the item names none.
 *
 * Errors  a `Problem` where the item names another environment than the key's.
 */
export function environmentOf({ viewer }: Sender, sent: string | null): string | null | Problem {
  const bound = viewer?.environment;
  if (bound === undefined || sent === bound) return sent;
  if (sent === null) return bound;
  return new Problem(
    'environment',
    `is ${JSON.stringify(sent.slice(0, 60))}; the key sends to the environment ${JSON.stringify(bound)} only`,
  );
}
