import { createHmac } from 'node:crypto';
import { cookieIn, cookiePrefixOf, sessionCookieOf, setCookie, signed, unsigned } from '../../domains/people/pure/cookie.ts';
import { endOwnSession, personBySession } from '../../domains/people/commands/sessions.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { BadArgument } from '../../platform/graphql/errors.ts';
import type { Answer, Asked, SignedIn } from './asked.ts';
import { cookiesOf } from './cookies.ts';
import { SignInRefusal } from './errors.ts';
import type { LibraryAnswer } from './library-call.ts';
import { recordOwn } from './trail.ts';

/** Errors  throws UNAUTHENTICATED for a request without a session: keys have no account. */
export async function signedInOf({ viewerOf, request }: Asked): Promise<SignedIn> {
  const found = await viewerOf(request);
  if (!found.ok && found.failure.code !== 'UNAUTHENTICATED') throw found.failure;
  const viewer = found.ok ? found.value : null;
  if (viewer === null || viewer.person === null || viewer.sessionId === null) throw new SignInRefusal('UNAUTHENTICATED');
  return { person: viewer.person, sessionId: viewer.sessionId };
}

/** What was read of the body. Errors  throws BAD_USER_INPUT with the first field at fault. */
export const taken = <Read extends object>(read: Read): Sound<Read> => unwrap(checkInput(read, BadArgument));

const yearS = 365 * 86_400;
const mostAccounts = 5;
const browserCookieOf = (origin: string): string => `${cookiePrefixOf(origin)}.browser`;
const accountMark = (email: string, secret: string): string =>
  createHmac('sha256', secret).update(`browser ${email}`).digest('base64url').slice(0, 16);

function marksIn({ request, origin }: Asked, secret: string): string[] {
  const cookie = cookieIn(request.headers.cookie, browserCookieOf(origin));
  return (cookie === null ? null : unsigned(cookie, secret))?.split('~') ?? [];
}

/** Whether the person of this address has signed in on this browser before. */
export async function isKnownBrowser(asked: Asked, email: string): Promise<boolean> {
  const secret = await asked.secret();
  return marksIn(asked, secret).includes(accountMark(email, secret));
}

interface LibraryPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** How a person has shown who it is, as the audit trail names it; of single sign-on the id of the provider. */
type SignInMethod = 'PASSWORD' | 'PASSWORD_AND_CODE' | 'PASSWORD_AND_RECOVERY_CODE' | 'PASSKEY';

/**
 * A person has signed in, which is recorded: who, the session's cookie, and the mark by which this browser is known. The session's secret is
 * in the cookie alone.
 */
export async function signedIn(asked: Asked, { body, cookies }: LibraryAnswer, method: SignInMethod): Promise<Answer> {
  const { id, name, email } = body['user'] as LibraryPerson;
  const person = { id, name, email };
  if (method === 'PASSWORD_AND_RECOVERY_CODE') await recordOwn(asked, person, 'useRecoveryCode');
  await endShownSession(asked);
  await recordOwn(asked, person, 'signIn', { method });
  return {
    body: { status: 'SIGNED_IN', person },
    cookies: [...cookies, await browserMark(asked, email)],
  };
}

async function browserMark(asked: Asked, email: string): Promise<string> {
  const secret = await asked.secret();
  const own = accountMark(email, secret);
  const marks = [own, ...marksIn(asked, secret).filter((mark) => mark !== own)].slice(0, mostAccounts);
  return setCookie(browserCookieOf(asked.origin), signed(marks.join('~'), secret), { maxAgeS: yearS });
}

/** Ends the session that the request shows, which is recorded: no browser has it any more. None is no error. */
export async function endShownSession(asked: Asked): Promise<void> {
  const shown = await cookiesOf(asked);
  const person = await personBySession(asked.stores, shown);
  if (person === null) return;
  await endOwnSession(asked.stores, shown);
  await recordOwn(asked, person, 'signOut');
}

/** The cookie of a session that ends. */
export const endedCookie = (origin: string): string => setCookie(sessionCookieOf(origin), '', { maxAgeS: 0 });
