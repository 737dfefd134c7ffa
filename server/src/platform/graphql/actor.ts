import { withActor } from '../store/scope.ts';
import type { Caller, Context, Viewer } from './context.ts';

/** Who acts, from where, and what was asked for: as the triggers of the audit trail read it (platform/store/migrations/audit/). */
export interface Actor {
  readonly kind: 'PERSON' | 'KEY' | 'LOCAL' | 'SYSTEM' | 'UNKNOWN';
  readonly id: string | null;
  /** Null: of a key, whose name the trail looks up; or not known. */
  readonly name: string | null;
  readonly keyId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  /** Name of the mutation, or of the act of a protocol. */
  readonly action: string;
}

/** Of a change through the assistant the name says so; who confirmed it is the actor all the same. */
export function actorOf(viewer: Pick<Viewer, 'person' | 'keyId'>, { through, ...caller }: Caller, action: string): Actor {
  const actor = actorItself(viewer, { keyId: viewer.keyId, ...caller, action });
  return through === undefined ? actor : { ...actor, name: `assistant for ${actor.name ?? 'an API key'}` };
}

function actorItself({ person, keyId }: Pick<Viewer, 'person' | 'keyId'>, from: Omit<Actor, 'kind' | 'id' | 'name'>): Actor {
  if (person !== null) return { kind: 'PERSON', id: person.id, name: person.name === '' ? person.email : person.name, ...from };
  if (keyId !== null) return { kind: 'KEY', id: keyId, name: null, ...from };
  return { kind: 'LOCAL', id: null, name: 'local owner', ...from };
}

/** Runs one act of a viewer, so that what it changes is recorded as changed by that viewer. */
export const acting = <Value>({ viewer, caller }: Pick<Context, 'viewer' | 'caller'>, action: string, work: () => Value): Value =>
  withActor(JSON.stringify(actorOf(viewer, caller, action)), work);
