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

/** What every resolver is given. One per HTTP request; one per operation on a WebSocket, as long as the operation lasts. */
export interface Context {
  stores: Stores;
  live: LiveBus;
  viewer: Viewer;
}

export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
