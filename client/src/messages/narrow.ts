import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 899px)');

/** true where rows become cards. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}
