import { useCallback, useEffect, useRef, useState } from 'react';

/** The address follows when the reader rests: browsers refuse an address that changes with every press of a key that is held down. */
const REST_MS = 160;

/** What is selected: at once here, a moment later in the address; what the address says by itself (back, a link) is taken over. */
export function useSelection(
  addressed: string | undefined,
  write: (id: string | undefined) => void,
): readonly [string | undefined, (id: string | undefined) => void] {
  const [own, setOwn] = useState(addressed);
  const [seen, setSeen] = useState(addressed);
  if (seen !== addressed) {
    setSeen(addressed);
    setOwn(addressed);
  }
  const timer = useRef(0);
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
  }, [write]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const select = useCallback((id: string | undefined) => {
    setOwn(id);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => latest.current(id), REST_MS);
  }, []);
  return [own, select];
}
