import { changeName, changePassword } from '../../domains/people/commands/account.ts';
import { renewOwnSession } from '../../domains/people/commands/sessions.ts';
import { readPersonName, readSecret } from '../../domains/people/pure/input.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import type { Answer, Asked, Route, SignedIn } from './asked.ts';
import { bySelf } from './by-self.ts';
import { SignInRefusal } from './errors.ts';
import { cookiesOf } from './cookies.ts';
import { taken } from './session.ts';

async function rename(asked: Asked, { person }: SignedIn): Promise<Answer> {
  const { name } = taken({ name: readPersonName(asked.fields) });
  return { body: { person: await changeName(asked.stores, person.id, name) } };
}

/** The current password is tried as at sign-in, and counts as an attempt. All other sessions end, and this one has another cookie. */
async function password(asked: Asked, { person, sessionId }: SignedIn): Promise<Answer> {
  const { currentPassword, newPassword } = taken({
    currentPassword: readSecret(asked.fields, 'currentPassword'),
    newPassword: readSecret(asked.fields, 'newPassword'),
  });
  const { forgive } = unwrap(await asked.attempts.begin({ account: person.email, address: asked.address, isKnownBrowser: true }));
  if (!unwrap(await changePassword(asked.stores, { person, sessionId, currentPassword, newPassword })))
    throw new SignInRefusal('PASSWORD_REFUSED');
  await forgive();
  const cookie = await renewOwnSession(asked.stores, await cookiesOf(asked), sessionId);
  return { body: { status: 'CHANGED' }, cookies: cookie === null ? [] : [cookie] };
}

export const accountRoutes: readonly Route[] = [
  { method: 'POST', path: '/account', answer: bySelf('changeName', rename) },
  { method: 'POST', path: '/account/password', answer: bySelf('changePassword', password) },
];
