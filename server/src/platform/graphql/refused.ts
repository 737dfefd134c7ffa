import { Hook } from '../hooks.ts';
import type { Permission } from '../permissions.ts';
import type { Stores } from '../store/stores.ts';
import type { Actor } from './actor.ts';

/** What was attempted and refused for who attempted it. */
export interface RefusedAttempt {
  /** Null: not known, since the credentials were wrong. */
  readonly workspaceId: string | null;
  readonly actor: Actor;
  /** Null: no single one was lacking. */
  readonly permission: Permission | null;
  readonly reason: string;
  /** First characters of the key that was shown; null: no key was, or it is not known. */
  readonly keyPrefix?: string | null;
  /** What was attempted on; absent: no single thing, or that of the key. */
  readonly target?: { readonly type: string; readonly id: string; readonly name: string };
}

/** A change or a request was refused, for a permission that lacks or for wrong credentials. A reaction does not hold up the answer. */
export const attemptRefused = new Hook<(stores: Stores, attempt: RefusedAttempt) => void>('attemptRefused');

export function noteRefusal(stores: Stores, attempt: RefusedAttempt): void {
  for (const reaction of attemptRefused.reactions) reaction(stores, attempt);
}
