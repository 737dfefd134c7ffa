import { lazy, Suspense, useSyncExternalStore } from 'react';
import { notesNeeded } from './toast.ts';

const Toasts = lazy(() => import('./toasts.tsx'));

/** The place of notes at the edge of the page; nothing until there is one. */
export function Notes() {
  const isNeeded = useSyncExternalStore(notesNeeded.subscribe, notesNeeded.read);
  return isNeeded ? (
    <Suspense>
      <Toasts />
    </Suspense>
  ) : null;
}
