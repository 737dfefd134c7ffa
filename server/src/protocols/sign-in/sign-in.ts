import { hasAccounts } from '../../domains/people/load/accounts.ts';
import { endOwnSession } from '../../domains/people/commands/sessions.ts';
import { readEmail, readSecret } from '../../domains/people/ingest.ts';
import { maxPasswordLength, minPasswordLength } from '../../domains/people/pure/password.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { readBoolean } from '../../platform/ingest/values.ts';
import type { Answer, Asked, Route } from './asked.ts';
import { callLibrary } from './library-call.ts';
import { endedCookie, isKnownBrowser, signedIn, taken } from './session.ts';

/** What the pages have to know before anyone is signed in. */
async function options({ stores, config, mailer }: Asked): Promise<Answer> {
  const { signUp, oidc } = config;
  return {
    body: {
      hasAccounts: await hasAccounts(stores),
      signUp: signUp.kind,
      domain: signUp.kind === 'DOMAIN' ? signUp.domain : null,
      providers: oidc === null ? [] : [{ id: oidc.id, name: oidc.name }],
      hasMail: mailer.isOn,
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
  const { forgive } = unwrap(await asked.attempts.begin(attempt));
  const answer = await callLibrary(asked, {
    path: '/sign-in/email',
    body: { email, password, rememberMe: remember },
    // A session that is there already is neither prolonged nor taken over.
    without: ['session_token'],
  });
  await forgive();
  if (answer.body['twoFactorRedirect'] === true) return { body: { status: 'SECOND_FACTOR' }, cookies: answer.cookies };
  return signedIn(asked, answer);
}

const secondFactor =
  (path: string, takesTrust: boolean) =>
  async (asked: Asked): Promise<Answer> => {
    const { code, trustDevice } = taken({
      code: readSecret(asked.fields, 'code', 100),
      trustDevice: readBoolean(asked.fields, 'trustDevice'),
    });
    unwrap(await asked.attempts.request('second-factor', asked.address));
    const answer = await callLibrary(asked, {
      path,
      body: { code: code.replaceAll(/\s/g, ''), ...(takesTrust && { trustDevice: trustDevice ?? false }) },
      without: ['session_token'],
    });
    return signedIn(asked, answer);
  };

async function signOut(asked: Asked): Promise<Answer> {
  await endOwnSession(asked.stores, { cookies: asked.request.headers.cookie, origin: asked.origin, secret: await asked.secret() });
  return { body: { status: 'SIGNED_OUT' }, cookies: [endedCookie(asked.origin)] };
}

export const signInRoutes: readonly Route[] = [
  { method: 'GET', path: '/options', answer: options },
  { method: 'POST', path: '/sign-in', answer: signIn },
  { method: 'POST', path: '/sign-in/second-factor', answer: secondFactor('/two-factor/verify-totp', true) },
  { method: 'POST', path: '/sign-in/recovery-code', answer: secondFactor('/two-factor/verify-backup-code', true) },
  { method: 'POST', path: '/sign-out', answer: signOut },
];
