import type { LiveBus } from '../live/bus.ts';
import type { Stores } from '../store/stores.ts';

/** Permissions of a viewer; each role includes those before it. */
export const roles = ['VIEWER', 'ANALYST', 'EDITOR', 'ADMIN', 'OWNER'] as const;
export type Role = (typeof roles)[number];

/** The caller and its workspace: every query names this workspace. */
export interface Viewer {
  workspaceId: string;
  role: Role;
  /** The API key of the request; null: a local request without credentials. */
  keyId: string | null;
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
  /** Absent over HTTP. */
  origin?: Origin;
}

export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
