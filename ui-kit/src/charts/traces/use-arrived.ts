import { useEffect, useMemo, useState } from 'react';

/** For so long what came is shown as coming, ms; its movement is over before. */
const SHOWN_MS = 400;
const nothing: ReadonlySet<string> = new Set();

/** Ids that came with the last change of a list, for a moment; none at first, and none of a list of which nothing was there before. */
export function useArrived(ids: readonly string[]): ReadonlySet<string> {
  const [seen, setSeen] = useState(ids);
  useEffect(() => {
    if (seen === ids) return;
    const timer = setTimeout(() => setSeen(ids), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [seen, ids]);
  return useMemo(() => (seen === ids ? nothing : arrivedOf(seen, ids)), [seen, ids]);
}

export function arrivedOf(before: readonly string[], now: readonly string[]): ReadonlySet<string> {
  const known = new Set(before);
  const arrived = new Set<string>();
  for (const id of now) if (!known.has(id)) arrived.add(id);
  return arrived.size === now.length ? nothing : arrived;
}
