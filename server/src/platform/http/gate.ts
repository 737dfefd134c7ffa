import type { IncomingMessage } from 'node:http';
import { codedError } from '../graphql/errors.ts';
import type { GraphQLError } from 'graphql';

/**
 * Rejects requests of foreign web pages. Any page can make a person's browser call this server, which trusts
 * callers on this machine; so the `Host` must be a name of this server (or a page could point its own name to it: DNS
 * rebinding), and the request of a page must come from a page of the same host.
 */
export interface Gate {
  /** Why the request is rejected; null: it is accepted. */
  refuse(request: IncomingMessage): GraphQLError | null;
  /** The same for paths that pages of other sites may call: whether the `Host` is a name of this server. */
  refuseHost(request: IncomingMessage): GraphQLError | null;
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * `names`: further accepted host names, without port. `publicUrl`: a page of it is always accepted, whatever Host a proxy sends, and a page of its
 * host has to be of its protocol, too.
 */
export function createGate({ names = [], publicUrl = null }: { names?: readonly string[]; publicUrl?: string | null } = {}): Gate {
  const known = new Set([...loopbackNames, ...names.map((name) => name.toLowerCase())]);
  const refuseHost: Gate['refuseHost'] = ({ headers }) => {
    const host = headers.host?.toLowerCase() ?? '';
    return known.has(nameOf(host))
      ? null
      : codedError(
          'HOST_REFUSED',
          `This server does not go by the name ${JSON.stringify(host.slice(0, 100))}. PUBLIC_URL names the address that people open; a proxy has to pass the Host of the browser on.`,
          { httpStatus: 403 },
        );
  };
  return {
    refuseHost,
    refuse(request) {
      const { headers, method } = request;
      const host = headers.host?.toLowerCase() ?? '';
      const ofHost = refuseHost(request);
      if (ofHost !== null) return ofHost;
      const { origin } = headers;
      const isOfPublicHost = publicUrl !== null && new URL(publicUrl).host === host;
      if (origin !== undefined && origin !== publicUrl && (isOfPublicHost || originHost(origin) !== host)) {
        return codedError(
          'ORIGIN_REFUSED',
          `A page of ${JSON.stringify(origin.slice(0, 100))} may not call this server from the browser, which the request names ${JSON.stringify(host.slice(0, 100))}. If people open this server at that address, set PUBLIC_URL to it, or let the proxy pass the Host of the browser on.`,
          { httpStatus: 403 },
        );
      }
      const site = headers['sec-fetch-site'];
      const isNavigation = method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
      if ((site === 'cross-site' || site === 'same-site') && !isNavigation) {
        return codedError('ORIGIN_REFUSED', 'A page of another site may not call this server from the browser.', { httpStatus: 403 });
      }
      return null;
    },
  };
}

/** Whether a page of another site made the browser send the request, a navigation included: its cookies are not meant by the person. */
export const isCrossSite = ({ headers }: IncomingMessage): boolean =>
  headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site';

/**
 * Protocol and host under which the browser knows this server: those of PUBLIC_URL where the request came by that name, or is of a page of it,
 * or brings cookies of it alone (a proxy may not pass Host on, and a GET names no origin). Behind it a proxy may speak TLS; under other names,
 * which the gate lets through, it is plain HTTP. For cookies and passkeys alone: all of it is the sender's word, so no link in a mail is made of it.
 *
 * `cookiesOf`: how the names of cookies at an origin begin.
 */
export function originOf({ headers }: IncomingMessage, publicUrl: string | null, cookiesOf: (origin: string) => string): string {
  const host = headers.host?.toLowerCase() ?? 'localhost';
  const own = new URL(`http://${host}`).origin;
  if (publicUrl === null) return own;
  if (nameOf(host) === nameOf(new URL(publicUrl).host) || headers.origin === publicUrl) return publicUrl;
  const brings = (origin: string): boolean =>
    (headers.cookie ?? '').split(';').some((cookie) => cookie.trimStart().startsWith(`${cookiesOf(origin)}.`));
  return headers.origin === undefined && brings(publicUrl) && !brings(own) ? publicUrl : own;
}

/** Whether a caller is on this machine and is not a proxy for others. */
export function isOnThisMachine({ socket, headers }: IncomingMessage): boolean {
  const isProxied = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined || headers['x-real-ip'] !== undefined;
  return !isProxied && isLoopback(socket.remoteAddress);
}

export const isLoopback = (address: string | undefined): boolean => address === '::1' || /^(::ffff:)?127\./.test(address ?? '');

/** A host without its port. */
function nameOf(host: string): string {
  return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : (host.split(':')[0] ?? '');
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null; // "null" cannot be parsed
}
