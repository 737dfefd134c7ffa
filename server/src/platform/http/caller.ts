import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TrustedProxies } from '../config-sign-in.ts';
import type { Caller } from '../graphql/context.ts';
import { addressOf } from './address.ts';
import { perRequest } from './per-request.ts';

const maxUserAgentLength = 300;
const callers = perRequest<Caller>('caller');

/** Where a request comes from; the same for all who ask about one request. `proxies` count when the first of them asks. */
export function callerOf(request: IncomingMessage, proxies: TrustedProxies = null): Caller {
  let caller = callers.get(request);
  if (caller === undefined) {
    caller = {
      address: addressOf(request.socket.remoteAddress, request.headers['x-forwarded-for'], proxies),
      userAgent: request.headers['user-agent']?.slice(0, maxUserAgentLength) ?? null,
      requestId: randomUUID(),
    };
    callers.set(request, caller);
  }
  return caller;
}
