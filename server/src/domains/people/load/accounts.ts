import type { Stores } from '../../../platform/store/stores.ts';
import { storeUnavailableIn } from '../../../platform/store/unavailable.ts';
import { anyPerson } from '../queries.ts';

/** So long "there is no account" is remembered: the first one, made by another server, counts within it. */
const rememberedMs = 500;

interface Known {
  isThere: boolean;
  askedAtMs: number;
  asking: Promise<boolean> | null;
}
const known = new WeakMap<Stores['postgres'], Known>();

/** Whether anyone has an account. Once there is one, it is not asked again. */
export async function hasAccounts({ postgres }: Pick<Stores, 'postgres'>): Promise<boolean> {
  let of = known.get(postgres);
  if (of === undefined) known.set(postgres, (of = { isThere: false, askedAtMs: -Infinity, asking: null }));
  if (of.isThere) return true;
  if (performance.now() - of.askedAtMs < rememberedMs) return false;
  const state = of;
  state.asking ??= anyPerson(postgres)
    .then((count) => {
      state.askedAtMs = performance.now();
      return (state.isThere ||= count > 0);
    })
    .catch((error: unknown) => {
      // While PostgreSQL is away, what it answered last goes on: no account can be made meanwhile.
      if (storeUnavailableIn(error) === null || state.askedAtMs === -Infinity) throw error;
      return state.isThere;
    })
    .finally(() => (state.asking = null));
  return state.asking;
}

/** To be called when an account was made. */
export function accountMade({ postgres }: Pick<Stores, 'postgres'>): void {
  known.set(postgres, { isThere: true, askedAtMs: performance.now(), asking: null });
}
