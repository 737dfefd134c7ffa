import type { Viewer, ViewerPerson } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { newToken } from '../load/session.ts';
import { cookieIn, cookiePrefixOf, sessionCookieOf, setCookie, signed, unsigned } from '../pure/cookie.ts';
import { recordOfPerson } from './trail.ts';
import { tokenHash } from '../pure/token-hash.ts';
import { absoluteS, endSessions, endSessionOfToken, endTrust, replaceToken, sessionOfToken } from '../queries.ts';

type PostgresStore = Pick<Stores, 'postgres'>;
interface CookieShown {
  readonly cookies: string | undefined;
  readonly origin: string;
  readonly secret: string;
}

const tokenIn = ({ cookies, origin, secret }: CookieShown): string | null => {
  const cookie = cookieIn(cookies, sessionCookieOf(origin));
  return cookie === null ? null : unsigned(cookie, secret);
};

/** Ends the session of a cookie, where it shows one. */
export async function endOwnSession({ postgres }: PostgresStore, shown: CookieShown): Promise<void> {
  const token = tokenIn(shown);
  if (token !== null) await endSessionOfToken(postgres, { token });
}

/** Gives a session another token at once, as a change of rights asks for; the cookie of it, or null where the session is gone. */
export async function renewOwnSession({ postgres }: PostgresStore, shown: CookieShown, sessionId: string): Promise<string | null> {
  const token = tokenIn(shown);
  const next = newToken();
  if (token === null || (await replaceToken(postgres, { id: sessionId, token, next })) === 0) return null;
  return setCookie(sessionCookieOf(shown.origin), signed(next, shown.secret), { maxAgeS: absoluteS });
}

type Owner = Pick<Viewer, 'person' | 'sessionId'>;

/** Ends one session of the person who is signed in; how many: one. A key ends none. */
export async function endSession({ postgres }: PostgresStore, { person, sessionId }: Owner, id: string): Promise<Result<number, NotFound>> {
  const count = person === null || sessionId === null ? 0 : await endRecorded(postgres, { personId: person.id, id: uuidKey(id) });
  return count > 0 ? succeed(count) : fail(new NotFound('The session', id.slice(0, 100)));
}

/** Ends all other sessions of the person who is signed in, and what browsers are trusted without a code; how many sessions. */
export const endOtherSessions = async ({ postgres }: PostgresStore, { person, sessionId }: Owner): Promise<number> =>
  person === null || sessionId === null
    ? 0
    : endRecorded(postgres, { personId: person.id, exceptId: sessionId }, { action: 'revokeOtherSessions' });

/** In one transaction, by the actor of the current work. */
const endRecorded = (
  postgres: Stores['postgres'],
  which: Parameters<typeof endSessions>[1],
  event: { readonly action?: 'revokeOtherSessions' } = {},
): Promise<number> =>
  postgres.transaction(async (session) => {
    const count = await endSessions(session, which);
    if (event.action !== undefined) await endTrust(session, { personId: which.personId });
    if (count > 0) await recordOfPerson(session, which.personId, { ...event, after: { session_count: count } });
    return count;
  });

/** The session of a cookie, and whose it is; null: it is none that goes on. */
export async function sessionBy(
  { postgres }: PostgresStore,
  shown: CookieShown,
): Promise<{ sessionId: string; person: ViewerPerson } | null> {
  const token = tokenIn(shown);
  const [found] = token === null ? [] : await sessionOfToken(postgres, { token, slug: null });
  return found === undefined ? null : { sessionId: found.id, person: { id: found.personId, name: found.name, email: found.email } };
}

/** Whose session a cookie is; null: it is none that goes on. */
export const personBySession = async (store: PostgresStore, shown: CookieShown): Promise<ViewerPerson | null> =>
  (await sessionBy(store, shown))?.person ?? null;

/** Whose second factor is awaited on this browser, after the right password; null: none is. */
export async function awaitedPerson({ prisma }: Pick<Stores, 'prisma'>, { cookies, origin, secret }: CookieShown): Promise<string | null> {
  const cookie = cookieIn(cookies, `${cookiePrefixOf(origin)}.two_factor`);
  const identifier = cookie === null ? null : unsigned(cookie, secret);
  const found =
    identifier === null
      ? null
      : await prisma.verification.findFirst({ where: { identifier: tokenHash(identifier) }, orderBy: { createdAt: 'desc' } });
  return found?.value ?? null;
}
