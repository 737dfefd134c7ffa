import type { LiveBus } from '../live/bus.ts';
import type { Stores } from '../store/stores.ts';

/** What a viewer may do; each role includes those before it. */
export const roles = ['VIEWER', 'ANALYST', 'EDITOR', 'ADMIN', 'OWNER'] as const;
export type Role = (typeof roles)[number];

/** Who asks, and in whose workspace: every query names this workspace. */
export interface Viewer {
  workspaceId: string;
  role: Role;
  /** The API key that was shown; null: a request from this machine without credentials. */
  keyId: string | null;
}

/** The socket that an operation came by. */
export interface Origin {
  /** Of this process. */
  socket: string;
  /** Aborts when the socket is closed, or the operation is completed, before it was answered. */
  signal: AbortSignal;
}

/** What every resolver is given. One per HTTP request, and per query or mutation on a WebSocket; one for all who share a subscription. */
export interface Context {
  stores: Stores;
  live: LiveBus;
  viewer: Viewer;
  /** Absent: it came by HTTP. */
  origin?: Origin;
}

export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
