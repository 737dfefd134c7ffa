import { changeName, changePassword } from '../../domains/people/commands/account.ts';
import { renewOwnSession } from '../../domains/people/commands/sessions.ts';
import { readPersonName, readSecret } from '../../domains/people/ingest.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import type { Answer, Asked, Route } from './asked.ts';
import { SignInRefusal } from './errors.ts';
import { signedInOf, taken } from './session.ts';

async function rename(asked: Asked): Promise<Answer> {
  const { person } = await signedInOf(asked);
  const { name } = taken({ name: readPersonName(asked.fields) });
  return { body: { person: await changeName(asked.stores, person.id, name) } };
}

/** The current password is tried as at sign-in, and counts as an attempt. All other sessions end, and this one has another cookie. */
async function password(asked: Asked): Promise<Answer> {
  const { person, sessionId } = await signedInOf(asked);
  const { currentPassword, newPassword } = taken({
    currentPassword: readSecret(asked.fields, 'currentPassword'),
    newPassword: readSecret(asked.fields, 'newPassword'),
  });
  const { forgive } = unwrap(await asked.attempts.begin({ account: person.email, address: asked.address, isKnownBrowser: true }));
  if (!unwrap(await changePassword(asked.stores, { person, sessionId, currentPassword, newPassword })))
    throw new SignInRefusal('PASSWORD_REFUSED');
  await forgive();
  const shown = { cookies: asked.request.headers.cookie, origin: asked.origin, secret: await asked.secret() };
  const cookie = await renewOwnSession(asked.stores, shown, sessionId);
  return { body: { status: 'CHANGED' }, cookies: cookie === null ? [] : [cookie] };
}

export const accountRoutes: readonly Route[] = [
  { method: 'POST', path: '/account', answer: rename },
  { method: 'POST', path: '/account/password', answer: password },
];
