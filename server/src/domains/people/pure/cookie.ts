import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The begin of the names of all cookies of sign-in at this origin. With TLS a browser takes them from this host alone (`__Host-`). Cookies
 * know no ports: two servers on one machine keep theirs apart by name.
 */
export function cookiePrefixOf(origin: string): string {
  const { protocol, port } = new URL(origin);
  if (protocol === 'https:') return '__Host-ftl';
  return port === '' ? 'ftl' : `ftl-${port}`;
}

export const sessionCookieOf = (origin: string): string => `${cookiePrefixOf(origin)}.session_token`;

/** The value of a cookie in a request's header; null: it has none of this name. The first counts, as browsers send the most specific first. */
export function cookieIn(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const value = part.slice(at + 1).trim();
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  }
  return null;
}

/** A value that only a holder of the secret can have made: `value.signature`, as the library of sign-in makes it. */
export const signed = (value: string, secret: string): string => `${value}.${createHmac('sha256', secret).update(value).digest('base64')}`;

/** The value, where its signature is right; else null. */
export function unsigned(text: string, secret: string): string | null {
  const at = text.lastIndexOf('.');
  if (at < 1) return null;
  const value = text.slice(0, at);
  const [given, right] = [Buffer.from(text), Buffer.from(signed(value, secret))];
  return given.length === right.length && timingSafeEqual(given, right) ? value : null;
}

/** A header that sets a cookie. `maxAgeS` null: until the browser ends. */
export function setCookie(name: string, value: string, { maxAgeS }: { maxAgeS: number | null }): string {
  const secure = name.startsWith('__Host-') ? '; Secure' : '';
  return `${name}=${encodeURIComponent(value)}${maxAgeS === null ? '' : `; Max-Age=${maxAgeS}`}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}
