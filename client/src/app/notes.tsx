import { lazy, Suspense, useEffect, useState } from 'react';
import { onFirstNote } from '../primitives/toast.ts';

const Toasts = lazy(() => import('../primitives/toasts.tsx'));

/** The place of notes at the edge of the page; nothing until there is one. */
export function Notes() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => onFirstNote(() => setNeeded(true)), []);
  return isNeeded ? <Suspense><Toasts /></Suspense> : null;
}
