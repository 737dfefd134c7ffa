import type { Load } from 'ui-kit/panel';
import type { AuthAnswer } from '../../panels/signing-in/use-auth.ts';

/** An answer of sign-in as a panel takes it; `pick` says what the panel shows, null where there is nothing to show. */
export function loadOfAuth<Data, Value>(answer: AuthAnswer<Data>, pick: (data: Data) => Value | null): Load<Value> {
  if (answer.state === 'loading') return { state: 'loading' };
  if (answer.state === 'refused') return { state: 'failed', message: answer.refusal.message };
  const value = pick(answer.data);
  return value === null ? { state: 'empty' } : { state: 'ready', value, refreshing: false };
}
