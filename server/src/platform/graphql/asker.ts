import { OperationTypeNode } from 'graphql';
import type { Asker, Place } from '../store/asker.ts';
import type { Context, Viewer } from './context.ts';

/** The properties that Yoga adds to the context of an HTTP request. */
interface OverHttp {
  request?: { readonly signal: AbortSignal };
}

/** One name for each viewer: all requests with the same key, of the same person, or all local requests without either. */
export const nameOf = ({ workspaceId, keyId, person }: Viewer): string => `${workspaceId} ${keyId ?? person?.id ?? 'without a key'}`;

/** The line in which this operation waits: one for all HTTP requests of a key, and one for each of its sockets. */
export function placeOf({ viewer, origin }: Context): Place {
  return { viewer: nameOf(viewer), socket: origin?.socket ?? 'requests' };
}

/** The asker of an operation that is executed once. A mutation is finished even after its caller has left. */
export function askerOf(context: Context & OverHttp, operation: OperationTypeNode | undefined): Asker {
  const place = placeOf(context);
  const signal = operation === OperationTypeNode.QUERY ? (context.origin?.signal ?? context.request?.signal ?? null) : null;
  return { places: () => [place], isLive: false, signal };
}
