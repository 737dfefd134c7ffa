/** What answers say of the one who asks. `signed-out`: of no account and no key. `changed`: something is refused that the page offered. */
export type Standing = 'signed-out' | 'changed';

const listeners = new Set<(standing: Standing) => void>();

export const standing = {
  announce: (what: Standing): void => {
    for (const listener of listeners) listener(what);
  },
  /** Calls back until the returned function is called. */
  follow: (listener: (standing: Standing) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** What the codes of an answer say of the one who asked; null: nothing. */
export function standingOf(codes: readonly unknown[]): Standing | null {
  if (codes.includes('UNAUTHENTICATED')) return 'signed-out';
  return codes.includes('FORBIDDEN') ? 'changed' : null;
}
