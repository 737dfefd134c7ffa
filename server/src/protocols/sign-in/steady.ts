import { endOwnSession } from '../../domains/people/commands/sessions.ts';
import { isSteady } from '../../domains/people/commands/steady.ts';
import type { Asked } from './asked.ts';
import { cookiesOf } from './cookies.ts';
import { SignInRefusal } from './errors.ts';
import type { LibraryAnswer } from './library-call.ts';

/**
 * Runs what opens a session by a password, and undoes it where the password was set again meanwhile.
 *
 * Errors  throws SIGN_IN_REFUSED.
 */
export async function whileUnchanged(
  asked: Asked,
  account: { readonly id: string } | { readonly email: string },
  work: () => Promise<LibraryAnswer>,
): Promise<LibraryAnswer> {
  const { answer, isUnchanged } = await isSteady(asked.stores, account, work);
  if (isUnchanged) return answer;
  await endOwnSession(asked.stores, await cookiesOf(asked, answer.cookies));
  throw new SignInRefusal('SIGN_IN_REFUSED');
}
