import { randomBytes } from 'node:crypto';
import type { ViewerPerson } from '../../../platform/graphql/context.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Role } from '../../../platform/permissions.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { SsoRequired } from '../errors.ts';
import { cookieIn, sessionCookieOf, setCookie, signed, unsigned } from '../pure/cookie.ts';
import { isOfProvider } from '../types.ts';
import { absoluteS, replaceToken, sessionOfToken, touchSession } from '../queries.ts';

/** What a request shows of a session. */
export interface SessionShown {
  readonly cookies: string | undefined;
  /** Protocol and host under which the browser knows this server. */
  readonly origin: string;
  /** The workspace that the request names; null: none. */
  readonly workspace: string | null;
  /** What cookies are signed with. */
  readonly secret: () => Promise<string>;
  /** Takes a new cookie to the browser; absent: nothing can (a WebSocket). */
  readonly answerCookie?: (header: string) => void;
}

export interface SessionFound {
  readonly sessionId: string;
  readonly person: ViewerPerson;
  /** Null: the person is no member of the workspace that was named, or of any. */
  readonly membership: { readonly workspaceId: string; readonly role: Role; readonly isArchived: boolean } | null;
}

const seenAgainAfterMs = 60_000; // last_seen_at is kept to the minute
/** A token is replaced after a day. */
const replacedAfterMs = 86_400_000;
export const newToken = (): string => randomBytes(24).toString('base64url');

/**
 * The session of a cookie, and the membership of the workspace that the request names. Null: there is none, it has ended, or its signature is
 * wrong. It goes on with use, and its token is replaced daily.
 */
export async function sessionShown(
  { postgres }: Pick<Stores, 'postgres'>,
  shown: SessionShown,
): Promise<Result<SessionFound, SsoRequired> | null> {
  const name = sessionCookieOf(shown.origin);
  const cookie = cookieIn(shown.cookies, name);
  if (cookie === null) return null;
  const token = unsigned(cookie, await shown.secret());
  if (token === null) return null;
  const [session] = await sessionOfToken(postgres, { token, slug: shown.workspace });
  if (session === undefined) return null;
  const { id, personId, email, workspaceId, role, slug } = session;
  if (session.requiresSso === true && !isOfProvider(session.method)) return fail(new SsoRequired(slug ?? ''));
  const moved = workspaceId !== null && workspaceId !== session.lastWorkspaceId;
  if (moved || Date.now() - session.lastSeenAt.getTime() > seenAgainAfterMs) await touchSession(postgres, { id, workspaceId });
  if (session.isCurrent && shown.answerCookie !== undefined && Date.now() - session.replacedAt.getTime() > replacedAfterMs) {
    const next = newToken();
    if ((await replaceToken(postgres, { id, token, next })) > 0)
      shown.answerCookie(setCookie(name, signed(next, await shown.secret()), { maxAgeS: absoluteS }));
  }
  return succeed({
    sessionId: id,
    person: { id: personId, name: session.name, email },
    membership: workspaceId === null || role === null ? null : { workspaceId, role, isArchived: session.isArchived === true },
  });
}

/** Whether a session came about by a round to a provider. */
export const isBySso = async ({ prisma }: Pick<Stores, 'prisma'>, id: string): Promise<boolean> => {
  const session = await prisma.personSession.findUnique({ where: { id }, select: { method: true } });
  return session !== null && isOfProvider(session.method);
};
