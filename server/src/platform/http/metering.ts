import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '../graphql/context.ts';
import { fail, type DomainError, type Result } from '../graphql/errors.ts';
import { itemCountOf } from '../rates/items.ts';
import { RateLimited, type Meter, type Rates } from '../rates/rates.ts';
import { callerOf } from './caller.ts';
import { perRequest } from './per-request.ts';

const meters = perRequest<Meter>('meter');

/**
 * The one place at which requests of all protocols are counted: after authentication, before anything is read or done. What is beyond a
 * limit comes out as a failure, and each protocol answers it in its own form. The headers of the limits go on `response`.
 */
export async function metered(
  rates: Rates,
  request: IncomingMessage,
  response: ServerResponse | undefined,
  found: Result<Viewer, DomainError>,
): Promise<Result<Viewer, DomainError>> {
  try {
    if (found.ok) meters.set(request, await rates.enter(found.value, response));
    else await rates.fail(callerOf(request).address ?? 'no address', response);
    return found;
  } catch (error) {
    if (error instanceof RateLimited) return fail(error);
    throw error;
  }
}

/** What counts the points of a request; undefined: its viewer has no limit, or is not known yet. */
export const meterOf = (request: IncomingMessage): Meter | undefined => meters.get(request);

/**
 * Counts the items that a request sends, before they are stored: a number, or the body whose lists hold them.
 *
 * Errors  throws `RateLimited`.
 */
export async function takeItems(request: IncomingMessage, items: unknown): Promise<void> {
  await meters.get(request)?.take(typeof items === 'number' ? items : itemCountOf(items));
}
