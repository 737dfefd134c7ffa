import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../graphql/context.ts';

const maxUserAgentLength = 300;
const callers = new WeakMap<IncomingMessage, Caller>();

/** Where a request comes from; the same for all who ask about one request. */
export function callerOf(request: IncomingMessage): Caller {
  let caller = callers.get(request);
  if (caller === undefined) {
    caller = {
      address: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? null,
      userAgent: request.headers['user-agent']?.slice(0, maxUserAgentLength) ?? null,
      requestId: randomUUID(),
    };
    callers.set(request, caller);
  }
  return caller;
}
