import { useEffect, useEffectEvent, useState } from 'react';
import styles from './job.module.css';

const PAUSE_MS = 200;

/** Part of a name, or a pattern with `*` and `?`; takes effect once the reader pauses. */
export function MetricSearch({ value, onSearch }: { readonly value: string; readonly onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  const search = useEffectEvent(onSearch);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = window.setTimeout(() => search(typed.trim()), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed, value]);
  return (
    <input
      type="search"
      className={styles.find}
      aria-label="Find metrics"
      placeholder="Find metrics: reward, eval_*, layer?/norm"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
