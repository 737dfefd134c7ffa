import type { Viewer } from '../../platform/graphql/context.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { hasAccounts } from '../people/load/accounts.ts';
import { knownKeysOf } from './known-keys.ts';
import { standingOfCredentials } from './queries/live.ts';

/** Why a viewer ends. GONE: its key, its membership or its workspace is. CHANGED: it may do other things from now on, and comes again. */
export type ViewerEnd = 'GONE' | 'CHANGED';

type Standing = Awaited<ReturnType<typeof standingOfCredentials>>[number];

const checkMs = 500;

/**
 * Looks after viewers that stay: those of open sockets and streams. While there are any, one statement every half second asks about all of
 * their credentials; a key that is revoked or expires, a session that ends or is none of the single sign-on that is demanded, a member that is removed, another role, and a workspace that is archived, restored
 * or gone, end them within a second on every server, and at once where the live bus brings the news (live-credentials.test.ts).
 */
export class LiveCredentials {
  readonly #stores: Stores;
  readonly #checkMs: number;
  readonly #watched = new Map<string, { viewer: Viewer; ends: Set<(end: ViewerEnd) => void> }>();
  readonly #unsubscribe: () => void;
  #timer: NodeJS.Timeout | null = null;
  #isChecking = false;
  #isCheckedAgain = false;

  constructor(stores: Stores, live: LiveBus, everyMs = checkMs) {
    this.#stores = stores;
    this.#checkMs = everyMs;
    this.#unsubscribe = live.subscribe('access.changed', 'all', () => {
      knownKeysOf(stores).forget();
      void this.#check();
    });
  }

  /** Calls `onEnd` once when the viewer ends. Returns what stops the watch. */
  watch(viewer: Viewer, onEnd: (end: ViewerEnd) => void): () => void {
    const name = nameOf(viewer);
    const watched = this.#watched.get(name) ?? { viewer, ends: new Set() };
    this.#watched.set(name, watched);
    const own = (end: ViewerEnd): void => onEnd(end);
    watched.ends.add(own);
    this.#timer ??= setInterval(() => void this.#check(), this.#checkMs).unref();
    return () => {
      watched.ends.delete(own);
      if (watched.ends.size === 0 && this.#watched.get(name) === watched) this.#watched.delete(name);
      if (this.#watched.size === 0) this.#rest();
    };
  }

  close(): void {
    this.#unsubscribe();
    this.#watched.clear();
    this.#rest();
  }

  #rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #check(): Promise<void> {
    if (this.#isChecking) {
      // What changed while a check was under way may not be in its answer.
      this.#isCheckedAgain = true;
      return;
    }
    this.#isChecking = true;
    try {
      do {
        this.#isCheckedAgain = false;
        await this.#checkOnce();
      } while (this.#isCheckedAgain);
    } catch {
      // The store does not answer: nothing is known against any credentials, and they are asked about again.
    } finally {
      this.#isChecking = false;
    }
  }

  async #checkOnce(): Promise<void> {
    const watched = [...this.#watched.values()];
    if (watched.length === 0) return;
    const credentials = watched.map(({ viewer }, place) => ({
      place,
      workspaceId: viewer.workspaceId,
      keyId: viewer.keyId,
      personId: viewer.person?.id ?? null,
      sessionId: viewer.sessionId,
    }));
    for (const standing of await standingOfCredentials(this.#stores.postgres, { credentials })) {
      const found = watched[standing.place];
      const isOver = found !== undefined && isLocal(found.viewer) && (await hasAccounts(this.#stores));
      const end = found === undefined ? null : isOver ? 'GONE' : endOf(found.viewer, standing);
      if (found === undefined || end === null) continue;
      for (const tell of found.ends) tell(end);
    }
  }
}

/** Owner by being on this machine, which ends with the first account. */
const isLocal = ({ keyId, person }: Viewer): boolean => keyId === null && person === null;

function endOf(viewer: Viewer, standing: Standing): ViewerEnd | null {
  const { isKeyValid, keyRole, memberRole, hasWorkspace, isArchived } = standing;
  if ((viewer.keyId !== null && !isKeyValid) || (viewer.sessionId !== null && !standing.isSessionValid)) return 'GONE';
  if (viewer.sessionId !== null && viewer.role !== null && standing.lacksSso) return 'GONE';
  // A person who is a member of none has no workspace to lose.
  if (!hasWorkspace && viewer.role !== null) return 'GONE';
  const isOfPerson = viewer.person !== null;
  const role = isOfPerson ? memberRole : viewer.keyId === null ? viewer.role : keyRole;
  if (isOfPerson && role === null && viewer.role !== null) return 'GONE';
  return role !== viewer.role || isArchived !== (viewer.isArchived ?? false) ? 'CHANGED' : null;
}

/** Equal viewers, however many sockets they have, are asked about once. */
const nameOf = ({ workspaceId, role, keyId, person, sessionId, isArchived }: Viewer): string =>
  JSON.stringify([workspaceId, role, keyId, person?.id, sessionId, isArchived]);
