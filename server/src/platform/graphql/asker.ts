import { OperationTypeNode } from 'graphql';
import type { Asker, Place } from '../store/asker.ts';
import type { Context, Viewer } from './context.ts';

/** What Yoga adds to the context of an HTTP request. */
interface OverHttp {
  request?: { readonly signal: AbortSignal };
}

/** One name for each viewer: all who show the same key, or none on this machine. */
export const nameOf = ({ workspaceId, keyId }: Viewer): string => `${workspaceId} ${keyId ?? 'without a key'}`;

/** Whose turn it is when this operation has one: all HTTP requests of a key wait in one line, and each of its sockets in one. */
export function placeOf({ viewer, origin }: Context): Place {
  return { viewer: nameOf(viewer), socket: origin?.socket ?? 'requests' };
}

/** Who asks an operation that is executed once. What changes something is finished, whoever has left. */
export function askerOf(context: Context & OverHttp, operation: OperationTypeNode | undefined): Asker {
  const place = placeOf(context);
  const signal = operation === OperationTypeNode.QUERY ? (context.origin?.signal ?? context.request?.signal ?? null) : null;
  return { places: () => [place], isLive: false, signal };
}
