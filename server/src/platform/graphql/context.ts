import type { LiveBus } from '../live/bus.ts';
import type { Permitted } from '../permissions.ts';
import type { Stores } from '../store/stores.ts';
import type { DocumentPolicy } from './trusted.ts';

/** Who is signed in, or whose personal key it is. */
export interface ViewerPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The caller and its workspace: every query names this workspace. What it may do: platform/permissions.ts. */
export interface Viewer extends Permitted {
  readonly workspaceId: string;
  /** The API key of the request; null: it shows none. */
  readonly keyId: string | null;
  /** Null: a key of the workspace, or a local request without credentials while there are no accounts. */
  readonly person: ViewerPerson | null;
  /** The session of the person who is signed in; null: there is none. */
  readonly sessionId: string | null;
  /** The only environment that its key sends to; absent: any. */
  readonly environment?: string;
  /** The limit of its key; absent: that of all. */
  readonly requestsPerMinute?: number;
}

/** Where a request comes from, for the audit log. */
export interface Caller {
  /** Its network address, as far as it is trusted; null: it has none (a job). */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** Of the request: in its answer's header `x-request-id`, in the log and in the audit log. */
  readonly requestId: string;
  /** Present: the viewer acts through the assistant, after a confirmation. */
  readonly through?: 'assistant';
}

/** The socket of an operation. */
export interface Origin {
  /** Of this process. */
  socket: string;
  /** Aborts when the socket is closed, or the operation is completed, before it was answered. */
  signal: AbortSignal;
}

/**
 * The context of every resolver. One per HTTP request, and per query or mutation on a WebSocket; one for all members of a shared
 * subscription.
 */
export interface Context {
  stores: Stores;
  live: LiveBus;
  viewer: Viewer;
  caller: Caller;
  /** What counts the points of the operation (platform/rates/rates.ts); absent: nothing does. */
  meter?: { take(points: number): Promise<void> };
  /** Absent over HTTP. */
  origin?: Origin;
  /** Which documents of callers are answered; absent: any. */
  documents?: DocumentPolicy;
}
