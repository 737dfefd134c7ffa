import { installationOf } from '../../domains/access/load/installation.ts';
import { hasAccounts } from '../../domains/people/load/accounts.ts';
import { takeCode } from '../../domains/people/commands/codes.ts';
import { awaitedPerson } from '../../domains/people/commands/sessions.ts';
import { readEmail, readSecret } from '../../domains/people/pure/input.ts';
import { maxPasswordLength, minPasswordLength } from '../../domains/people/pure/password.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { readBoolean } from '../../platform/ingest/values.ts';
import type { Answer, Asked, Route } from './asked.ts';
import { SignInRefusal } from './errors.ts';
import { callLibrary } from './library-call.ts';
import { cookiesOf } from './cookies.ts';
import { endedCookie, endShownSession, isKnownBrowser, signedIn, taken } from './session.ts';
import { noting } from './trail.ts';

/** What the pages have to know before anyone is signed in. */
async function options({ stores, config, mailer }: Asked): Promise<Answer> {
  const { signUp, oidc } = config;
  return {
    body: {
      hasAccounts: await hasAccounts(stores),
      signUp: signUp.kind,
      domain: signUp.kind === 'DOMAIN' ? signUp.domain : null,
      providers: oidc === null ? [] : [{ id: oidc.id, name: oidc.name }],
      hasMail: mailer.isOn && installationOf(stores).origin !== null,
      password: { minLength: minPasswordLength, maxLength: maxPasswordLength },
    },
  };
}

async function signIn(asked: Asked): Promise<Answer> {
  const { email, password, remember } = taken({
    email: readEmail(asked.fields),
    password: readSecret(asked.fields, 'password'),
    remember: readBoolean(asked.fields, 'remember'),
  });
  return withPassword(asked, { email, password, remember: remember ?? true });
}

/** Tries a password, counted before it is tried. */
export async function withPassword(
  asked: Asked,
  { email, password, remember = true }: { email: string; password: string; remember?: boolean },
): Promise<Answer> {
  const attempt = { account: email, address: asked.address, isKnownBrowser: await isKnownBrowser(asked, email) };
  const answer = await noting(
    asked,
    'signIn',
    async () => ({ email }),
    async () => {
      const { forgive } = unwrap(await asked.attempts.begin(attempt));
      const right = await callLibrary(asked, {
        path: '/sign-in/email',
        body: { email, password, rememberMe: remember },
        // A session that is there already is neither prolonged nor taken over.
        without: ['session_token'],
      });
      await forgive();
      return right;
    },
  );
  if (answer.body['twoFactorRedirect'] === true) {
    await endShownSession(asked); // the library takes its cookie away here
    return { body: { status: 'SECOND_FACTOR' }, cookies: answer.cookies };
  }
  return signedIn(asked, answer, 'PASSWORD');
}

/** Whose code is awaited, by the cookie that came with the right password. */
async function awaitedBy(asked: Asked): Promise<() => Promise<{ id: string } | null>> {
  const shown = await cookiesOf(asked);
  return async () => {
    const id = await awaitedPerson(asked.stores, shown);
    return id === null ? null : { id };
  };
}

const secondFactor =
  (path: string, method: 'PASSWORD_AND_CODE' | 'PASSWORD_AND_RECOVERY_CODE') =>
  async (asked: Asked): Promise<Answer> => {
    const { code: shown, trustDevice } = taken({
      code: readSecret(asked.fields, 'code', 100),
      trustDevice: readBoolean(asked.fields, 'trustDevice'),
    });
    const code = method === 'PASSWORD_AND_CODE' ? shown.replaceAll(/\s/g, '') : plainRecoveryCode(shown);
    const awaited = await awaitedBy(asked);
    const answer = await noting(asked, 'signIn', awaited, async () => {
      const forgive = await countedCode(asked, (await awaited())?.id ?? null, method === 'PASSWORD_AND_CODE' ? code : null);
      const right = await callLibrary(asked, { path, body: { code, trustDevice: trustDevice ?? false }, without: ['session_token'] });
      await forgive();
      return right;
    });
    return signedIn(asked, answer, method);
  };

/** A recovery code as it is kept, with or without the dash in its middle. */
const plainRecoveryCode = (shown: string): string => shown.replaceAll(/[\s-]/g, '').replace(/^(.{5})(.{5})$/, '$1-$2');

/**
 * Counts a code before it is tried, like a password: a browser on which the person has signed in before has a count of its own, so that one
 * who knows the password alone can't lock its person out. `appCode` null: a recovery code, of which the library keeps which were used.
 */
async function countedCode(asked: Asked, personId: string | null, appCode: string | null): Promise<() => Promise<void>> {
  const person =
    personId === null ? null : await asked.stores.prisma.person.findUnique({ where: { id: personId }, select: { email: true } });
  if (personId === null || person === null) {
    unwrap(await asked.attempts.request('second-factor', asked.address));
    return async () => {};
  }
  const attempt = {
    account: `second factor of ${personId}`,
    address: asked.address,
    isKnownBrowser: await isKnownBrowser(asked, person.email),
  };
  const { forgive } = unwrap(await asked.attempts.begin(attempt));
  if (appCode !== null && !(await takeCode(asked.stores.postgres, personId, appCode))) throw new SignInRefusal('SECOND_FACTOR_REFUSED');
  return forgive;
}

async function signOut(asked: Asked): Promise<Answer> {
  await endShownSession(asked);
  return { body: { status: 'SIGNED_OUT' }, cookies: [endedCookie(asked.origin)] };
}

export const signInRoutes: readonly Route[] = [
  { method: 'GET', path: '/options', answer: options },
  { method: 'POST', path: '/sign-in', answer: signIn },
  { method: 'POST', path: '/sign-in/second-factor', answer: secondFactor('/two-factor/verify-totp', 'PASSWORD_AND_CODE') },
  { method: 'POST', path: '/sign-in/recovery-code', answer: secondFactor('/two-factor/verify-backup-code', 'PASSWORD_AND_RECOVERY_CODE') },
  { method: 'POST', path: '/sign-out', answer: signOut },
];
