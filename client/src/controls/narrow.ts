import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 899px)');

/** true on a phone, where rows become cards and side panels fold. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}
