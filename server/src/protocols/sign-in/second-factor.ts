import { takeCode } from '../../domains/people/commands/codes.ts';
import { endOtherSessions, sessionBy } from '../../domains/people/commands/sessions.ts';
import { readSecret } from '../../domains/people/pure/input.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { readBoolean } from '../../platform/ingest/values.ts';
import type { Answer, Asked, Route, SignedIn } from './asked.ts';
import { bySelf, ofSelf } from './by-self.ts';
import { isSetUp, noneIsSetUp, SignInRefusal } from './errors.ts';
import { callLibrary, type LibraryAnswer } from './library-call.ts';
import { cookiesOf } from './cookies.ts';
import { taken } from './session.ts';

/** Of a sign-in that waits for a code: what is set up here is for the session. */
const without = ['two_factor'];

/** The password, where the person has one, is tried by the library; attempts are counted as at sign-in. */
async function withOwnPassword(asked: Asked, { person }: SignedIn, path: string): Promise<LibraryAnswer> {
  const password = asked.fields['password'] === undefined ? undefined : taken({ password: readSecret(asked.fields, 'password') }).password;
  const { forgive } = unwrap(await asked.attempts.begin({ account: person.email, address: asked.address, isKnownBrowser: true }));
  const answer = await callLibrary(asked, { path, body: { ...(password !== undefined && { password }) }, without });
  await forgive();
  return answer;
}

async function enable(asked: Asked, own: SignedIn): Promise<Answer> {
  const { body, cookies } = await withOwnPassword(asked, own, '/two-factor/enable');
  return { body: { uri: body['totpURI'], recoveryCodes: body['backupCodes'] }, cookies };
}

/** Errors  throws SECOND_FACTOR_STATE: the library sets up and takes off again what is so already. */
async function assertFactor({ stores }: Asked, personId: string, wanted: 'ON' | 'OFF'): Promise<void> {
  const person = await stores.prisma.person.findUnique({ where: { id: personId }, select: { twoFactorEnabled: true } });
  const isOn = person?.twoFactorEnabled === true;
  if (isOn !== (wanted === 'ON')) throw new SignInRefusal('SECOND_FACTOR_STATE', isOn ? isSetUp : noneIsSetUp);
}

/** What was opened with the password alone ends, unless the person keeps it: another may have opened it. */
async function confirm(asked: Asked, { person, sessionId }: SignedIn): Promise<Answer> {
  const { code: shown, endOtherSessions: ends } = taken({
    code: readSecret(asked.fields, 'code', 100),
    endOtherSessions: readBoolean(asked.fields, 'endOtherSessions'),
  });
  const code = shown.replaceAll(/\s/g, '');
  await assertFactor(asked, person.id, 'OFF');
  unwrap(await asked.attempts.request('second-factor', asked.address));
  const { cookies } = await callLibrary(asked, { path: '/two-factor/verify-totp', body: { code }, without });
  await takeCode(asked.stores.postgres, person.id, code);
  // The library has put another session in the place of the one that asked.
  const own = await sessionBy(asked.stores, await cookiesOf(asked, cookies));
  if (ends ?? true) await endOtherSessions(asked.stores, { person, sessionId: own?.sessionId ?? sessionId });
  return { body: { status: 'ENABLED' }, cookies };
}

async function disable(asked: Asked, own: SignedIn): Promise<Answer> {
  await assertFactor(asked, own.person.id, 'ON');
  const { cookies } = await withOwnPassword(asked, own, '/two-factor/disable');
  return { body: { status: 'DISABLED' }, cookies };
}

async function recoveryCodes(asked: Asked, own: SignedIn): Promise<Answer> {
  const { body, cookies } = await withOwnPassword(asked, own, '/two-factor/generate-backup-codes');
  return { body: { recoveryCodes: body['backupCodes'] }, cookies };
}

export const secondFactorRoutes: readonly Route[] = [
  { method: 'POST', path: '/second-factor/enable', answer: ofSelf('enableSecondFactor', enable) },
  { method: 'POST', path: '/second-factor/confirm', answer: bySelf('enableSecondFactor', confirm) },
  { method: 'POST', path: '/second-factor/disable', answer: bySelf('disableSecondFactor', disable) },
  { method: 'POST', path: '/second-factor/recovery-codes', answer: bySelf('renewRecoveryCodes', recoveryCodes) },
];
