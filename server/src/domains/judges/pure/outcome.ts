import type { ChatFailure } from '../../model-connections/types.ts';

type Code = ChatFailure | 'BAD_OUTPUT' | 'CAP_REACHED' | 'NO_PRICE';

/** Attempts at one item before it has failed. */
export const mostAttempts = 6;
const firstPauseSeconds = 2;
const longestPauseSeconds = 300;

/** What the next message of the run would meet, too: someone has to change something. */
const pausing: ReadonlySet<Code> = new Set<Code>([
  'NO_MODEL',
  'MODEL_NOT_FOUND',
  'BUDGET_SPENT',
  'KEY_REFUSED',
  'KEY_UNREADABLE',
  'ADDRESS_REFUSED',
  'NO_PRICE',
]);
/** What may be over with the next attempt. */
const passing: ReadonlySet<Code> = new Set<Code>([
  'RATE_LIMITED',
  'SERVER_FAILED',
  'UNREACHABLE',
  'NO_ANSWER',
  'STALLED',
  'TOO_LONG',
  'CUT_OFF',
]);

export interface Next {
  readonly state: 'WAITING' | 'FAILED' | 'SKIPPED';
  readonly retrySeconds: number;
  /** For the whole run; 0: it goes on. */
  readonly holdSeconds: number;
  /** Whether the run waits for a person. */
  readonly pauses: boolean;
}

/**
 * What becomes of an item whose model gave no verdict. `random`: 0 to 1, so that items that failed together come back apart.
 *
 * Pauses double from 2 s to 5 min; a rate limit holds up the run for as long as the server asks. A judge of new answers leaves out what the
 * cap or a budget has no room for.
 */
export function outcomeOf(
  { code, retryAfterMs }: { readonly code: Code; readonly retryAfterMs: number | null },
  { attempts, isOnline, random }: { readonly attempts: number; readonly isOnline: boolean; readonly random: number },
): Next {
  const still = { retrySeconds: 0, holdSeconds: 0, pauses: false };
  if (code === 'CAP_REACHED' || (code === 'BUDGET_SPENT' && isOnline)) return { ...still, state: 'SKIPPED' };
  if (code === 'STOPPED') return { ...still, state: 'WAITING' };
  if (pausing.has(code)) return { ...still, state: 'WAITING', pauses: true };
  if (!passing.has(code) || attempts >= mostAttempts) return { ...still, state: 'FAILED' };
  const doubled = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (attempts - 1)) * (0.5 + random / 2);
  const asked = Math.min(longestPauseSeconds, (retryAfterMs ?? 0) / 1_000);
  return { ...still, state: 'WAITING', retrySeconds: Math.max(doubled, asked), holdSeconds: code === 'RATE_LIMITED' ? asked : 0 };
}
