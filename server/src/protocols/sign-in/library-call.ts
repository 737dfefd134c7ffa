import { peerHeader, type LibraryResponse, type ProviderRound } from '../../domains/people/commands/library.ts';
import { cookiePrefixOf } from '../../domains/people/pure/cookie.ts';
import type { Asked } from './asked.ts';
import { ofLibrary, SignInRefusal, wordsOfLibrary, type RefusalCode } from './errors.ts';

export interface LibraryAnswer {
  readonly body: Record<string, unknown>;
  readonly cookies: readonly string[];
  readonly location: string | null;
  readonly round: ProviderRound;
}

interface Call {
  readonly path: string;
  readonly body?: Record<string, unknown>;
  readonly query?: string;
  /** Cookies, without our prefix, that must not count for this call. */
  readonly without?: readonly string[];
}

/**
 * Calls the library of sign-in with what of the request it is to see: our origin (the gate has compared it with the browser's), the cookies
 * of sign-in, the address of the caller.
 *
 * Errors  throws `SignInRefusal` for a refusal that has a code here, else an Error, which is masked.
 */
export async function callLibrary(asked: Asked, { path, body, query = '', without = [] }: Call): Promise<LibraryAnswer> {
  const { request, origin, address } = asked;
  const library = await asked.library(origin);
  const prefix = `${cookiePrefixOf(origin)}.`;
  const dropped = new Set(without.map((name) => prefix + name));
  const cookies = (request.headers.cookie ?? '').split(';').filter((part) => {
    const name = part.split('=', 1)[0]?.trim() ?? '';
    return name.startsWith(prefix) && !dropped.has(name);
  });
  const headers = new Headers({ origin, host: new URL(origin).host });
  if (cookies.length > 0) headers.set('cookie', cookies.join(';').trim());
  if (address !== null) headers.set(peerHeader, address);
  const userAgent = request.headers['user-agent'];
  if (userAgent !== undefined) headers.set('user-agent', userAgent.slice(0, 300));
  if (body !== undefined) headers.set('content-type', 'application/json');
  const { response, round } = await present(path, () =>
    library.answer(
      new Request(`${origin}/api/auth${path}${query}`, {
        headers,
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      }),
    ),
  );
  const text = await response.text();
  const answer = text === '' ? {} : (JSON.parse(text) as Record<string, unknown> | null);
  if (response.status >= 400) throw refusalOf(asked, path, response.status, answer ?? {});
  return { body: answer ?? {}, cookies: response.headers.getSetCookie(), location: response.headers.get('location'), round };
}

/** What is answered where the credentials were changed while they were checked; elsewhere the session that asked is over. */
const overtaken: Readonly<Record<string, RefusalCode>> = {
  '/sign-in/email': 'SIGN_IN_REFUSED',
  '/two-factor/verify-totp': 'SECOND_FACTOR_EXPIRED',
  '/two-factor/verify-backup-code': 'SECOND_FACTOR_EXPIRED',
  '/passkey/verify-authentication': 'PASSKEY_REFUSED',
};
const mostPasswordTries = 3;

/** An answer to the credentials that the person has now. A password is tried again where they were changed meanwhile: it may be the new one. */
async function present(path: string, call: () => Promise<LibraryResponse>): Promise<LibraryResponse> {
  for (let tries = 1; ; tries += 1) {
    const answer = await call();
    if (!answer.isOvertaken) return answer;
    if (path !== '/sign-in/email' || tries === mostPasswordTries)
      throw new SignInRefusal(overtaken[path] ?? (path.startsWith('/callback/') ? 'SSO_FAILED' : 'UNAUTHENTICATED'));
  }
}

function refusalOf({ logger }: Asked, path: string, status: number, { code, message }: Record<string, unknown>): Error {
  const known = ofLibrary[typeof code === 'string' ? code : status === 401 ? 'UNAUTHORIZED' : ''];
  if (known !== undefined) return new SignInRefusal(known, wordsOfLibrary[String(code)]);
  // Another request has used the same recovery code at the same moment.
  if (path === '/two-factor/verify-backup-code' && status === 409) return new SignInRefusal('SECOND_FACTOR_REFUSED');
  if (path.startsWith('/passkey/verify')) {
    logger.debug({ code, message }, 'A passkey was refused');
    return new SignInRefusal('PASSKEY_REFUSED');
  }
  return new Error(`The library of sign-in answered ${path} with ${status} ${String(code)}: ${String(message)}`);
}
