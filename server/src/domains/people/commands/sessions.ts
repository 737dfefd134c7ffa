import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { newToken } from '../load/session.ts';
import { cookieIn, sessionCookieOf, setCookie, signed, unsigned } from '../pure/cookie.ts';
import { absoluteS, endSessions, endSessionOfToken, replaceToken } from '../queries.ts';

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
  const count = person === null || sessionId === null ? 0 : await endSessions(postgres, { personId: person.id, id: uuidKey(id) });
  return count > 0 ? succeed(count) : fail(new NotFound('The session', id.slice(0, 100)));
}

/** Ends all other sessions of the person who is signed in; how many. */
export const endOtherSessions = async ({ postgres }: PostgresStore, { person, sessionId }: Owner): Promise<number> =>
  person === null || sessionId === null ? 0 : endSessions(postgres, { personId: person.id, exceptId: sessionId });
